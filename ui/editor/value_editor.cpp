#include "ui/editor/value_editor.h"

#include "ui/style/theme.h"

#include <QKeyEvent>

using namespace Qt::StringLiterals;

namespace keyturn {

ValueEditor::ValueEditor(const QString &key, const SecretString &present, bool sensitive, QWidget *parent) :
    QLineEdit(parent), m_sensitive(sensitive)
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
}

ValueEditor::~ValueEditor()
{
    m_finished = true; // the focus leaves while it dies
}

void ValueEditor::finish(bool accept)
{
    if (m_finished)
        return;
    m_finished = true;
    // An empty unseen field means "as it was": nobody can see whether it is meant to be empty.
    if (accept && !(m_sensitive && text().isEmpty())) {
        QString typed = text();
        const SecretString value(typed);
        wipe(typed);
        emit entered(value);
    }
    clear();
    emit done();
    deleteLater();
}

void ValueEditor::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        finish(true);
    else if (event->key() == Qt::Key_Escape)
        finish(false);
    else
        QLineEdit::keyPressEvent(event);
}

void ValueEditor::focusOutEvent(QFocusEvent *event)
{
    QLineEdit::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason)
        finish(true);
}

} // namespace keyturn

#include "moc_value_editor.cpp"
