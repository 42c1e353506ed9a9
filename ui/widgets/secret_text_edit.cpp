#include "ui/widgets/secret_text_edit.h"

#include "core/desktop/concealment.h"
#include "ui/style/theme.h"

#include <QKeyEvent>
#include <QMimeData>
#include <QScrollBar>
#include <QTextBlock>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

// One symbol for one character, so that places in both texts are the same.
constexpr std::pair<char16_t, char16_t> symbols[] = {
    {u'\r', u'␍'}, {u'\0', u'␀'}, {u'\u2028', u'␊'}, {u'\u2029', u'␤'}};

QString withSymbols(QString text)
{
    for (const auto &[real, symbol] : symbols)
        text.replace(QChar(real), QChar(symbol));
    return text;
}

QString withoutSymbols(QString text)
{
    for (const auto &[real, symbol] : symbols)
        text.replace(QChar(symbol), QChar(real));
    return text;
}

} // namespace

SecretTextEdit::SecretTextEdit(QWidget *parent) : QPlainTextEdit(parent)
{
    setFont(Theme::font(Theme::Font::Mono));
    setUndoRedoEnabled(false);
    setTabChangesFocus(true);
    setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhHiddenText | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    connect(this, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_setting && !m_masked)
            emit edited();
    });
    connect(&Theme::instance(), &Theme::changed, this, [this] { setFault(m_fault); }); // in the new colours
}

SecretTextEdit::~SecretTextEdit()
{
    wipe(m_original);
}

QString SecretTextEdit::shownText() const
{
    // toPlainText() would turn a no-break space into a space.
    return document()->toRawText().replace(QChar::ParagraphSeparator, u'\n');
}

void SecretTextEdit::replaceText(const QString &shown)
{
    m_setting = true;
    const int position = textCursor().position();
    const int down = verticalScrollBar()->value();
    setPlainText(shown);
    QTextCursor cursor = textCursor();
    cursor.setPosition(std::min(position, int(document()->characterCount()) - 1));
    setTextCursor(cursor);
    verticalScrollBar()->setValue(down);
    m_setting = false;
}

void SecretTextEdit::setSecret(const SecretString &text)
{
    m_concealed.reset();
    wipe(m_original);
    m_original = text.reveal();
    m_masked = false;
    QString shown = withSymbols(m_original);
    replaceText(shown);
    wipe(shown);
}

void SecretTextEdit::concealOnRequest()
{
    connect(&Concealment::instance(), &Concealment::requested, this, [this] {
        if (m_masked || document()->isEmpty())
            return;
        m_concealed = secret();
        setMask(tr("Hidden after inactivity. Click to show."));
    });
}

bool SecretTextEdit::goOn()
{
    if (!m_concealed)
        return false;
    const SecretString text = *std::exchange(m_concealed, std::nullopt);
    setSecret(text);
    setReadOnly(false);
    return true;
}

SecretString SecretTextEdit::secret() const
{
    if (m_concealed)
        return *m_concealed;
    QString shown = shownText();
    QString before = withSymbols(m_original);
    qsizetype head = 0;
    const qsizetype shorter = std::min(shown.size(), before.size());
    while (head < shorter && shown[head] == before[head])
        ++head;
    qsizetype tail = 0;
    while (tail < shorter - head && shown[shown.size() - 1 - tail] == before[before.size() - 1 - tail])
        ++tail;
    QString middle = withoutSymbols(shown.sliced(head, shown.size() - head - tail));
    QString text = m_original.left(head) + middle + m_original.right(tail);
    const SecretString secret(text);
    for (QString *used : {&shown, &before, &middle, &text})
        wipe(*used);
    return secret;
}

void SecretTextEdit::setMask(const QString &mask)
{
    m_masked = true;
    wipe(m_original);
    m_original.clear();
    setReadOnly(true);
    setFault(-1);
    replaceText(mask);
}

void SecretTextEdit::show(qsizetype position, qsizetype length)
{
    QTextCursor cursor = textCursor();
    cursor.setPosition(int(position));
    cursor.setPosition(int(position + length), QTextCursor::KeepAnchor);
    setTextCursor(cursor);
    ensureCursorVisible();
}

void SecretTextEdit::setFault(qsizetype position)
{
    m_fault = position;
    QList<QTextEdit::ExtraSelection> selections;
    if (position >= 0) {
        QTextEdit::ExtraSelection fault;
        fault.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        fault.format.setUnderlineColor(colors().dangerFg);
        fault.format.setBackground(colors().dangerBg);
        fault.cursor = QTextCursor(document());
        const int last = document()->characterCount() - 1;
        fault.cursor.setPosition(std::clamp(int(position), 0, std::max(0, last - 1)));
        fault.cursor.movePosition(QTextCursor::NextCharacter, QTextCursor::KeepAnchor);
        selections.append(fault);
    }
    setExtraSelections(selections);
}

QMimeData *SecretTextEdit::createMimeDataFromSelection() const
{
    return new QMimeData; // for PRIMARY; the clipboard gets its copy from copyRequested()
}

bool SecretTextEdit::canInsertFromMimeData(const QMimeData *source) const
{
    return source->hasText();
}

void SecretTextEdit::insertFromMimeData(const QMimeData *source)
{
    if (isReadOnly())
        return;
    QString text = withSymbols(source->text());
    textCursor().insertText(text);
    wipe(text);
    ensureCursorVisible();
}

void SecretTextEdit::mousePressEvent(QMouseEvent *event)
{
    if (goOn())
        return;
    // A press in the selection would begin a drag.
    if (event->button() == Qt::LeftButton && !(event->modifiers() & Qt::ShiftModifier)) {
        QTextCursor cursor = textCursor();
        cursor.clearSelection();
        setTextCursor(cursor);
    }
    QPlainTextEdit::mousePressEvent(event);
}

void SecretTextEdit::keyPressEvent(QKeyEvent *event)
{
    if (goOn())
        return;
    const bool cut = event->matches(QKeySequence::Cut);
    if (!cut && !event->matches(QKeySequence::Copy)) {
        QPlainTextEdit::keyPressEvent(event);
        return;
    }
    if (m_masked || !textCursor().hasSelection())
        return;
    QString selected = withoutSymbols(textCursor().selectedText().replace(QChar::ParagraphSeparator, u'\n'));
    emit copyRequested(SecretString(selected));
    wipe(selected);
    if (cut && !isReadOnly())
        textCursor().removeSelectedText();
}

void SecretTextEdit::contextMenuEvent(QContextMenuEvent *event)
{
    event->ignore(); // the standard menu copies past the clipboard guard
}

} // namespace keyturn

#include "moc_secret_text_edit.cpp"
