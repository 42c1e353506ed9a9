#pragma once
#include "core/base/result.h"
#include "core/due/due_item.h"

namespace keyturn {

//! The boards of the accounts and regions that were listed last, so that reminders come without a connection and while
//! everything is locked. Names and dates in a file that only the user can read; no value, and no reminder of the user's
//! own, which have a file already.
class BoardCache {
public:
    //! \p file in a folder of Keyturn's own; empty: nothing is kept.
    explicit BoardCache(QString file) : m_file(std::move(file)) {}

    //! Of every place; their states are as of \p now.
    QList<DueItem> read(const QDateTime &now) const;
    //! Of a place with very many dates it keeps the first ones of \p items: writing must not be felt.
    static constexpr qsizetype mostOfPlace = 2000;
    //! Takes the place of what was known of \p account and \p region. Io "private-folder".
    Result<> replace(const QString &account, const QString &region, const QList<DueItem> &items) const;

private:
    QString m_file;
};

} // namespace keyturn
