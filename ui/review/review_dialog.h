#pragma once
#include "core/workspace/workspace.h"

#include <QDialog>
#include <QHash>
#include <QSet>

class QVBoxLayout;

namespace keyturn {

class Button;
class ElidedLabel;
class ReviewChanges;
class ReviewConfirmation;
class ReviewConflicts;
class ReviewHalf;
class ReviewSide;
class SaveCheck;
class StatusChip;
class TextLabel;

//! What a save will do, key by key, before it does it: checks that really run, names of removed keys typed by hand,
//! consequences computed. Where somebody saved meanwhile it gives way to the merge and comes back. Saves through the
//! workspace and stays until every entry has its result.
class ReviewDialog : public QDialog {
    Q_OBJECT

public:
    explicit ReviewDialog(Workspace &workspace, QWidget *parent = nullptr);
    ~ReviewDialog() override;

    void reject() override;

signals:
    //! Every chosen entry was written. \p remark: what did not succeed besides the values; usually empty.
    void savedAll(int entries, const QString &remark);

private:
    QLayout *makeHead();
    QWidget *makeRight();
    QLayout *makeFoot();
    void watchWorkspace();
    void fill();
    void showAccess();
    void showEntry();
    void showConsequences();
    void askForNames();
    void showConflicts();
    void updateSave();
    void startChecks();
    void checked();
    void merge(const EntryId &id);
    void openMerge(const ThreeWayMerge &merge);
    void save();
    void entryDone(const EntryId &id, const QString &problem);
    QString obstacle() const;
    QString lasting() const;
    void showFoot();

    Workspace &m_workspace;
    SaveCheck *m_check = nullptr;
    TextLabel *m_title;
    ElidedLabel *m_place;
    StatusChip *m_access;
    ReviewSide *m_side;
    ReviewChanges *m_changes;
    ReviewHalf *m_half;
    ReviewConflicts *m_conflicts;
    ReviewConfirmation *m_confirmation;
    QVBoxLayout *m_facts;
    TextLabel *m_foot;
    Button *m_keep;
    Button *m_save;
    QSet<EntryId> m_mergeOffered;
    QList<EntryId> m_saving;
    QHash<EntryId, QString> m_problems;
    QStringList m_remarks;
    QString m_failure;
    int m_saved = 0;
};

} // namespace keyturn
