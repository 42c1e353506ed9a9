#include "ui/review/review_demands.h"

#include "core/workspace/workspace.h"
#include "ui/review/detail_facts.h"
#include "ui/review/save_facts.h"

namespace keyturn {

QList<ReviewConfirmation::Demand> ReviewDemands::of(const Workspace &workspace, const QList<EntryId> &chosen)
{
    QList<ReviewConfirmation::Demand> demands;
    const bool isProduction = workspace.place().profile().production;
    for (const EntryId &id : chosen) {
        const StagedEdits::Item *item = workspace.staging().edits().item(id);
        for (const QString &key : item ? SaveFacts::removedKeys(*item) : QStringList()) {
            demands.append({key, tr("Saving removes %1.").arg(key),
                            tr("Anything that reads this key will fail after the save."),
                            tr("Type the key name to confirm"), tr("the key name")});
        }
    }
    for (const EntryId &id : isProduction ? chosen : QList<EntryId>()) {
        const StagedEdits::Item *item = workspace.staging().edits().item(id);
        for (const auto &[name, what] : item ? DetailFacts::removals(*item) : QList<std::pair<QString, QString>>()) {
            demands.append({name, tr("Saving removes from %1: %2.").arg(leafOf(id.name), what),
                            tr("Affects production immediately."), tr("Type %1 to confirm").arg(name), name});
        }
    }
    const QString profile = workspace.place().profile().name;
    if (demands.isEmpty() && isProduction && !chosen.isEmpty()) {
        demands.append({profile, tr("Saving changes production."),
                        tr("Programs that read these values get the new ones immediately."),
                        tr("Type the profile name to confirm"), tr("the profile name")});
    }
    return demands;
}

} // namespace keyturn
