#pragma once
#include "ui/dialogs/action_dialog.h"

namespace keyturn {

//! A save of parameters that an earlier run did not end: what each holds, and whether the old values come back or it
//! stays as it is. Finishing it is not possible: the new values were nowhere but in that run.
class HalfSavedDialog : public ActionDialog {
    Q_OBJECT

public:
    //! \p id: halfSaved() of the workspace, recovered.
    HalfSavedDialog(Workspace &workspace, const EntryId &id, QWidget *parent = nullptr);

protected:
    void act() override;
    QString obstacle() const override;

private:
    void addKeeping(const HalfSaved &half);
    void show(const HalfSaved &half);
    void failed(const Error &error);

    const EntryId m_id;
    TextLabel *m_parts;
    Button *m_keep;
};

} // namespace keyturn
