#include "ui/editor/value_editor.h"

#include "core/desktop/concealment.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"
#include "ui/text/wording.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/text_label.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QStyle>
#include <QTimerEvent>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {
constexpr int toolSize = 26; // inside the frame of the field
}

ValueEditor::ValueEditor(const QString &key, const SecretString &present, bool sensitive, QWidget *parent) :
    QLineEdit(parent), m_present(present), m_sensitive(sensitive)
{
    setObjectName(u"valueEditor"_s);
    setAccessibleName(tr("New value of %1").arg(key.isEmpty() ? tr("this secret") : key));
    setFont(Theme::font(Theme::Font::Mono));
    setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhHiddenText | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    setContextMenuPolicy(Qt::NoContextMenu);
    setPlaceholderText(tr("Type or paste the new value"));
    if (sensitive) {
        setEchoMode(QLineEdit::Password);
    } else {
        QString text = present.reveal();
        setText(text);
        wipe(text);
        selectAll();
    }
    connect(&Concealment::instance(), &Concealment::requested, this, [this] { setSeen(false); });
    connect(this, &QLineEdit::textEdited, this, [this] {
        if (m_seen)
            m_life.start(metrics::revealSeconds * 1000, this);
    });
    // What is selected in a readable field is what PRIMARY and a drag would get.
    connect(this, &QLineEdit::selectionChanged, this, [this] {
        if (m_seen && hasSelectedText())
            deselect();
    });
}

ValueEditor::~ValueEditor()
{
    m_finished = true; // the focus leaves while it dies
}

void ValueEditor::addTools()
{
    if (m_tools)
        return;
    m_tools = new QWidget(this);
    m_tools->setCursor(Qt::ArrowCursor);
    m_length = new TextLabel({}, Theme::Font::Small, &ThemeColors::text2);
    m_length->setObjectName(u"valueLength"_s);
    auto *row = new QHBoxLayout(m_tools);
    row->setContentsMargins(4, 0, 2, 0);
    row->setSpacing(0);
    row->addWidget(m_length);
    if (m_sensitive) {
        m_eye = new IconButton(u"view-visible"_s, tr("Show the value"));
        m_eye->setObjectName(u"valueEye"_s);
        m_eye->setInside(toolSize);
        m_eye->installEventFilter(this);
        row->addSpacing(4);
        row->addWidget(m_eye);
        connect(m_eye, &QToolButton::clicked, this, [this] { setSeen(!m_seen); });
    }
    connect(this, &QLineEdit::textChanged, this, &ValueEditor::showLength);
    showLength();
    m_tools->show(); // the field is seen already
}

void ValueEditor::offerGenerator()
{
    addTools();
    m_generate = new IconButton(u"roll"_s, tr("Generate password…"));
    m_generate->setObjectName(u"valueGenerate"_s);
    m_generate->setInside(toolSize);
    m_generate->installEventFilter(this);
    m_tools->layout()->addWidget(m_generate);
    m_generate->show(); // a layout shows it later, and until then leaves it out of its width
    connect(m_generate, &QToolButton::clicked, this, &ValueEditor::generateRequested);
    placeTools();
}

void ValueEditor::setValue(const SecretString &value)
{
    QString text = value.reveal();
    setText(text);
    wipe(text);
}

void ValueEditor::setSeen(bool seen)
{
    m_life.stop();
    if (!m_sensitive || seen == m_seen)
        return;
    deselect();
    m_seen = seen;
    if (seen && !m_wasSeen && text().isEmpty())
        setValue(m_present);
    m_wasSeen = true;
    setEchoMode(seen ? QLineEdit::Normal : QLineEdit::Password);
    if (seen)
        m_life.start(metrics::revealSeconds * 1000, this);
    const QString name = seen ? tr("Hide the value") : tr("Show the value");
    m_eye->setIconName(seen ? u"view-hidden"_s : u"view-visible"_s);
    m_eye->setToolTip(name);
    m_eye->setAccessibleName(name);
}

//! Of what is typed; an untouched field stands for the present value.
void ValueEditor::showLength()
{
    const bool isUntouched = m_sensitive && !m_wasSeen && text().isEmpty();
    m_length->setText(isUntouched ? QString() : Wording::charactersShort(text().toUcs4().size()));
    placeTools();
}

void ValueEditor::placeTools()
{
    if (!m_tools)
        return;
    m_tools->layout()->activate();
    const int wide = m_tools->sizeHint().width();
    m_tools->setGeometry(QStyle::visualRect(layoutDirection(), rect(), QRect(width() - wide, 0, wide, height())));
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    setTextMargins(mirrored ? wide : 0, 0, mirrored ? 0 : wide, 0);
}

void ValueEditor::finish(bool accept)
{
    if (m_finished)
        return;
    m_finished = true;
    // An empty unseen field means "as it was": nobody can see whether it is meant to be empty.
    if (accept && !(m_sensitive && !m_wasSeen && text().isEmpty())) {
        QString typed = text();
        const SecretString value(typed);
        wipe(typed);
        emit entered(value);
    }
    clear();
    emit done();
    deleteLater();
}

bool ValueEditor::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_C && key->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier)) {
            event->accept(); // the window has it for the row
            return true;
        }
    }
    return QLineEdit::event(event);
}

void ValueEditor::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        finish(true);
    else if (event->key() == Qt::Key_Escape)
        finish(false);
    else if (m_eye && event->key() == Qt::Key_C && event->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier))
        setSeen(!m_seen);
    else
        QLineEdit::keyPressEvent(event);
}

void ValueEditor::left(const QFocusEvent &event)
{
    const QWidget *now = QApplication::focusWidget();
    if (event.reason() != Qt::PopupFocusReason && event.reason() != Qt::ActiveWindowFocusReason && now != this
        && !isAncestorOf(now))
        finish(true);
}

void ValueEditor::focusOutEvent(QFocusEvent *event)
{
    QLineEdit::focusOutEvent(event);
    left(*event);
}

bool ValueEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusOut)
        left(*static_cast<QFocusEvent *>(event));
    return QLineEdit::eventFilter(watched, event);
}

void ValueEditor::resizeEvent(QResizeEvent *event)
{
    QLineEdit::resizeEvent(event);
    placeTools();
}

void ValueEditor::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_life.timerId())
        setSeen(false);
    else
        QLineEdit::timerEvent(event);
}

void ValueEditor::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::ActivationChange && !isActiveWindow())
        setSeen(false);
    QLineEdit::changeEvent(event);
}

} // namespace keyturn

#include "moc_value_editor.cpp"
