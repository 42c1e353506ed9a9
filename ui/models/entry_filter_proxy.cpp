#include "ui/models/entry_filter_proxy.h"
#include "ui/models/entry_list_model.h"

namespace keyturn {

namespace {

int compare(const EntryListModel::Row &a, const EntryListModel::Row &b)
{
    if (const int order = a.entry.id.name.compare(b.entry.id.name, Qt::CaseInsensitive); order != 0)
        return order;
    return a.entry.id.region.compare(b.entry.id.region);
}

template <typename T>
int threeWay(const T &a, const T &b)
{
    return a < b ? -1 : b < a ? 1 : 0;
}

int compareDue(const EntryListModel::Row &a, const EntryListModel::Row &b)
{
    if (const int order = threeWay(a.status.status, b.status.status); order != 0)
        return order;
    return threeWay(a.dueAt, b.dueAt);
}

} // namespace

bool EntryScope::contains(const Entry &entry, const EntryStatus &status) const
{
    switch (kind) {
    case Kind::All:
        return true;
    case Kind::Overdue:
        return status.status == Status::Overdue;
    case Kind::DueSoon:
        return status.status == Status::DueSoon || status.status == Status::Grace;
    case Kind::Unfinished:
        return status.status == Status::Unfinished;
    case Kind::Stuck:
        return status.status == Status::RotationStuck;
    case Kind::Deleting:
        return status.status == Status::Deleting;
    case Kind::Account:
        return entry.id.account == account;
    case Kind::Region:
        return entry.id.region == region && (account.isEmpty() || entry.id.account == account);
    case Kind::Path:
        return entry.id.name.startsWith(path)
               && (entry.id.name.size() == path.size() || entry.id.name[path.size()] == u'/');
    }
    return false;
}

EntryFilterProxy::EntryFilterProxy(EntryListModel &source, QObject *parent) :
    QSortFilterProxyModel(parent), m_source(source)
{
    setSourceModel(&source);
}

void EntryFilterProxy::setScope(const EntryScope &scope)
{
    if (scope == m_scope)
        return;
    m_scope = scope;
    invalidateRowsFilter();
}

void EntryFilterProxy::setQuery(const QString &text)
{
    m_query = SearchQuery::parse(text);
    invalidateRowsFilter();
}

const Entry *EntryFilterProxy::entry(const QModelIndex &index) const
{
    const QModelIndex source = mapToSource(index);
    return source.isValid() ? &m_source.row(source.row()).entry : nullptr;
}

QModelIndex EntryFilterProxy::indexOf(const EntryId &id) const
{
    return mapFromSource(m_source.indexOf(id));
}

bool EntryFilterProxy::filterAcceptsRow(int row, const QModelIndex &) const
{
    const EntryListModel::Row &r = m_source.row(row);
    return m_scope.contains(r.entry, r.status)
           && (m_query.isEmpty() || m_query.matches({r.text, r.keys, r.entry, r.status}));
}

bool EntryFilterProxy::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const EntryListModel::Row &a = m_source.row(left.row());
    const EntryListModel::Row &b = m_source.row(right.row());
    int order = 0;
    switch (EntryListModel::Column(left.column())) {
    case EntryListModel::Column::Name:
        break;
    case EntryListModel::Column::Kind:
        order = threeWay(a.entry.kind, b.entry.kind);
        break;
    case EntryListModel::Column::Due:
        order = compareDue(a, b);
        break;
    case EntryListModel::Column::Token:
        order = threeWay(a.entry.tokenExpiresAt, b.entry.tokenExpiresAt);
        break;
    case EntryListModel::Column::Changed:
        order = threeWay(a.entry.lastChangedAt, b.entry.lastChangedAt);
        break;
    }
    return order != 0 ? order < 0 : compare(a, b) < 0;
}

} // namespace keyturn
