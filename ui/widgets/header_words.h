#pragma once
#include <QStringList>
#include <QVariant>

namespace keyturn {

//! What headerData() of a table answers: \p titles at the leading edge, those from \p trailing on (-1: none) at the
//! other, as the cells below them.
inline QVariant headerWords(const QStringList &titles, int section, Qt::Orientation orientation, int role,
                            int trailing = -1)
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((trailing >= 0 && section >= trailing ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    return role == Qt::DisplayRole ? QVariant(titles.value(section)) : QVariant();
}

} // namespace keyturn
