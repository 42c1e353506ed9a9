#include "ui/editor/raw_view.h"

#include "core/desktop/concealment.h"
#include "ui/editor/masked_text.h"
#include "ui/editor/raw_text.h"
#include "ui/style/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/secret_text_edit.h"
#include "ui/widgets/text_label.h"

#include <QHBoxLayout>
#include <QKeyEvent>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace keyturn {

RawView::RawView(ValueOperations &operations, QWidget *parent) :
    QWidget(parent), m_operations(operations), m_text(new SecretTextEdit),
    m_remark(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2)),
    m_goTo(new Button(tr("Go there"), Button::Kind::Quiet)),
    m_show(new Button(u"view-visible"_s, tr("Show"), Button::Kind::Quiet))
{
    m_text->setObjectName(u"valuesRaw"_s);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->installEventFilter(this);
    setFocusProxy(m_text);
    m_remark->setObjectName(u"rawRemark"_s);
    m_goTo->setObjectName(u"rawGoTo"_s);
    m_show->setObjectName(u"rawShow"_s);
    auto *line = new QHBoxLayout;
    line->setContentsMargins(0, 0, 0, 4);
    m_remark->wrapAnywhere(); // it may name a key
    line->addWidget(m_remark, 1);
    line->addWidget(m_goTo);
    line->addWidget(m_show);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(line);
    column->addWidget(m_text, 1);

    m_life.setSingleShot(true);
    m_life.setInterval(std::chrono::seconds(metrics::revealSeconds));
    m_pause.setSingleShot(true);
    m_pause.setInterval(1s);
    connect(&m_life, &QTimer::timeout, this, &RawView::hideText);
    connect(&Concealment::instance(), &Concealment::requested, this, &RawView::hideText);
    connect(m_text, &SecretTextEdit::edited, this, &RawView::stageTyped);
    connect(m_text, &SecretTextEdit::copyRequested, this, [this](const SecretString &selection) {
        m_operations.copy(selection, tr("part of %1").arg(m_operations.name({QString()})));
    });
    connect(m_show, &QPushButton::clicked, this, [this] {
        if (isRevealed())
            hideText();
        else
            reveal();
    });
    connect(m_goTo, &QPushButton::clicked, this, [this] {
        if (!isRevealed())
            reveal();
        const SecretDocument document = m_operations.document();
        m_text->show(RawText::characterAt(document.text(), document.rawCause().offset), 0);
        m_text->setFocus();
    });
    hideText();
}

bool RawView::isRevealed() const
{
    return !m_text->isMasked();
}

bool RawView::isEditable() const
{
    const EntryContent *content = m_operations.entry().content();
    return content && m_operations.entry().access() == EditedEntry::Access::Open && !content->binary
           && content->entry.id.isSecret() && !m_operations.entry().isHeld()
           && content->document.text().bytes().isValidUtf8();
}

void RawView::reveal()
{
    const EntryContent *content = m_operations.entry().content();
    const SecretDocument document = m_operations.document();
    if (!content || !content->entry.id.isSecret() || !document.text().bytes().isValidUtf8())
        return;
    m_text->setSecret(document.text());
    if (!document.text().isEmpty())
        m_life.start();
    refresh();
}

void RawView::hideText()
{
    m_life.stop();
    m_pause.stop();
    m_text->setMask({});
    refresh();
}

void RawView::edit()
{
    if (!m_operations.mayWrite([this] { edit(); }))
        return;
    reveal();
    m_text->setFocus();
}

void RawView::copyAll()
{
    m_operations.copy(m_operations.document().text(), m_operations.name({QString()}));
}

void RawView::refresh()
{
    const EntryContent *content = m_operations.entry().content();
    if (!isRevealed() && isEditable() && m_operations.document().text().isEmpty()) {
        reveal(); // there is nothing to hide, and it can be typed into at once
        return;
    }
    if (!content) {
        m_text->setMask({});
    } else if (!isRevealed()) {
        m_text->setMask(maskedText(*content, m_operations.entry().edits()));
    } else if (const SecretString text = m_operations.document().text(); !m_staging && !(text == m_text->secret())) {
        m_text->setSecret(text);
    }
    const bool revealed = isRevealed();
    m_text->setReadOnly(!revealed || !isEditable());
    m_text->setAccessibleName(revealed ? tr("Text of the secret") : tr("Masked text of the secret"));
    m_show->setText(revealed ? tr("Hide") : isEditable() ? tr("Show and edit") : tr("Show for 20 seconds"));
    m_show->setIconName(revealed ? u"view-hidden"_s : u"view-visible"_s);
    m_show->setVisible(content && content->entry.id.isSecret() && !content->binary);
    showRemark();
}

void RawView::showRemark()
{
    const EntryContent *content = m_operations.entry().content();
    const bool text = content && content->entry.id.isSecret() && !content->binary;
    const SecretDocument document = text ? m_operations.document() : SecretDocument();
    const RawReason &cause = document.rawCause();
    const bool wasKeys = text && m_operations.entry().expectsKeys();
    const bool fault = text && document.isRaw();
    m_remark->setText(text ? RawText::reason(document) : QString());
    // A text that is not meant to be a set of keys is no mistake.
    m_remark->setColor(fault && wasKeys ? &ThemeColors::dangerFg : &ThemeColors::text2);
    const bool isSomewhere =
        cause.line > 0 && cause.kind != RawReason::Kind::NotAnObject && !RawText::isPlain(document);
    m_goTo->setVisible(fault && isSomewhere && document.text().bytes().isValidUtf8());
    m_text->setFault(fault && wasKeys && isRevealed() ? RawText::characterAt(document.text(), cause.offset) : -1);
}

void RawView::stageTyped()
{
    m_life.start();
    const bool joins = m_pause.isActive();
    m_pause.start();
    m_staging = true;
    const bool staged = m_operations.stage({FieldEdit::raw(m_text->secret())}, tr("typing in the text"), joins);
    m_staging = false;
    if (!staged)
        refresh(); // as it was
}

std::pair<qsizetype, qsizetype> RawView::find(const QString &text, int step)
{
    const QString all = m_text->toPlainText();
    QList<qsizetype> places;
    for (qsizetype at = text.isEmpty() ? -1 : all.indexOf(text, 0, Qt::CaseInsensitive); at >= 0;
         at = all.indexOf(text, at + text.size(), Qt::CaseInsensitive))
        places.append(at);
    if (places.isEmpty())
        return {0, 0};
    const qsizetype from = m_text->textCursor().selectionStart();
    qsizetype found = step < 0 ? places.size() - 1 : 0;
    for (qsizetype i = 0; i < places.size(); ++i) {
        if (step < 0 && places[i] < from)
            found = i;
        if (step >= 0 && places[places.size() - 1 - i] >= from + step)
            found = places.size() - 1 - i;
    }
    m_text->show(places[found], text.size());
    return {found + 1, places.size()};
}

void RawView::hideEvent(QHideEvent *event)
{
    hideText();
    QWidget::hideEvent(event);
}

void RawView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::ActivationChange && !isActiveWindow() && !isHidden())
        hideText();
    QWidget::changeEvent(event);
}

bool RawView::eventFilter(QObject *watched, QEvent *event)
{
    // Undo and redo belong to the staged changes of all views.
    if (watched == m_text && event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo)) {
            event->ignore();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace keyturn

#include "moc_raw_view.cpp"
