#include "ui/versions/version_diff_model.h"

#include "core/base/json_writer.h"
#include "core/desktop/concealment.h"
#include "core/document/fingerprint.h"
#include "ui/style/metrics.h"
#include "ui/text/wording.h"

#include <algorithm>

namespace keyturn {
using namespace Qt::StringLiterals;

namespace {

const QString dots(12, u'•');

//! ARNs differ between the versions of nothing; of a group the first parameter's will do.
QString fingerprintKey(const Entry &entry)
{
    if (!entry.arn.isEmpty() || entry.parameters.isEmpty())
        return entry.arn;
    return entry.parameters.constFirst().arn;
}

QString quoted(QString text)
{
    QString line = u'"' + QString::fromUtf8(jsonEscaped(text.toUtf8())) + u'"';
    wipe(text);
    return line;
}

} // namespace

std::optional<Status> VersionDiffModel::Pair::change() const
{
    if (!a)
        return Status::Added;
    if (!b)
        return Status::Removed;
    if (a->isString == b->isString && a->value == b->value)
        return std::nullopt;
    return Status::Edited;
}

VersionDiffModel::VersionDiffModel(QObject *parent) : QAbstractTableModel(parent)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &VersionDiffModel::hide);
    connect(&Concealment::instance(), &Concealment::requested, this, &VersionDiffModel::hide);
}

void VersionDiffModel::setSides(const EntryContent *a, const EntryContent *b, bool byRole)
{
    beginResetModel();
    m_timer.stop();
    m_revealed = -1;
    m_pairs.clear();
    const EntryContent *any = a ? a : b;
    m_arn = any ? fingerprintKey(any->entry) : QString();
    m_isSecret = any && any->entry.id.isSecret();
    m_entries = byRole;
    QStringList taken;
    const auto partner = [&](const EntryField &field) -> const EntryField * {
        if (const EntryField *same = b->field(field.key))
            return same;
        const bool mayMatch = byRole && field.role != KeyRole::Other;
        const auto it = std::find_if(b->fields.begin(), b->fields.end(), [&](const EntryField &other) {
            return mayMatch && other.role == field.role && !a->field(other.key);
        });
        return it == b->fields.end() ? nullptr : &*it;
    };
    for (const EntryField &field : a ? a->fields : QList<EntryField>()) {
        Pair pair;
        pair.a = field;
        if (const EntryField *other = b ? partner(field) : nullptr) {
            pair.b = *other;
            taken.append(other->key);
        }
        m_pairs.append(pair);
    }
    for (const EntryField &field : b ? b->fields : QList<EntryField>()) {
        if (taken.contains(field.key))
            continue;
        Pair pair;
        pair.b = field;
        m_pairs.append(pair);
    }
    rebuild();
    endResetModel();
}

void VersionDiffModel::setTitles(const QString &a, const QString &b)
{
    m_titles[0] = a;
    m_titles[1] = b;
    emit headerDataChanged(Qt::Horizontal, int(Column::A), int(Column::B));
}

void VersionDiffModel::setMode(Mode mode)
{
    if (mode == m_mode)
        return;
    beginResetModel();
    hide();
    m_mode = mode;
    rebuild();
    endResetModel();
}

void VersionDiffModel::rebuild()
{
    m_shown.clear();
    for (qsizetype i = 0; i < m_pairs.size(); ++i) {
        if (m_mode != Mode::Changed || m_pairs.at(i).change())
            m_shown.append(int(i));
    }
}

int VersionDiffModel::changed() const
{
    return int(std::count_if(m_pairs.begin(), m_pairs.end(), [](const Pair &pair) { return bool(pair.change()); }));
}

QString VersionDiffModel::key(int row) const
{
    return row >= 0 && row < m_shown.size() ? m_pairs.at(m_shown.at(row)).any().key : QString();
}

void VersionDiffModel::reveal(int row)
{
    setRevealed(row, true);
}

void VersionDiffModel::hold(int row)
{
    setRevealed(row, false);
}

void VersionDiffModel::setRevealed(int row, bool timed)
{
    const int wanted = row >= 0 && row < rowCount() && m_pairs.at(m_shown.at(row)).sensitive() ? row : -1;
    if (timed && wanted >= 0)
        m_timer.start(metrics::revealSeconds * 1000);
    else
        m_timer.stop();
    const int before = std::exchange(m_revealed, wanted);
    for (int changed : {before, wanted}) {
        if (changed >= 0 && changed < rowCount())
            emit dataChanged(index(changed, 0), index(changed, columnCount() - 1), {RevealedTextRole});
    }
}

