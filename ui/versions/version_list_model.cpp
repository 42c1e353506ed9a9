#include "ui/versions/version_list_model.h"

#include "core/stores/version_stage.h"
#include "ui/text/wording.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

//! The version that rolling back means: AWSPREVIOUS, which need not be the next older one. -1: there is none.
int VersionListModel::previousOf(int row) const
{
    const QList<VersionRow> &rows = m_history.rows();
    for (int i = 0; i < rows.size(); ++i) {
        if (i != row && rows[i].labels.contains(stage::previous))
            return i;
    }
    return row + 1 < rows.size() ? row + 1 : -1;
}

void VersionListModel::setHistory(const VersionHistory &history, const QDateTime &now)
{
    const auto idOf = [this](int row) { return row >= 0 ? m_history.rows().at(row) : VersionRow(); };
    const bool same = history.entry().id == m_history.entry().id;
    const VersionRow a = idOf(m_a);
    const VersionRow b = idOf(m_b);
    const bool followedCurrent = m_b >= 0 && m_b == m_history.currentRow();
    beginResetModel();
    m_history = history;
    m_now = now;
    m_b = same && !followedCurrent ? int(m_history.rowOf(b.id, b.name)) : -1;
    if (m_b < 0)
        m_b = int(m_history.currentRow());
    m_a = same && !followedCurrent ? int(m_history.rowOf(a.id, a.name)) : -1;
    if (m_a < 0 && m_b >= 0)
        m_a = previousOf(m_b);
    if (!m_marked)
        m_a = m_b = -1;
    m_shown = shownRows();
    endResetModel();
    emit marksChanged();
}

void VersionListModel::setValues(const VersionHistory &history)
{
    m_history = history;
    filter();
    if (!m_shown.isEmpty())
        emit dataChanged(index(0, int(Column::Keys)), index(rowCount() - 1, int(Column::Keys)));
}

void VersionListModel::setReading(bool reading)
{
    if (reading == m_reading)
        return;
    m_reading = reading;
    if (!m_shown.isEmpty())
        emit dataChanged(index(0, int(Column::Keys)), index(rowCount() - 1, int(Column::Keys)));
}

void VersionListModel::setOnlyKey(const QString &key)
{
    m_onlyKey = key;
    filter();
}

QList<int> VersionListModel::shownRows() const
{
    QList<int> rows;
    for (qsizetype row = 0; row < m_history.size(); ++row) {
        if (m_onlyKey.isEmpty() || m_history.changesKey(row, m_onlyKey))
            rows.append(int(row));
    }
    return rows;
}

void VersionListModel::filter()
{
    const QList<int> wanted = shownRows();
    if (wanted == m_shown)
        return;
    beginResetModel();
    m_shown = wanted;
    endResetModel();
}

void VersionListModel::setA(int historyRow)
{
    if (historyRow == m_a || historyRow < 0)
        return;
    const int before = m_a;
    m_a = historyRow;
    if (m_b == historyRow) // they change places
        m_b = before;
    for (int row : {before, m_a, m_b})
        markChanged(row);
    emit marksChanged();
}

void VersionListModel::setB(int historyRow)
{
    if (historyRow == m_b || historyRow < 0)
        return;
    const int before = m_b;
    m_b = historyRow;
    if (m_a == historyRow)
        m_a = before;
    for (int row : {before, m_a, m_b})
        markChanged(row);
    emit marksChanged();
}

void VersionListModel::markChanged(int historyRow)
{
    const qsizetype row = m_shown.indexOf(historyRow);
    if (row >= 0)
        emit dataChanged(index(int(row), 0), index(int(row), columnCount() - 1));
}

QString VersionListModel::shortId(const QString &id)
{
    return id.size() <= 8 ? id : id.left(4) + u'…' + id.right(2);
}

QString VersionListModel::versionName(const VersionRow &row)
{
    return row.name.isEmpty() ? shortId(row.id) : u"%1 %2"_s.arg(leafOf(row.name), row.id);
}

QString VersionListModel::person(const QString &arn)
{
    return arn.startsWith("arn:"_L1) ? arn.section(u'/', -1) : arn;
}

QString VersionListModel::keyName(const QString &key) const
{
    if (key.isEmpty())
        return tr("whole value");
    return m_history.entry().id.isParameter() ? key.section(u'/', -1) : key;
}

