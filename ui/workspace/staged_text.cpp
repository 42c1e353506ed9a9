#include "ui/workspace/staged_text.h"

#include "ui/text/wording.h"

#include <algorithm>

namespace keyturn {

QString StagedText::changes(qsizetype changes, qsizetype entries, bool secretsOnly)
{
    if (secretsOnly)
        return Wording::changesInEntries(changes, entries);
    //: %1 is "2 entries".
    return (changes == 1 ? tr("1 change in %1") : tr("%n changes in %1", nullptr, int(changes)))
        .arg(Wording::entries(entries));
}

QString StagedText::changes(const StagedEdits &staged)
{
    return changes(staged.count(), staged.entries().size(), isSecretsOnly(staged));
}

bool StagedText::isSecretsOnly(const StagedEdits &staged)
{
    const QList<EntryId> ids = staged.entries();
    return std::all_of(ids.begin(), ids.end(), [](const EntryId &id) { return id.store == Store::SecretsManager; });
}

} // namespace keyturn
