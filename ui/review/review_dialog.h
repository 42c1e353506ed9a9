#pragma once
#include "core/workspace/workspace.h"
#include "ui/widgets/dialog_frame.h"

#include <QSet>

namespace keyturn {

class Button;
class ClockGuard;
class ReviewChanges;
class ReviewConfirmation;
class ReviewConflicts;
class ReviewFacts;
class ReviewHalf;
class ReviewSide;
class SaveCheck;
class SaveRun;
class StatusChip;
class TextLabel;

//! What a save will do, key by key, before it does it: checks that really run, names of removed keys typed by hand,
//! consequences computed. Where somebody saved meanwhile it gives way to the merge and comes back. Saves through the
//! workspace and stays until every entry has its result.
class ReviewDialog : public FramedDialog {
    Q_OBJECT

public:
    explicit ReviewDialog(Workspace &workspace, QWidget *parent = nullptr);

    void reject() override;

signals:
    //! Every chosen entry was written. \p remark: what did not succeed besides the values; usually empty.
    void savedAll(int entries, const QString &remark);
    //! Somebody else's version stands in the way and is to be looked at; the changes stay.
    void versionsWanted(const keyturn::EntryId &id);

private:
    QWidget *makePage();
    void makeFoot();
    void connectParts();
    void watchWorkspace();
    void fill();
    void showAccess();
    void showEntry();
    void showConflicts();
    void updateSave();
    void startChecks();
    void checked();
    void restore(const EntryId &id);
    void openMerge(const ThreeWayMerge &merge);
    QString obstacle() const;
    void showFoot();

    Workspace &m_workspace;
    SaveCheck *m_check = nullptr;
    SaveRun *m_run;
    StatusChip *m_access;
    ReviewSide *m_side;
    ReviewChanges *m_changes;
    ReviewHalf *m_half;
    ReviewConflicts *m_conflicts;
    ClockGuard *m_guard;
    ReviewConfirmation *m_confirmation;
    ReviewFacts *m_facts;
    TextLabel *m_foot;
    Button *m_keep;
    Button *m_save;
    QSet<EntryId> m_mergeOffered;
    QString m_problem; // of a restore
};

} // namespace keyturn
