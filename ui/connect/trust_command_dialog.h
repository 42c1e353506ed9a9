#pragma once
#include "core/profile/profile.h"
#include "ui/widgets/dialog_frame.h"

namespace keyturn {

//! Asked once for a profile and a command: credential_process runs a program of the user's. The safe answer has the
//! focus. Runs and keeps nothing itself.
class TrustCommandDialog : public FramedDialog {
    Q_OBJECT

public:
    TrustCommandDialog(const Profile &profile, const QString &command, QWidget *parent = nullptr);
};

} // namespace keyturn
