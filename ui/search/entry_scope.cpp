#include "ui/search/entry_scope.h"

namespace keyturn {

bool EntryScope::contains(const Entry &entry, const EntryStatus &status) const
{
    switch (kind) {
    case Kind::All:
        return true;
    case Kind::Overdue:
        return status.status == Status::Overdue;
    case Kind::DueSoon:
        return status.status == Status::DueSoon || status.status == Status::Grace;
    case Kind::Unfinished:
        return status.status == Status::Unfinished;
    case Kind::Stuck:
        return status.status == Status::RotationStuck;
    case Kind::Deleting:
        return status.status == Status::Deleting;
    case Kind::Account:
        return entry.id.account == account;
    case Kind::Region:
        return entry.id.region == region && (account.isEmpty() || entry.id.account == account);
    case Kind::Path:
        return entry.id.name.startsWith(path)
               && (entry.id.name.size() == path.size() || entry.id.name[path.size()] == u'/');
    }
    return false;
}

} // namespace keyturn
