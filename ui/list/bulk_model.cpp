#include "ui/list/bulk_model.h"

#include "core/read/entry_reader.h"
#include "core/workspace/workspace.h"
#include "ui/text/error_text.h"
#include "ui/text/wording.h"

#include <algorithm>

namespace keyturn {

BulkModel::BulkModel(Workspace &workspace, const QList<EntryId> &ids, QObject *parent) :
    QAbstractTableModel(parent), m_workspace(workspace)
{
    for (const EntryId &id : ids) {
        if (const Entry *entry = m_workspace.listing().entry(id)) {
            m_rows.append(Row());
            m_rows.last().entry = *entry;
        }
    }
    connect(&m_workspace.listing(), &Listing::finished, this, &BulkModel::changed);
}

BulkModel::~BulkModel() = default;

void BulkModel::setChange(const BulkChange &change)
{
    m_change = change;
    for (int row = 0; row < m_rows.size(); ++row)
        judge(m_rows[row]);
    if (!m_rows.isEmpty())
        emit dataChanged(index(0, 0), index(int(m_rows.size()) - 1, columnCount() - 1));
    emit changed();
}

void BulkModel::read()
{
    QList<Entry> unread;
    for (Row &row : m_rows) {
        if (!row.content) {
            row.error.reset();
            row.state = State::Reading;
            unread.append(row.entry);
        }
    }
    m_scope.cancelAll();
    const auto each = [this](const Entry &entry, const Result<EntryContent> &content) {
        for (int at = 0; at < m_rows.size(); ++at) {
            if (!(m_rows[at].entry.id == entry.id))
                continue;
            if (content)
                m_rows[at].content = *content;
            else
                m_rows[at].error = content.error();
            judge(m_rows[at]);
            QMetaObject::invokeMethod(
                this, [this, at] { tell(at); }, Qt::QueuedConnection);
        }
    };
    if (m_workspace.place().connection() && !unread.isEmpty())
        m_scope.launch(readEach(m_workspace.place().connection(), unread, each), [](std::monostate) {});
    emit changed();
}

void BulkModel::tell(int row)
{
    emit dataChanged(index(row, 0), index(row, columnCount() - 1));
    emit changed();
}

void BulkModel::judge(Row &row) const
{
    if (m_writing)
        return;
    row.state = State::Ready;
    row.preview.clear();
    if (row.entry.deletedAt.isValid()) {
        row.state = State::Unfit;
        row.preview = tr("is scheduled for deletion: restore it first");
        return;
    }
    if (m_change.isOfValues() && row.error) {
        row.state = State::Failed;
        row.preview = tr("could not be read");
        return;
    }
    if (m_change.isOfValues() && !row.content) {
        row.state = State::Reading;
        row.preview = tr("reading");
        return;
    }
    const BulkPreview preview = m_change.isOfValues()
                                    ? BulkPreview::ofValues(m_change, *row.content, m_workspace.staging().edits())
                                    : BulkPreview::ofMetadata(m_change, row.entry);
    if (!m_change.isOfValues())
        row.error.reset();
    row.state = preview.isFit ? State::Ready : State::Unfit;
    row.preview = preview.text;
}

bool BulkModel::isWorthTrying(const Row &row) const
{
    if (row.state != State::Failed || !row.error)
        return false;
    switch (row.error->kind) {
    case ErrorKind::Invalid:
    case ErrorKind::NotFound: {
        // The request was right: the entry was in no state for it. That may have been put right since.
        const Entry *now = m_workspace.listing().entry(row.entry.id);
        return now && now->isWritable() && m_workspace.listing().listedAt() > row.failedAt;
    }
    case ErrorKind::Limit:
    case ErrorKind::Unsupported:
        return false;
    default:
        return true;
    }
}

int BulkModel::retryable() const
{
    return int(std::count_if(m_rows.begin(), m_rows.end(), [this](const Row &row) { return isWorthTrying(row); }));
}

//! Failures first: they are what somebody has to look at.
void BulkModel::sortFailuresUp()
{
    beginResetModel();
    std::stable_sort(m_rows.begin(), m_rows.end(), [](const Row &a, const Row &b) {
        return (a.state == State::Failed) > (b.state == State::Failed);
    });
    endResetModel();
}

int BulkModel::count(State state) const
{
    return int(std::count_if(m_rows.begin(), m_rows.end(), [state](const Row &row) { return row.state == state; }));
}

int BulkModel::stage()
{
    int staged = 0;
    for (Row &row : m_rows) {
        if (row.state == State::Ready
            && m_workspace.staging().stage(*row.content,
                                           m_change.edits(m_workspace.staging().edits().document(*row.content))))
            ++staged;
    }
    return staged;
}

void BulkModel::write()
{
    m_writing = true;
    m_stopped = false;
    for (Row &row : m_rows) {
        if (row.state == State::Ready || isWorthTrying(row))
            row.state = State::Waiting;
    }
    writeNext();
}

void BulkModel::writeNext()
{
    const auto next =
        std::find_if(m_rows.begin(), m_rows.end(), [](const Row &row) { return row.state == State::Waiting; });
    if (next == m_rows.end() || m_stopped) {
        m_writing = false;
        for (int row = 0; row < m_rows.size(); ++row) {
            if (m_rows[row].state == State::Waiting)
                m_rows[row].state = State::Ready;
            tell(row);
        }
        sortFailuresUp();
        emit written();
        return;
    }
    const int at = int(next - m_rows.begin());
    next->state = State::Writing;
    tell(at);
    // In the scope of the application: closing the dialog, or the window, does not stop a write half way.
    const bool began =
        m_workspace.writes().writeMetadata(next->entry.id, m_change.metadata(), this, [this, at](const Result<> &done) {
            m_rows[at].state = done ? State::Done : State::Failed;
            m_rows[at].error = done ? std::nullopt : std::optional(done.error());
            m_rows[at].failedAt = m_workspace.clock().utcNow();
            tell(at);
            writeNext();
        });
    if (!began) { // writing was locked meanwhile, or a save holds this one
        next->state = State::Ready;
        m_stopped = true;
        writeNext();
    }
}

int BulkModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int BulkModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(Column::Result) + 1;
}

QVariant BulkModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &row = m_rows[index.row()];
    if (role == StateRole)
        return int(row.state);
    if (role == Qt::AccessibleTextRole) {
        const QString text = data(index, Qt::DisplayRole).toString();
        return text.isEmpty() ? tr("nothing yet") : text;
    }
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (Column(index.column())) {
    case Column::Name:
        return row.entry.id.name;
    case Column::Change:
        return row.preview;
    case Column::Result:
        switch (row.state) {
        case State::Unfit:
            return tr("skipped");
        case State::Waiting:
            return tr("waiting");
        case State::Writing:
            return tr("writing");
        case State::Done:
            return tr("written");
        case State::Failed:
            return row.error ? ErrorText::message(*row.error).sentence : QString();
        case State::Reading:
        case State::Ready:
            return {};
        }
    }
    return {};
}

QVariant BulkModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Column::Name:
        return tr("Entry");
    case Column::Change:
        return tr("Change");
    case Column::Result:
        return tr("Result");
    }
    return {};
}

} // namespace keyturn

#include "moc_bulk_model.cpp"
