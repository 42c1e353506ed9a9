#pragma once
#include "ui/search/entry_scope.h"
#include "ui/search/row_order.h"
#include "ui/search/search_query.h"
#include "ui/search/word_trail.h"

#include <QAbstractProxyModel>
#include <QTimer>
#include <vector>

namespace keyturn {

class EntryListModel;

//! Filters by scope and query and sorts. The order is kept as a permutation of all rows, so that a keystroke is one
//! scan of the search index that keeps it; a word that grew looks only at what is still there. What takes longer than
//! 10 ms goes on from the event loop and shows when it is done; the next keystroke ends it. Indexes, selection and the
//! current row stay with their entries.
class EntryFilterProxy : public QAbstractProxyModel {
    Q_OBJECT

public:
    explicit EntryFilterProxy(EntryListModel &source, QObject *parent = nullptr);

    void setScope(const EntryScope &scope);
    const EntryScope &scope() const { return m_wanted.scope; }
    void setQuery(const QString &text);
    const SearchQuery &query() const { return m_wanted.query; }
    //! A scan goes on; the rows are still those of the query before.
    bool isFiltering() const { return m_scanning; }
    //! What the last scan took.
    double milliseconds() const { return m_milliseconds; }

    //! \p index of this proxy; null where invalid.
    const Entry *entry(const QModelIndex &index) const;
    QModelIndex indexOf(const EntryId &id) const;

    QModelIndex mapToSource(const QModelIndex &index) const override;
    QModelIndex mapFromSource(const QModelIndex &index) const override;
    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    QModelIndex sibling(int row, int column, const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;
    int sortColumn() const { return m_order.column(); }

    //! Rows in the scope that may or may not fit the query: their values, which would tell, were not read.
    QList<EntryId> openEntries() const;

signals:
    //! The rows fit scope and query again, whether or not they are others.
    void filtered();

private:
    struct Filter {
        SearchQuery query;
        EntryScope scope;
    };
    void scan();
    void scanSome();
    bool accepts(const Filter &filter, int row) const;
    bool inScope(const Filter &filter, int row) const;
    bool finds(int row);
    void rowsInserted(int first, int last);
    void rowsRemoved(int first, int last);
    void rowsChanged(int first, int last, bool sorts);
    void number();
    void show(std::vector<int> rows);
    std::vector<int> accepted() const;

    EntryListModel &m_source;
    Filter m_wanted;
    Filter m_shown;
    RowOrder m_order;            // all source rows as they are sorted
    std::vector<char> m_matches; // source row -> it fits m_shown
    std::vector<int> m_rows;     // proxy row -> source row
    std::vector<int> m_place;    // source row -> proxy row, or -1

    bool m_scanning = false;
    bool m_narrowing = false;
    bool m_isWord = false; // the wanted query is one word
    WordTrail m_trail;
    size_t m_scanned = 0;
    std::vector<char> m_found;
    double m_milliseconds = 0;
    QTimer m_more;
};

} // namespace keyturn
