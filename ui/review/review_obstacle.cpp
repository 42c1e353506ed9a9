#include "ui/review/review_obstacle.h"

#include "ui/review/review_side.h"
#include "ui/review/save_check.h"
#include "ui/review/save_facts.h"

namespace keyturn {

QString ReviewObstacle::ofStaged(const StagedEdits &staged)
{
    QString first;
    for (const EntryId &id : staged.entries()) {
        const QString problem = SaveFacts::obstacle(*staged.item(id));
        if (problem.isEmpty())
            return {};
        first = first.isEmpty() ? problem : first;
    }
    return first;
}

QString ReviewObstacle::lasting(const Workspace &workspace, const QList<EntryId> &chosen, const SaveCheck *check)
{
    for (const EntryId &id : chosen) {
        if (workspace.halfSaves().find(id))
            return tr("Finish or undo the interrupted save of %1 first").arg(id.name);
        if (check && check->lostEntries().contains(id))
            return ReviewSide::lostText(id, check->lostEntries().value(id));
        if (check && (check->changedEntries().contains(id) || check->detailConflicts().contains(id)))
            return tr("%1 changed meanwhile").arg(id.name);
        const StagedEdits::Item *item = workspace.staging().edits().item(id);
        if (const QString problem = item ? SaveFacts::obstacle(*item) : QString(); !problem.isEmpty())
            return problem;
    }
    return {};
}

QString ReviewObstacle::ofCheck(const SaveCheck *check)
{
    if (!check || check->unchanged() == SaveCheck::State::Running)
        return tr("The checks are still running");
    if (check->error())
        return tr("Can't check for other changes. Try again.");
    if (check->budget() == SaveCheck::State::Failed)
        return tr("AWS keeps at most %1 versions a day").arg(SaveCheck::versionLimit);
    return {};
}

} // namespace keyturn
