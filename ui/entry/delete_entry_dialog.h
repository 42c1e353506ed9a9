#pragma once
#include "ui/dialogs/action_dialog.h"

class QCheckBox;
class QSpinBox;

namespace keyturn {

class Button;

//! Deletion: of a secret with a window in which it can be restored, or at once; of parameters always for good, with the
//! name typed. Asks AWS first whether it may be deleted here.
class DeleteEntryDialog : public ActionDialog {
    Q_OBJECT

public:
    DeleteEntryDialog(Workspace &workspace, Entry entry, QWidget *parent = nullptr);

signals:
    //! The user wants a copy before the way back is gone.
    void exportRequested();

protected:
    void act() override;
    QString obstacle() const override;

private:
    void addWindow();
    void addExport();
    void check();
    void showConsequences();
    bool isForGood() const;
    void showRefusal(const Error &error);

    const Entry m_entry;
    QSpinBox *m_days = nullptr;
    QCheckBox *m_force = nullptr;
    QString m_refusal;
    bool m_checking = true;
    std::shared_ptr<Connection> m_connection;
    TaskScope m_scope;
};

} // namespace keyturn
