#include "ui/editor/text_value_dialog.h"

#include "core/document/secret_document.h"
#include "core/json/raw_reason.h"
#include "ui/text/wording.h"
#include "ui/widgets/button.h"
#include "ui/widgets/secret_text_edit.h"
#include "ui/widgets/text_label.h"

#include <QHBoxLayout>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace keyturn {

TextValueDialog *TextValueDialog::forNewKey(const QStringList &taken, QWidget *parent)
{
    auto *dialog = new TextValueDialog(tr("Add key"), true, parent);
    dialog->m_taken = taken;
    dialog->validate();
    return dialog;
}

TextValueDialog *TextValueDialog::forText(const QString &title, const SecretString &present, bool sensitive, bool json,
                                          QWidget *parent)
{
    auto *dialog = new TextValueDialog(title, false, parent);
    dialog->m_present = present;
    dialog->m_json = json;
    dialog->m_show->setVisible(sensitive);
    if (sensitive)
        dialog->m_value->setPlaceholderText(
            tr("Current value hidden (%1). Type or paste the new one.").arg(Wording::characters(present.characters())));
    else
        dialog->m_value->setSecret(present);
    dialog->m_touched = !sensitive;
    dialog->validate();
    return dialog;
}

TextValueDialog::TextValueDialog(const QString &title, bool withKey, QWidget *parent) :
    FramedDialog(title, {}, parent), m_value(new SecretTextEdit),
    m_remark(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2)),
    m_show(new Button(u"view-visible"_s, tr("Show the current value"), Button::Kind::Quiet)),
    m_stage(new Button(tr("Apply"), Button::Kind::Primary))
{
    setObjectName(u"textValueDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    resize(560, 400);
    if (withKey) {
        m_key = new QLineEdit;
        m_key->setObjectName(u"newKeyName"_s);
        m_key->setAccessibleName(tr("Key"));
        m_key->setPlaceholderText(tr("Key"));
        body()->addWidget(m_key);
        connect(m_key, &QLineEdit::textChanged, this, &TextValueDialog::validate);
    }
    m_value->setObjectName(u"newValue"_s);
    m_value->setAccessibleName(tr("Value"));
    m_value->setPlaceholderText(tr("Value, shown while you type"));
    m_value->setSecret({});
    m_value->concealOnRequest();
    m_show->setObjectName(u"showPresent"_s);
    m_show->hide();
    m_remark->setObjectName(u"valueRemark"_s);
    body()->addWidget(m_value, 1);
    body()->addWidget(m_remark);
    auto *cancel = new Button(tr("Cancel"));
    cancel->setObjectName(u"valueCancel"_s);
    m_stage->setObjectName(u"valueStage"_s);
    m_stage->setDefault(true);
    foot()->addWidget(m_show);
    foot()->addStretch(1);
    foot()->addWidget(cancel);
    foot()->addWidget(m_stage);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_value, &SecretTextEdit::edited, this, [this] {
        m_touched = true;
        validate();
    });
    connect(m_value, &SecretTextEdit::copyRequested, this, &TextValueDialog::copyRequested);
    connect(m_show, &QPushButton::clicked, this, [this] {
        m_value->setSecret(m_present);
        m_touched = true;
        m_show->setEnabled(false);
        m_value->setFocus();
        validate();
    });
    connect(m_stage, &QPushButton::clicked, this, [this] {
        emit entered(m_key ? m_key->text() : QString(), m_value->secret());
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
        reason = tr("A key with this name already exists");
    const SecretString value = m_value->secret();
    QString remark = tr("Nothing is written before you review and save.");
    qsizetype fault = -1;
    if (reason.isEmpty() && !m_touched)
        reason = tr("Type the new value, or show the current one");
    if (m_json) {
        const RawReason cause = SecretDocument(value).rawCause();
        using Kind = RawReason::Kind;
        // A list, a number or a word is JSON too, and a key that stands twice is this value's own affair.
        if (m_touched && cause.kind != Kind::None && cause.kind != Kind::NotAnObject && cause.kind != Kind::DuplicateKey
            && cause.kind != Kind::HalfSurrogate) {
            remark = tr("Line %1, column %2: this is not JSON").arg(cause.line).arg(cause.column);
            fault = QString::fromUtf8(value.bytes().first(std::min(cause.offset, value.size()))).size();
            reason = reason.isEmpty() ? remark : reason;
        }
    }
    m_value->setFault(fault);
    m_remark->setText(remark);
    m_remark->setColor(fault >= 0 ? &ThemeColors::dangerFg : &ThemeColors::text2);
    m_stage->setDisabledReason(reason);
}

} // namespace keyturn

#include "moc_text_value_dialog.cpp"
