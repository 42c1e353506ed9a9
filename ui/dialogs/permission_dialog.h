#pragma once
#include "core/aws/missing_permission.h"
#include "ui/widgets/dialog_frame.h"

namespace keyturn {

//! What somebody who manages IAM has to allow after a refusal: who, which action, which resource, as a statement that
//! can be copied. Changes nothing itself.
class PermissionDialog : public FramedDialog {
    Q_OBJECT

public:
    explicit PermissionDialog(const MissingPermission &missing, QWidget *parent = nullptr);

private:
    static QString words(const MissingPermission &missing);
};

} // namespace keyturn
