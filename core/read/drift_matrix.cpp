#include "core/read/drift_matrix.h"

#include <QMessageAuthenticationCode>
#include <QRandomGenerator>

namespace keyturn {

using namespace Qt::StringLiterals;

namespace {

constexpr int macKeyBytes = 32;

//! A, B ... Z, then A1, B1 ...
QString letterOf(qsizetype index)
{
    const QString letter(QChar(char16_t(u'A' + index % 26)));
    return index < 26 ? letter : letter + QString::number(index / 26);
}

} // namespace

std::optional<DriftName> driftNameOf(const QString &name)
{
    const QString bare = name.startsWith(u'/') ? name.sliced(1) : name;
    const DriftName found{bare.section(u'/', 0, 0), bare.section(u'/', 1, 1), bare.section(u'/', 2)};
    if (found.app.isEmpty() || found.env.isEmpty() || found.service.isEmpty())
        return std::nullopt;
    return found;
}

DriftMatrix::DriftMatrix() : m_key(macKeyBytes, Qt::Uninitialized)
{
    QRandomGenerator::system()->generate(reinterpret_cast<quint32 *>(m_key.data()),
                                         reinterpret_cast<quint32 *>(m_key.data() + m_key.size()));
}

DriftMatrix::~DriftMatrix()
{
    m_key.fill('\0');
}

QString DriftMatrix::column(const QString &place, const DriftName &name)
{
    const QString column = place.isEmpty() ? name.env : name.env + u' ' + place;
    if (!m_columns.contains(column))
        m_columns.append(column);
    return column;
}

QByteArray DriftMatrix::print(const SecretString &value) const
{
    QMessageAuthenticationCode code(QCryptographicHash::Sha256, m_key);
    const QByteArrayView bytes = value.bytes();
    code.addData(bytes.data(), bytes.size());
    return code.result();
}

void DriftMatrix::put(const QString &place, const DriftName &name, const EntryContent &content)
{
    Cells &cells = m_entries[name.app + u'/' + name.service];
    const QString where = column(place, name);
    cells.seen.insert(where, content.entry.id);
    for (const EntryField &field : content.fields) {
        // parameters go by their whole names, which differ by the environment
        const QString key = content.entry.id.isSecret() ? field.key : leafOf(field.key);
        const QString row = content.fields.size() > 1 ? key : QString();
        cells.prints[row][where] = print(field.value);
        cells.keys[row][where] = field.key;
    }
}

void DriftMatrix::putUnread(const QString &place, const DriftName &name)
{
    m_entries[name.app + u'/' + name.service].unread.append(column(place, name));
}

std::optional<DriftSource> DriftMatrix::source(const Cells &cells, const QString &key, const QString &column)
{
    const auto entry = cells.seen.constFind(column);
    if (entry == cells.seen.cend())
        return std::nullopt;
    const QMap<QString, QString> keys = cells.keys.value(key);
    const auto found = keys.constFind(column);
    return DriftSource{*entry, found == keys.cend() ? std::nullopt : std::optional(*found)};
}

QList<DriftMatrix::Row> DriftMatrix::rows() const
{
    QList<Row> rows;
    for (auto entry = m_entries.cbegin(); entry != m_entries.cend(); ++entry) {
        auto prints = entry->prints;
        if (prints.isEmpty())
            prints.insert({}, {});
        for (auto key = prints.cbegin(); key != prints.cend(); ++key) {
            Row row{entry.key(), key.key(), {}};
            QList<QByteArray> letters;
            bool isMissing = false;
            for (const QString &column : m_columns) {
                const QByteArray print = key->value(column);
                row.sources.append(source(*entry, key.key(), column));
                if (print.isEmpty()) {
                    const bool isUnread = entry->unread.contains(column);
                    row.cells.append(isUnread ? u"?"_s : QString());
                    isMissing = isMissing || !isUnread;
                    continue;
                }
                if (!letters.contains(print))
                    letters.append(print);
                row.cells.append(letterOf(letters.indexOf(print)));
            }
            row.differs = isMissing || letters.size() > 1;
            rows.append(row);
        }
    }
    return rows;
}

} // namespace keyturn
