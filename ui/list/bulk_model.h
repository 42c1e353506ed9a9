#pragma once
#include "core/async/task_scope.h"
#include "ui/list/bulk_change.h"

#include <QAbstractTableModel>

namespace keyturn {

class Workspace;

//! What a change does to each of several entries, before it is done, and what came of it. Values are read for the
//! preview and never shown. An entry that cannot take the change says why and is left out.
class BulkModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum class Column { Name, Change, Result };
    enum class State { Reading, Ready, Unfit, Waiting, Writing, Done, Failed };
    enum Role { StateRole = Qt::UserRole + 1 };

    BulkModel(Workspace &workspace, const QList<EntryId> &ids, QObject *parent = nullptr);
    ~BulkModel() override;

    void setChange(const BulkChange &change);
    //! Reads what has not been read; again what failed.
    void read();
    int count(State state) const;
    //! Of those that failed, how many another attempt may help.
    int retryable() const;
    //! Stages the change of every entry that can take it; the number of entries.
    int stage();
    //! Writes tags or descriptions one entry after the other. Entries that are done stay done.
    void write();
    //! Stops after the entry that is being written.
    void stop() { m_stopped = true; }
    bool isReading() const { return count(State::Reading) > 0; }
    bool isWriting() const { return m_writing; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

signals:
    void changed();
    void written();

private:
    struct Row {
        Entry entry;
        std::optional<EntryContent> content;
        std::optional<Error> error;
        State state = State::Reading;
        QDateTime failedAt; // of error
        QString preview;
    };
    void judge(Row &row) const;
    bool isWorthTrying(const Row &row) const;
    void sortFailuresUp();
    void writeNext();
    void tell(int row);

    Workspace &m_workspace;
    QList<Row> m_rows;
    BulkChange m_change;
    bool m_writing = false;
    bool m_stopped = false;
    TaskScope m_scope;
};

} // namespace keyturn
