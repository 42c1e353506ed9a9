#include "ui/connect/mfa_dialog.h"

#include "ui/widgets/button.h"
#include "ui/widgets/text_label.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QRegularExpression>
#include <QRegularExpressionValidator>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

class MfaText {
    Q_DECLARE_TR_FUNCTIONS(keyturn::MfaDialog)

public:
    static QString trouble(MfaQuestion::Trouble trouble)
    {
        switch (trouble) {
        case MfaQuestion::Trouble::None:
            break;
        case MfaQuestion::Trouble::NotSixDigits:
            return tr("A code has six digits.");
        case MfaQuestion::Trouble::UsedBefore:
            return tr("This code was used already. Wait for the next one.");
        case MfaQuestion::Trouble::Refused:
            return tr("AWS did not accept the code. Wait for the next one.");
        }
        return {};
    }
};

} // namespace

MfaDialog::MfaDialog(const MfaQuestion &question, QWidget *parent) : FramedDialog(tr("MFA code"), {}, parent)
{
    setObjectName(u"mfaDialog"_s);
    resize(480, 0);
    auto *why = new TextLabel(tr("%1 assumes the role %2, which requires a code from the device %3.")
                                  .arg(question.profile, question.role, question.serial),
                              Theme::Font::Body, &ThemeColors::text2);
    why->setObjectName(u"mfaText"_s);
    why->setWordWrap(true);
    auto *trouble = new TextLabel(MfaText::trouble(question.trouble), Theme::Font::Body);
    trouble->setObjectName(u"mfaTrouble"_s);
    trouble->setWordWrap(true);
    trouble->setVisible(question.trouble != MfaQuestion::Trouble::None);
    m_code = new QLineEdit;
    m_code->setObjectName(u"mfaCode"_s);
    m_code->setAccessibleName(tr("Six-digit code from the MFA device"));
    m_code->setPlaceholderText(tr("Six digits"));
    static const QRegularExpression sixDigits(u"[0-9]{0,6}"_s);
    m_code->setValidator(new QRegularExpressionValidator(sixDigits, m_code));
    auto *send = new Button(tr("Sign in"), Button::Kind::Primary);
    send->setObjectName(u"mfaAccept"_s);
    send->setDefault(true);
    send->setEnabled(false);
    auto *leave = new Button(tr("Cancel"));
    leave->setObjectName(u"mfaReject"_s);
    leave->setAutoDefault(false);
    foot()->addStretch(1);
    foot()->addWidget(leave);
    foot()->addWidget(send);
    body()->addWidget(why);
    body()->addWidget(trouble);
    body()->addWidget(m_code);
    fitHeight();
    connect(m_code, &QLineEdit::textChanged, send, [send](const QString &text) { send->setEnabled(text.size() == 6); });
    connect(send, &QPushButton::clicked, this, &QDialog::accept);
    connect(leave, &QPushButton::clicked, this, &QDialog::reject);
    m_code->setFocus();
}

SecretString MfaDialog::code() const
{
    return SecretString(m_code->text());
}

} // namespace keyturn

#include "moc_mfa_dialog.cpp"
