#pragma once
#include "ui/models/search_query.h"

#include <QSortFilterProxyModel>

namespace keyturn {

class EntryListModel;

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

//! Filters by scope and query and sorts on keys that the source model has ready; no data() is asked.
class EntryFilterProxy : public QSortFilterProxyModel {
    Q_OBJECT

public:
    explicit EntryFilterProxy(EntryListModel &source, QObject *parent = nullptr);

    void setScope(const EntryScope &scope);
    const EntryScope &scope() const { return m_scope; }
    void setQuery(const QString &text);
    const SearchQuery &query() const { return m_query; }

    //! \p index of this proxy; null where invalid.
    const Entry *entry(const QModelIndex &index) const;
    QModelIndex indexOf(const EntryId &id) const;

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    EntryListModel &m_source;
    EntryScope m_scope;
    SearchQuery m_query;
};

} // namespace keyturn
