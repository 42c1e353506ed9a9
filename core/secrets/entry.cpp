#include "core/secrets/entry.h"

namespace keyturn {

size_t qHash(const EntryId &id, size_t seed)
{
    return qHashMulti(seed, static_cast<int>(id.store), id.account, id.region, id.name);
}

QString Entry::leafName() const
{
    return id.name.mid(id.name.lastIndexOf(u'/') + 1);
}

QString Entry::folder() const
{
    return id.name.left(qMax<qsizetype>(0, id.name.lastIndexOf(u'/')));
}

} // namespace keyturn
