#pragma once
#include "core/document/key_map.h"

namespace keyturn {

//! The layout that keys were meant to have.
struct LayoutMatch {
    struct Misspelling {
        QString key;
        QString meant;
    };
    CredentialKind kind = CredentialKind::Plain; //!< Plain: none that has fixed keys
    QHash<QString, KeyRole> roles;               //!< of the keys as they stand, misspelt ones included
    QStringList missing;                         //!< in the order of the layout
    QList<Misspelling> misspelt;
};

//! Like KeyMap::recognise, but forgives typing errors: another case or separator, one letter wrong, swapped, missing or
//! too many (two in names of ten letters and more). At least half of a layout's keys must be right.
LayoutMatch matchLayout(const QStringList &keys);

//! Letters to change, insert, remove or swap with their neighbour to turn \p a into \p b, at most \p most + 1.
int editDistance(QStringView a, QStringView b, int most);

} // namespace keyturn