QString VersionDiffModel::name(const Pair &pair) const
{
    const auto shown = [](const QString &key) {
        return key.isEmpty() ? tr("Whole value") : key.startsWith(u'/') ? key.section(u'/', -1) : key;
    };
    if (!pair.a || !pair.b || pair.a->key == pair.b->key)
        return shown(pair.any().key);
    return u"%1, %2"_s.arg(shown(pair.a->key), shown(pair.b->key));
}

QString VersionDiffModel::words(const Pair &pair, const std::optional<EntryField> &field) const
{
    if (!field)
        return tr("not there");
    if (!pair.sensitive())
        return field->value.reveal();
    const QString print = fingerprint(field->value, m_arn);
    const QString length = Wording::hidden(field->value.characters());
    return print.isEmpty() ? length : tr("%1, fingerprint %2").arg(length, print);
}

QString VersionDiffModel::rawLine(const Pair &pair, const std::optional<EntryField> &field, bool revealed) const
{
    if (!field)
        return {};
    const bool open = revealed || !pair.sensitive();
    if (!m_isSecret || field->key.isEmpty())
        return field->key.isEmpty() ? (open ? field->value.reveal() : dots)
                                    : u"%1 = %2"_s.arg(field->key, open ? field->value.reveal() : dots);
    const QString value = !open             ? u'"' + dots + u'"'
                          : field->isString ? quoted(field->value.reveal())
                                            : field->value.reveal();
    return u"%1: %2"_s.arg(quoted(field->key), value);
}

QVariant VersionDiffModel::sideData(const Pair &pair, const std::optional<EntryField> &field, int role,
                                    bool revealed) const
{
    switch (role) {
    case Qt::DisplayRole:
        return words(pair, field);
    case Qt::AccessibleTextRole:
        if (field && field->value.isEmpty())
            return tr("empty");
        return revealed && field ? field->value.reveal() : words(pair, field);
    case PresentRole:
        return field.has_value();
    case MaskedRole:
        return pair.sensitive();
    case FingerprintRole:
        return field && pair.sensitive() ? fingerprint(field->value, m_arn) : QString();
    case LengthRole:
        return field ? field->value.characters() : 0;
    case PlainTextRole:
        if (m_mode == Mode::Raw)
            return rawLine(pair, field, false);
        return field && !pair.sensitive() ? QVariant(field->value.reveal()) : QVariant();
    case RevealedTextRole:
        if (!revealed || !field)
            return {};
        return m_mode == Mode::Raw ? rawLine(pair, field, true) : field->value.reveal();
    default:
        return {};
    }
}

int VersionDiffModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

int VersionDiffModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(Column::Change) + 1;
}

QVariant VersionDiffModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Pair &pair = m_pairs.at(m_shown.at(index.row()));
    const std::optional<Status> change = pair.change();
    switch (role) {
    case ChangeRole:
        return change ? QVariant(int(*change)) : QVariant();
    case KeyNameRole:
        return name(pair);
    case RoleTextRole:
        return Wording::role(pair.any().role);
    case RawRole:
        return m_mode == Mode::Raw;
    default:
        break;
    }
    const bool revealed = index.row() == m_revealed;
    switch (Column(index.column())) {
    case Column::Key:
        return role == Qt::DisplayRole || role == Qt::AccessibleTextRole ? QVariant(name(pair)) : QVariant();
    case Column::A:
        return sideData(pair, pair.a, role, revealed);
    case Column::B:
        return sideData(pair, pair.b, role, revealed);
    case Column::Change:
        if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
            return {};
        if (change && m_entries)
            return *change == Status::Added     ? tr("only in B")
                   : *change == Status::Removed ? tr("only in A")
                                                : tr("differs");
        return !change                      ? tr("same")
               : *change == Status::Added   ? tr("added")
               : *change == Status::Removed ? tr("removed")
                                            : tr("changed");
    }
    return {};
}

QVariant VersionDiffModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::AccessibleTextRole && Column(section) == Column::Change)
        return tr("Change"); // what is seen needs no words
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Column::Key:
        return tr("Key");
    case Column::A:
        return m_titles[0];
    case Column::B:
        return m_titles[1];
    case Column::Change:
        return QString();
    }
    return {};
}

} // namespace keyturn

#include "moc_version_diff_model.cpp"
