#pragma once
#include "core/secret_rotation/rotation_finding.h"
#include "ui/dialogs/action_dialog.h"

namespace keyturn {

//! Does one thing about a rotation: finishes it, cancels it, takes AWSPENDING off, or begins one. Says first what
//! follows from it.
class RotationDialog : public ActionDialog {
    Q_OBJECT

public:
    //! \p action: neither None nor Wait.
    RotationDialog(Workspace &workspace, const Entry &entry, RotationAction action, const RotationFinding &finding,
                   QWidget *parent = nullptr);

protected:
    void act() override;
    QString obstacle() const override { return {}; }

private:
    QStringList facts() const;
    QString doneSentence() const;

    const Entry m_entry;
    const RotationAction m_action;
    const RotationFinding m_finding;
};

} // namespace keyturn
