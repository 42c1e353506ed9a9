#pragma once
#include "core/profile/profile.h"
#include "ui/widgets/dialog_frame.h"

namespace keyturn {

//! Asked once for a profile and an origin: a file or a variable names an endpoint that is not AWS, and whoever listens
//! there would receive every value that is saved. The safe answer has the focus. Sends and keeps nothing itself.
class TrustEndpointDialog : public FramedDialog {
    Q_OBJECT

public:
    TrustEndpointDialog(const Profile &profile, const QString &region, QWidget *parent = nullptr);
};

} // namespace keyturn
