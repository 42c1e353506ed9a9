#include "ui/review/staged_text.h"

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
    return std::all_of(ids.begin(), ids.end(), [](const EntryId &id) { return id.isSecret(); });
}

QString StagedText::step(const StagedStep &step)
{
    if (!step.what.isEmpty())
        return step.what;
    if (step.reason == StagedStep::Reason::Settled)
        return tr("resolving a conflict");
    if (step.edits.size() > 1)
        return tr("%n changes", nullptr, int(step.edits.size()));
    if (step.edits.isEmpty())
        return {};
    const StagedStep::Edit &edit = step.edits.constFirst();
    const QString key = edit.path.join(u'.');
    if (step.reason == StagedStep::Reason::TakenBack)
        return tr("undoing the change of %1").arg(key.isEmpty() ? tr("the text") : key);
    using Kind = FieldEdit::Kind;
    switch (edit.kind) {
    case Kind::Set:
    case Kind::SetJson:
        return key.isEmpty() ? tr("editing the text") : tr("editing %1").arg(key);
    case Kind::Add:
    case Kind::AddJson:
        return tr("adding %1").arg(key);
    case Kind::Remove:
        return tr("removing %1").arg(key);
    case Kind::Rename:
        return tr("renaming %1 to %2").arg(key, edit.newKey);
    case Kind::Move:
        return tr("moving %1").arg(key);
    case Kind::Raw:
        return tr("editing the text");
    }
    return {};
}

} // namespace keyturn
