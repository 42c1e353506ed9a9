#pragma once
#include "ui/dialogs/action_dialog.h"

namespace keyturn {

//! A half save of which nothing is staged. One that an earlier run did not end: what each parameter holds, and whether
//! the old values come back or it stays as it is; finishing it is not possible, as the new values were nowhere but in
//! that run. Or a save that was being taken back and stopped: that goes on.
class HalfSavedDialog : public ActionDialog {
    Q_OBJECT

public:
    //! \p id: halfSaved() of the workspace.
    HalfSavedDialog(Workspace &workspace, const EntryId &id, QWidget *parent = nullptr);

protected:
    void act() override;
    QString obstacle() const override;

private:
    QString why(const HalfSaved &half) const;
    void addKeeping(const HalfSaved &half);
    void finish();
    void show(const HalfSaved &half);
    void failed(const Error &error);

    const EntryId m_id;
    const bool m_recovered;
    TextLabel *m_parts;
    Button *m_keep;
};

} // namespace keyturn
