#include "ui/dialogs/text_value_dialog.h"

#include "ui/widgets/button.h"
#include "ui/widgets/text_label.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>

using namespace Qt::StringLiterals;

namespace keyturn {

TextValueDialog *TextValueDialog::forNewKey(const QStringList &taken, QWidget *parent)
{
    auto *dialog = new TextValueDialog(tr("Add key"), true, parent);
    dialog->m_taken = taken;
    dialog->validate();
    return dialog;
}

TextValueDialog *TextValueDialog::forText(const QString &title, const SecretString &present, QWidget *parent)
{
    auto *dialog = new TextValueDialog(title, false, parent);
    QString text = present.reveal();
    dialog->m_value->setPlainText(text);
    wipe(text);
    dialog->validate();
    return dialog;
}

TextValueDialog::TextValueDialog(const QString &title, bool withKey, QWidget *parent) :
    QDialog(parent), m_title(new TextLabel(title, Theme::Font::Title)), m_value(new QPlainTextEdit),
    m_stage(new Button(tr("Stage"), Button::Kind::Primary))
{
    setObjectName(u"textValueDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(title);
    resize(560, 400);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 24);
    column->setSpacing(12);
    column->addWidget(m_title);
    if (withKey) {
        m_key = new QLineEdit;
        m_key->setObjectName(u"newKeyName"_s);
        m_key->setAccessibleName(tr("Key"));
        m_key->setPlaceholderText(tr("Key"));
        column->addWidget(m_key);
        connect(m_key, &QLineEdit::textChanged, this, &TextValueDialog::validate);
    }
    m_value->setObjectName(u"newValue"_s);
    m_value->setAccessibleName(tr("Value"));
    m_value->setPlaceholderText(tr("Value, shown while you type"));
    m_value->setFont(Theme::font(Theme::Font::Mono));
    m_value->setTabChangesFocus(true);
    m_value->setUndoRedoEnabled(false); // an undo stack would keep the value
    m_value->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhHiddenText | Qt::ImhNoPredictiveText);
    column->addWidget(m_value, 1);
    column->addWidget(
        new TextLabel(tr("Nothing is written before you review and save."), Theme::Font::Small, &ThemeColors::text2));
    auto *cancel = new Button(tr("Cancel"));
    cancel->setObjectName(u"valueCancel"_s);
    m_stage->setObjectName(u"valueStage"_s);
    m_stage->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_stage);
    column->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_value, &QPlainTextEdit::textChanged, this, &TextValueDialog::validate);
    connect(m_stage, &QPushButton::clicked, this, [this] {
        QString text = m_value->toPlainText();
        const SecretString value(text);
        wipe(text);
        emit entered(m_key ? m_key->text() : QString(), value);
        accept();
    });
}

TextValueDialog::~TextValueDialog() = default;

void TextValueDialog::validate()
{
    QString reason;
    if (m_key && m_key->text().isEmpty())
        reason = tr("Give the key a name");
    else if (m_key && m_taken.contains(m_key->text()))
        reason = tr("There is a key with this name already");
    m_stage->setDisabledReason(reason);
}

} // namespace keyturn
