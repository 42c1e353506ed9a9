#pragma once
#include "ui/text/status.h"

namespace keyturn {

//! Which part of the entries the sidebar has chosen. A smart folder, a region of an account, or a path prefix.
struct EntryScope {
    enum class Kind { All, Overdue, DueSoon, Unfinished, Stuck, Deleting, Account, Region, Path };
    Kind kind = Kind::All;
    QString account; //!< Account and Region
    QString region;  //!< Region
    QString path;    //!< Path: "hospitality/prod", matched at '/'

    bool contains(const Entry &entry, const EntryStatus &status) const;
    friend bool operator==(const EntryScope &, const EntryScope &) = default;
};

} // namespace keyturn