QString VersionListModel::keysText(qsizetype row) const
{
    if (const Error *error = m_history.error(row)) {
        if (error->kind == ErrorKind::AccessDenied)
            return tr("not permitted");
        return error->kind == ErrorKind::NotFound ? tr("holds no value") : tr("cannot be read");
    }
    if (!m_history.rows().at(row).name.isEmpty() && m_history.rows().at(row).id == "1"_L1 && m_history.content(row))
        return tr("first version");
    if (const auto changes = m_history.changes(row)) {
        if (changes->isEmpty())
            return tr("same values");
        // Access tokens change all the time: what else changed tells more.
        const KeyMap &keys = m_history.content(row)->keyMap;
        const auto telling = std::find_if(changes->begin(), changes->end(), [&keys](const KeyChange &change) {
            return keys.role(change.key) != KeyRole::AccessToken && keys.role(change.key) != KeyRole::ExpiresAt;
        });
        const QString first = keyName(telling == changes->end() ? changes->constFirst().key : telling->key);
        const int more = int(changes->size()) - 1;
        return more == 0 ? first : tr("%1 and %n more", nullptr, more).arg(first);
    }
    if (!m_history.content(row))
        return m_reading ? tr("reading…") : tr("not read");
    if (row == m_history.size() - 1 || !m_history.rows().at(row).name.isEmpty())
        return tr("oldest version kept");
    return m_history.isRead(row + 1) || !m_reading ? tr("not known") : tr("reading…");
}

QString VersionListModel::keysTip(qsizetype row) const
{
    const auto changes = m_history.changes(row);
    if (!changes)
        return m_history.error(row) ? m_history.error(row)->code : QString();
    QStringList lines;
    for (const KeyChange &change : *changes) {
        const QString name = keyName(change.key);
        switch (change.kind) {
        case KeyChange::Kind::Changed:
            lines.append(tr("%1 changed").arg(name));
            break;
        case KeyChange::Kind::Added:
            lines.append(tr("%1 added").arg(name));
            break;
        case KeyChange::Kind::Removed:
            lines.append(tr("%1 removed").arg(name));
            break;
        }
    }
    return lines.join(u'\n');
}

QString VersionListModel::writer(const VersionRow &row) const
{
    if (!row.by.isEmpty())
        return person(row.by);
    const QString ours = m_writer ? m_writer(row) : QString();
    //: Who wrote a version: this program, for that person.
    return ours.isEmpty() ? tr("not recorded here") : tr("Keyturn, %1").arg(person(ours));
}

int VersionListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

int VersionListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(Column::By) + 1;
}

QVariant VersionListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const int at = m_shown.at(index.row());
    const VersionRow &row = m_history.rows().at(at);
    const auto column = Column(index.column());
    const QString mark = at == m_a ? u"A"_s : at == m_b ? u"B"_s : QString();
    switch (role) {
    case LabelsRole:
        return row.labels;
    case MarkRole:
        return mark;
    case QuietRole:
        return (column == Column::Labels && row.labels.isEmpty()) || column == Column::Age
               || (column == Column::By && row.by.isEmpty() && (!m_writer || m_writer(row).isEmpty()))
               || (column == Column::Keys && !m_history.changes(at));
    case Qt::ToolTipRole:
        if (column == Column::Mark)
            return tr("Click, or press A or B, to compare this version");
        if (column == Column::Version)
            return row.name.isEmpty() ? row.id : u"%1, %2"_s.arg(row.name, row.id);
        if (column == Column::Labels && row.isDeprecated())
            return tr("AWS may delete a version without a label");
        if (column == Column::Keys)
            return keysTip(at);
        return column == Column::By && !row.by.isEmpty() ? QVariant(row.by) : QVariant();
    case Qt::AccessibleTextRole:
        if (column == Column::Mark)
            return mark.isEmpty() ? tr("not compared") : mark;
        break;
    case Qt::DisplayRole:
        break;
    default:
        return {};
    }
    switch (column) {
    case Column::Mark:
        return mark;
    case Column::Version:
        return versionName(row);
    case Column::Labels:
        return row.labels.isEmpty() ? tr("none") : row.labels.join(u", "_s);
    case Column::Created:
        return u"%1 %2"_s.arg(Wording::shortDate(row.createdAt, m_now), Wording::time(row.createdAt));
    case Column::Age:
        return Wording::age(row.createdAt, m_now);
    case Column::Keys:
        return keysText(at);
    case Column::By:
        return writer(row);
    }
    return {};
}

QVariant VersionListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::AccessibleTextRole && Column(section) == Column::Mark)
        return tr("Compared as"); // A or B in a circle
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Column::Mark:
        return QString();
    case Column::Version:
        return tr("Version");
    case Column::Labels:
        return tr("Labels");
    case Column::Created:
        return tr("Created");
    case Column::Age:
        return tr("Age");
    case Column::Keys:
        return tr("Keys that changed");
    case Column::By:
        return tr("Written by");
    }
    return {};
}

} // namespace keyturn

#include "moc_version_list_model.cpp"
