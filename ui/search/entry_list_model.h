#pragma once
#include "core/workspace/entry_table.h"
#include "ui/search/entry_index.h"

#include <QAbstractTableModel>
#include <QSet>
#include <QStringList>

#include <functional>
#include <vector>

namespace keyturn {

//! Shows an EntryTable, whose rows are its rows: they keep their place, so selection survives. Made for 100,000 rows:
//! search texts and states are computed once per change, and what stays as it was is not reported.
class EntryListModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum class Column { Name, Kind, Due, Token, Region, Changed };
    enum Role {
        EntryRole = Qt::UserRole + 1, //!< keyturn::Entry, in column Name only
        LeafRole,                     //!< QString
        SubtitleRole,                 //!< QString: path and region
        FolderRole,                   //!< QString: path, or what else tells entries apart in a narrow list
        StoreRole,                    //!< int of Store
        StatusRole,                   //!< int of Status
        DaysRole,                     //!< qint64
        KindRole,                     //!< QString
        TokenStateRole,               //!< int of TokenState
        NameRole,                     //!< QString: the full name
        ProfileRole,                  //!< QString: see setProfiles()
        PlaceRole,                    //!< QString: region and account
    };
    enum class TokenState { None, Valid, Soon, Expired }; //!< Soon: within 15 minutes

    struct Row {
        const Entry &entry; //!< until the model changes
        EntryStatus status;
        qint64 dueAt = 0; //!< ms since epoch of the date behind the status, for sorting
    };

    //! \p table outlives the model. All words refer to \p now, UTC, until setNow().
    EntryListModel(const EntryTable &table, const QDateTime &now, QObject *parent = nullptr);

    //! The moment all words refer to. Call once a minute; only rows whose state changes are reported.
    void setNow(const QDateTime &now);
    QDateTime now() const { return m_now; }

    //! Entries of several places: \p profileOf names the profile that sees one, and the region is told with it and with
    //! the account. It must outlive the model.
    void setProfiles(const std::function<QString(const EntryId &)> &profileOf) { m_profileOf = profileOf; }
    void setUnfinished(const QSet<EntryId> &ids);
    //! Key names of an opened secret, so that `key:` finds it.
    void setKeys(const EntryId &id, const QStringList &keys) { setKeys({{id, keys}}); }
    void setKeys(const QHash<EntryId, QStringList> &keys);
    //! The entries a search for a value, or for duplicates, has found; all others lose the mark.
    void setMarked(SearchSubject::Mark mark, const QSet<EntryId> &ids);

    qsizetype count() const { return entries().size(); }
    Row row(qsizetype index) const
    {
        const State &state = m_states[size_t(index)];
        return {entries().at(index), state.status, state.dueAt};
    }
    const QList<Entry> &entries() const { return m_table.entries(); }
    const EntryIndex &searchIndex() const { return m_search; }
    //! Null where there is no such entry.
    const Entry *find(const EntryId &id) const { return m_table.find(id); }
    QModelIndex indexOf(const EntryId &id) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

signals:
    //! Rows came, went or changed state: counts are to be made anew.
    void entriesChanged();

private:
    struct State {
        EntryStatus status;
        qint64 dueAt = 0;
    };
    State stateOf(const Entry &entry) const;
    void report(QList<int> rows, int lastColumn);
    void replaced(const QList<int> &rows);
    void inserted(int first, int last);
    void removed(int first, int last);
    QString display(const Row &row, Column column) const;
    static QString place(const EntryId &id);

    const EntryTable &m_table;
    std::vector<State> m_states; // of its rows
    EntryIndex m_search;
    QSet<EntryId> m_unfinished;
    std::function<QString(const EntryId &)> m_profileOf; // empty: all are of one place
    QDateTime m_now;
};

} // namespace keyturn
