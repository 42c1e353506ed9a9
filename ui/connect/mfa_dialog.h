#pragma once
#include "core/base/secret_string.h"
#include "core/credentials/sign_in_context.h"
#include "ui/widgets/dialog_frame.h"

class QLineEdit;

namespace keyturn {

//! Asks for the code of an MFA device. It can be accepted with six digits only.
class MfaDialog : public FramedDialog {
    Q_OBJECT

public:
    explicit MfaDialog(const MfaQuestion &question, QWidget *parent = nullptr);

    SecretString code() const;

private:
    QLineEdit *m_code = nullptr;
};

} // namespace keyturn
