#include "ui/create/new_entry_check.h"

#include "core/document/secret_document.h"
#include "core/document/value_size.h"
#include "core/workspace/workspace.h"
#include "ui/create/new_entry_text.h"
#include "ui/text/regions.h"

using namespace Qt::StringLiterals;

namespace keyturn {

QList<NameFinding> NewEntryCheck::findings(Store store, const QString &name) const
{
    return store == Store::ParameterStore
               ? checkParameterName(name, m_workspace.place().region(), m_workspace.place().identity().account)
               : checkSecretName(name);
}

QString NewEntryCheck::obstacle(const NewEntry &entry, bool isGroup) const
{
    for (const QString &reason : {nameObstacle(entry), placeObstacle(entry), valueObstacle(entry, isGroup)}) {
        if (!reason.isEmpty())
            return reason;
    }
    return {};
}

QString NewEntryCheck::nameObstacle(const NewEntry &entry) const
{
    for (const NameFinding &finding : findings(entry.store, entry.name)) {
        if (finding.refused)
            return NewEntryText::name(finding, entry.name);
    }
    for (const Entry &existing : m_workspace.listing().entries()) {
        if (existing.id.store == entry.store && existing.id.name == entry.name)
            return existing.deletedAt.isValid()
                       ? tr("%1 is scheduled for deletion, so its name is taken").arg(entry.name)
                       : tr("%1 already exists").arg(entry.name);
    }
    return {};
}

QString NewEntryCheck::placeObstacle(const NewEntry &entry) const
{
    for (auto tag = entry.tags.cbegin(); tag != entry.tags.cend(); ++tag) {
        if (tag.key().isEmpty() || tag.key().startsWith("aws:"_L1))
            return tr("A tag needs a name that does not begin with aws:");
    }
    for (const QString &region : entry.replicaRegions) {
        if (region == m_workspace.place().region())
            return tr("%1 is this region").arg(region);
        if (!regions::all().contains(region))
            return tr("%1 is not a region").arg(region);
    }
    return {};
}

QString NewEntryCheck::valueObstacle(const NewEntry &entry, bool isGroup) const
{
    const bool isParameter = entry.store == Store::ParameterStore;
    if (entry.value.isEmpty())
        return entry.binary  ? tr("Choose a file")
               : isParameter ? tr("A parameter needs a value")
                             : tr("A secret needs a value");
    // What should be keys and is not is shown by the review, which says what to do.
    if (isGroup && entry.parameters.isEmpty() && !SecretDocument(entry.value).isRaw())
        return tr("A group needs a parameter");
    for (const auto &[part, value] : entry.parameters) {
        if (value.isEmpty())
            return part.isEmpty() ? tr("A parameter needs a value") : tr("%1 needs a value").arg(part);
        if (!parameterSize(value, u"Advanced"_s).fits())
            return tr("Larger than a parameter can be");
    }
    for (const QString &name : isGroup ? entry.parameterNames() : QStringList()) {
        for (const NameFinding &finding : findings(entry.store, name)) {
            if (finding.refused)
                return u"%1: %2"_s.arg(name, NewEntryText::name(finding, name));
        }
    }
    return !isParameter && !secretSize(entry.value).fits() ? tr("Larger than a secret can be") : QString();
}

} // namespace keyturn
