#include "ui/window/palette_model.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

void PaletteModel::setSources(const QList<PaletteCommand> &commands, const QList<Entry> &entries)
{
    m_commands = commands;
    m_entries = entries;
    setText({});
}

std::optional<QList<QPoint>> PaletteModel::match(const QString &candidate) const
{
    QList<QPoint> found;
    for (const QString &word : m_words) {
        const qsizetype at = candidate.indexOf(word, 0, Qt::CaseInsensitive);
        if (at < 0)
            return std::nullopt;
        found.append(QPoint(int(at), int(word.size())));
    }
    return found;
}

int PaletteModel::rankOf(const QString &candidate) const
{
    const QStringView leaf = QStringView(candidate).sliced(candidate.lastIndexOf(u'/') + 1);
    if (candidate.compare(m_text, Qt::CaseInsensitive) == 0)
        return 0;
    if (candidate.startsWith(m_text, Qt::CaseInsensitive))
        return 1;
    if (leaf.compare(m_text, Qt::CaseInsensitive) == 0)
        return 2;
    return leaf.startsWith(m_text, Qt::CaseInsensitive) ? 3 : 4;
}

//! The best ones, of equal ones the shorter first; without a text in the order of the list.
QList<PaletteModel::Row> PaletteModel::matchingEntries() const
{
    QList<Row> rows;
    for (qsizetype i = 0; i < m_entries.size(); ++i) {
        if (m_words.isEmpty() && rows.size() == maximumEntries)
            break;
        const QString &name = m_entries.at(i).id.name;
        if (const auto matches = match(name))
            rows.append(Row{{}, -1, i, *matches, rankOf(name)});
    }
    if (m_words.isEmpty())
        return rows;
    std::stable_sort(rows.begin(), rows.end(), [this](const Row &a, const Row &b) {
        if (a.rank != b.rank)
            return a.rank < b.rank;
        return m_entries.at(a.entry).id.name.size() < m_entries.at(b.entry).id.name.size();
    });
    return rows.mid(0, maximumEntries);
}

int PaletteModel::best() const
{
    int best = -1;
    for (int row = 0; row < m_rows.size(); ++row) {
        const Row &candidate = m_rows.at(row);
        const bool canRun =
            candidate.entry >= 0 || (candidate.command >= 0 && m_commands.at(candidate.command).isEnabled);
        if (canRun && (best < 0 || candidate.rank < m_rows.at(best).rank))
            best = row;
    }
    return best;
}

void PaletteModel::setText(const QString &text)
{
    const bool commandsOnly = text.startsWith(u'>');
    const bool namesOnly = text.startsWith(u'/');
    m_text = text.mid(commandsOnly || namesOnly ? 1 : 0).trimmed();
    m_words = text.mid(commandsOnly ? 1 : 0).split(u' ', Qt::SkipEmptyParts);

    QList<Row> commands, names, recent;
    for (qsizetype i = 0; i < m_commands.size() && !namesOnly; ++i) {
        const auto matches = match(m_commands.at(i).text);
        if (!matches)
            continue;
        const Row row{{}, i, -1, *matches, rankOf(m_commands.at(i).text)};
        commands.append(row);
        if (m_words.isEmpty() && m_recent.contains(m_commands.at(i).id))
            recent.append(row);
    }
    if (!commandsOnly)
        names = matchingEntries();
    for (const Row &row : std::as_const(names)) {
        if (m_words.isEmpty() && m_recent.contains(m_entries.at(row.entry).id.name))
            recent.append(row);
    }

    beginResetModel();
    m_rows.clear();
    const auto section = [this](const QString &heading, const QList<Row> &rows) {
        if (rows.isEmpty())
            return;
        m_rows.append(Row{heading, -1, -1, {}, 0});
        m_rows.append(rows);
    };
    section(tr("Recent"), recent);
    section(tr("Commands"), commands);
    section(tr("Entries"), names);
    endResetModel();
}

const PaletteCommand *PaletteModel::command(const QModelIndex &index) const
{
    const qsizetype command = index.isValid() ? m_rows.at(index.row()).command : -1;
    return command < 0 ? nullptr : &m_commands.at(command);
}

const Entry *PaletteModel::entry(const QModelIndex &index) const
{
    const qsizetype entry = index.isValid() ? m_rows.at(index.row()).entry : -1;
    return entry < 0 ? nullptr : &m_entries.at(entry);
}

void PaletteModel::remember(const QModelIndex &index)
{
    const PaletteCommand *ran = command(index);
    const Entry *opened = entry(index);
    const QString name = ran ? ran->id : opened ? opened->id.name : QString();
    m_recent.removeAll(name);
    m_recent.prepend(name);
    m_recent = m_recent.mid(0, 10);
}

int PaletteModel::selectable(int row, int step) const
{
    for (row += step; row >= 0 && row < m_rows.size(); row += step) {
        if (m_rows.at(row).heading.isEmpty())
            return row;
    }
    return -1;
}

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

Qt::ItemFlags PaletteModel::flags(const QModelIndex &index) const
{
    if (!m_rows.at(index.row()).heading.isEmpty())
        return Qt::NoItemFlags;
    const PaletteCommand *shown = command(index);
    return shown && !shown->isEnabled ? Qt::ItemIsSelectable : Qt::ItemIsSelectable | Qt::ItemIsEnabled;
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    const Row &row = m_rows.at(index.row());
    if (role == HeadingRole)
        return !row.heading.isEmpty();
    if (!row.heading.isEmpty())
        return role == Qt::DisplayRole ? QVariant(row.heading) : QVariant();
    if (role == MatchesRole)
        return QVariant::fromValue(row.matches);
    if (const PaletteCommand *offered = command(index)) {
        switch (role) {
        case Qt::DisplayRole:
            return offered->text;
        case Qt::DecorationRole:
            return offered->icon;
        case Qt::AccessibleTextRole:
            return u"%1 %2"_s.arg(offered->text, offered->obstacle).trimmed();
        case HintRole:
            return offered->obstacle;
        case EndRole:
            return offered->shortcut;
        }
        return {};
    }
    const Entry *shown = entry(index);
    if (!shown)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return shown->id.name;
    case IconRole:
        return shown->id.isSecret() ? u"kt-secret"_s : u"kt-params"_s;
    case HintRole:
        return kindLabel(shown->kind);
    case EndRole:
        return shown->id.region;
    }
    return {};
}

} // namespace keyturn

#include "moc_palette_model.cpp"
