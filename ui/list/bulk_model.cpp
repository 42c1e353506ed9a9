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
    const auto unfit = [&row](const QString &why) {
        row.state = State::Unfit;
        row.preview = why;
    };
    row.state = State::Ready;
    row.preview.clear();
    if (row.entry.deletedAt.isValid())
        return unfit(tr("is scheduled for deletion: restore it first"));
    if (!m_change.isOfValues()) {
        row.error.reset();
        switch (m_change.kind) {
        case BulkChange::Kind::SetTag:
            if (row.entry.tags.contains(m_change.name) && row.entry.tags.value(m_change.name) == m_change.text)
                return unfit(tr("has this tag"));
            row.preview = row.entry.tags.contains(m_change.name)
                              ? tr("%1 → %2").arg(row.entry.tags.value(m_change.name), m_change.text)
                              : tr("new tag %1 = %2").arg(m_change.name, m_change.text);
            return;
        case BulkChange::Kind::RemoveTag:
            // A listing does not tell the tags of parameters.
            if (row.entry.id.store == Store::SecretsManager && !row.entry.tags.contains(m_change.name))
                return unfit(tr("has no such tag"));
            row.preview = tr("removes tag %1").arg(m_change.name);
            return;
        default:
            if (row.entry.description == m_change.text)
                return unfit(tr("has this description"));
            row.preview = tr("“%1” → “%2”").arg(row.entry.description, m_change.text);
            return;
        }
    }
    if (row.error) {
        row.state = State::Failed;
        row.preview = tr("could not be read");
        return;
    }
    if (!row.content) {
        row.state = State::Reading;
        row.preview = tr("reading");
        return;
    }
    const EntryContent &content = *row.content;
    // As it would be saved: edits that are staged already count.
    const SecretDocument now = m_workspace.staging().edits().document(content);
    const bool keys = content.entry.id.store == Store::SecretsManager && !content.binary && !now.isRaw();
    if (!keys)
        return unfit(content.entry.id.store == Store::ParameterStore ? tr("a parameter has no keys")
                                                                     : tr("is not key/value JSON"));
    const SecretDocument::Member *member = now.member(m_change.name);
    switch (m_change.kind) {
    case BulkChange::Kind::SetKey:
        if (member && member->value == m_change.value)
            return unfit(tr("has this value"));
        row.preview = member ? tr("%1 → %2").arg(Wording::charactersShort(member->value.characters()),
                                                 Wording::charactersShort(m_change.value.characters()))
                             : tr("new key, %1").arg(Wording::charactersShort(m_change.value.characters()));
        return;
    case BulkChange::Kind::RenameKey:
        if (!member)
            return unfit(tr("has no such key"));
        if (m_change.newName == m_change.name)
            return unfit(tr("has this name"));
        if (now.member(m_change.newName))
            return unfit(tr("has a key %1 already").arg(m_change.newName));
        row.preview = m_change.newName.isEmpty() ? QString() : tr("%1 → %2").arg(m_change.name, m_change.newName);
        return;
    default:
        if (!member)
            return unfit(tr("has no such key"));
        row.preview = tr("removes key, %1").arg(Wording::charactersShort(member->value.characters()));
        return;
    }
}

QList<FieldEdit> BulkModel::edits(const Row &row) const
{
    FieldEdit edit;
    edit.key = m_change.name;
    switch (m_change.kind) {
    case BulkChange::Kind::SetKey:
        edit.kind = m_workspace.staging().edits().document(*row.content).member(m_change.name) ? FieldEdit::Kind::Set
                                                                                               : FieldEdit::Kind::Add;
        edit.value = m_change.value;
        return {edit};
    case BulkChange::Kind::RenameKey:
        return {FieldEdit::rename(m_change.name, m_change.newName)};
    default:
        edit.kind = FieldEdit::Kind::Remove;
        return {edit};
    }
}

int BulkModel::count(State state) const
{
    return int(std::count_if(m_rows.begin(), m_rows.end(), [state](const Row &row) { return row.state == state; }));
}

QString BulkModel::firstFailure() const
{
    for (const Row &row : m_rows) {
        if (row.state == State::Failed && row.error)
            return tr("%1: %2").arg(row.entry.id.name, ErrorText::message(*row.error).sentence);
    }
    return {};
}

int BulkModel::stage()
{
    int staged = 0;
    for (Row &row : m_rows) {
        if (row.state == State::Ready && m_workspace.staging().stage(*row.content, edits(row)))
            ++staged;
    }
    return staged;
}

MetadataChange BulkModel::metadata() const
{
    MetadataChange change;
    if (m_change.kind == BulkChange::Kind::SetTag)
        change.tags.insert(m_change.name, m_change.text);
    else if (m_change.kind == BulkChange::Kind::RemoveTag)
        change.removeTags.append(m_change.name);
    else
        change.description = m_change.text;
    return change;
}

void BulkModel::write()
{
    m_writing = true;
    m_stopped = false;
    for (Row &row : m_rows) {
        if (row.state == State::Ready || row.state == State::Failed)
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
        emit written();
        return;
    }
    const int at = int(next - m_rows.begin());
    next->state = State::Writing;
    tell(at);
    // In the scope of the application: closing the dialog, or the window, does not stop a write half way.
    const bool began =
        m_workspace.writes().writeMetadata(next->entry.id, metadata(), this, [this, at](const Result<> &done) {
            m_rows[at].state = done ? State::Done : State::Failed;
            m_rows[at].error = done ? std::nullopt : std::optional(done.error());
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
