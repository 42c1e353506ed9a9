#pragma once
#include "core/versions/version_rollback.h"
#include "ui/dialogs/action_dialog.h"

class QRadioButton;

namespace keyturn {

class VersionDiffModel;
class VersionDiffView;

//! A secret going back to an old version: what changes by key, and which labels move. Either AWSCURRENT moves or the
//! old value is written again. Parameters go back by a save and its review.
class RollbackDialog : public ActionDialog {
    Q_OBJECT

public:
    //! \p row of \p history: where to go back to.
    RollbackDialog(Workspace &workspace, const VersionHistory &history, int row, QWidget *parent = nullptr);

protected:
    void act() override;
    QString obstacle() const override;

private:
    RollbackWay way() const;
    void addWays(const RollbackAdvice &advice);
    void showConsequences();
    QStringList labelFacts() const;
    QStringList roleFacts() const;
    QString targetName() const;
    QString told(const VersionRollback::Receipt &receipt) const;

    const VersionHistory m_history;
    const int m_row;
    const QString m_token;
    VersionDiffModel *m_diff;
    QRadioButton *m_move = nullptr;
    QRadioButton *m_write = nullptr;
};

} // namespace keyturn
