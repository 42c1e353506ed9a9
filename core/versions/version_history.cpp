#include "core/versions/version_history.h"

#include <algorithm>

namespace keyturn {

namespace {

EntryContent contentOf(const Entry &entry, const SecretValue &value)
{
    EntryContent content;
    content.entry = entry;
    content.versionId = value.versionId;
    content.binary = value.binary;
    if (!value.binary)
        content.document = SecretDocument(value.value);
    if (value.binary || content.document.isRaw()) {
        EntryField whole;
        whole.isString = !value.binary;
        whole.value = value.value;
        content.fields.append(whole);
        return content;
    }
    QStringList keys;
    for (const SecretDocument::Member &member : content.document.members())
        keys.append(member.key);
    content.keyMap = KeyMap::recognise(keys);
    for (const SecretDocument::Member &member : content.document.members()) {
        content.fields.append(EntryField{member.key,
                                         content.keyMap.role(member.key),
                                         content.keyMap.isSensitive(member.key),
                                         member.isString,
                                         member.value,
                                         {}});
    }
    return content;
}

//! The parameters of \p entry as they stand in \p values.
EntryContent contentOf(const Entry &entry, const QHash<QString, SecretString> &values)
{
    EntryContent content;
    content.entry = entry;
    QStringList names;
    for (const ParameterMetadata &parameter : entry.parameters)
        names.append(parameter.name);
    content.keyMap = KeyMap::recognise(names);
    for (const QString &name : std::as_const(names)) {
        const auto value = values.constFind(name);
        if (value != values.constEnd())
            content.fields.append(
                EntryField{name, content.keyMap.role(name), content.keyMap.isSensitive(name), true, *value, {}});
    }
    return content;
}

bool isSame(const EntryField &a, const EntryField &b)
{
    return a.isString == b.isString && a.value == b.value;
}

} // namespace

QList<KeyChange> keyChanges(const EntryContent &before, const EntryContent &after)
{
    QList<KeyChange> changes;
    for (const EntryField &field : after.fields) {
        const EntryField *old = before.field(field.key);
        if (!old)
            changes.append(KeyChange{KeyChange::Kind::Added, field.key});
        else if (!isSame(*old, field))
            changes.append(KeyChange{KeyChange::Kind::Changed, field.key});
    }
    for (const EntryField &field : before.fields) {
        if (!after.field(field.key))
            changes.append(KeyChange{KeyChange::Kind::Removed, field.key});
    }
    return changes;
}

VersionHistory::VersionHistory(Entry entry, QList<VersionRow> rows) :
    m_entry(std::move(entry)), m_rows(std::move(rows)), m_states(m_rows.size())
{}

VersionHistory::VersionHistory(Entry entry, QList<VersionRow> rows, const QList<SecretString> &values) :
    VersionHistory(std::move(entry), std::move(rows))
{
    QHash<QString, SecretString> held;
    for (qsizetype row = m_rows.size() - 1; row >= 0; --row) {
        held.insert(m_rows.at(row).name, values.at(row));
        m_states[row].content = contentOf(m_entry, held);
        m_states[row].content->versionId = m_rows.at(row).id;
    }
}

qsizetype VersionHistory::currentRow() const
{
    if (m_entry.id.isParameter())
        return m_rows.isEmpty() ? -1 : 0;
    for (qsizetype row = 0; row < m_rows.size(); ++row) {
        if (m_rows.at(row).labels.contains(QLatin1String("AWSCURRENT")))
            return row;
    }
    return -1;
}

qsizetype VersionHistory::rowOf(const QString &id, const QString &name) const
{
    const auto it = std::find_if(m_rows.begin(), m_rows.end(),
                                 [&](const VersionRow &row) { return row.id == id && row.name == name; });
    return it == m_rows.end() ? -1 : it - m_rows.begin();
}

void VersionHistory::adopt(const VersionHistory &older)
{
    if (!(older.m_entry.id == m_entry.id) || m_entry.id.isParameter())
        return;
    for (qsizetype row = 0; row < m_rows.size(); ++row) {
        const qsizetype known = older.rowOf(m_rows.at(row).id, m_rows.at(row).name);
        if (known >= 0 && older.content(known))
            m_states[row].content = *older.content(known);
    }
}

void VersionHistory::adopt(const EntryContent &opened)
{
    const qsizetype row = opened.entry.id == m_entry.id ? rowOf(opened.versionId) : -1;
    if (row < 0 || opened.versionId.isEmpty() || opened.fields.isEmpty())
        return;
    SecretValue value;
    value.versionId = opened.versionId;
    value.binary = opened.binary;
    value.value = opened.binary ? opened.fields.constFirst().value : opened.document.text();
    setContent(row, value);
}

void VersionHistory::setContent(qsizetype row, const SecretValue &value)
{
    m_states[row] = State{contentOf(m_entry, value), std::nullopt};
}

void VersionHistory::setError(qsizetype row, const Error &error)
{
    m_states[row] = State{std::nullopt, error};
}

const EntryContent *VersionHistory::content(qsizetype row) const
{
    return row >= 0 && row < m_states.size() && m_states.at(row).content ? &*m_states.at(row).content : nullptr;
}

const Error *VersionHistory::error(qsizetype row) const
{
    return m_states.at(row).error ? &*m_states.at(row).error : nullptr;
}

qsizetype VersionHistory::rowBefore(qsizetype row) const
{
    for (++row; row < m_rows.size(); ++row) {
        if (!m_rows.at(row).isPending())
            return row;
    }
    return -1;
}

bool VersionHistory::hasOlder(qsizetype row) const
{
    const QString name = m_rows.at(row).name;
    qsizetype older = rowBefore(row);
    while (older >= 0 && m_rows.at(older).name != name)
        older = rowBefore(older);
    return older >= 0;
}

std::optional<QList<KeyChange>> VersionHistory::changes(qsizetype row) const
{
    const EntryContent *now = content(row);
    const EntryContent *then = content(rowBefore(row));
    const bool isFirst = m_rows.at(row).id == QLatin1String("1"); // of a parameter: there is nothing before it
    if (!now || !then || !(isFirst || hasOlder(row)))
        return std::nullopt;
    return keyChanges(*then, *now);
}

bool VersionHistory::changesKey(qsizetype row, const QString &key) const
{
    const std::optional<QList<KeyChange>> found = changes(row);
    if (!found) { // the oldest version is where all its keys begin
        const QString &name = m_rows.at(row).name;
        return !hasOlder(row) && content(row) && (name.isEmpty() ? content(row)->field(key) != nullptr : name == key);
    }
    return std::any_of(found->begin(), found->end(), [&key](const KeyChange &change) { return change.key == key; });
}

QHash<QString, KeyAge> VersionHistory::ages(qsizetype row) const
{
    if (m_entry.id.isParameter())
        return parameterAges(row);
    QList<DatedDocument> versions;
    for (; content(row) && !content(row)->binary; row = rowBefore(row))
        versions.append({m_rows.at(row).id, m_rows.at(row).createdAt, content(row)->document});
    return keyAges(versions, false); // AWS forgets old versions and does not say so
}

QHash<QString, KeyAge> VersionHistory::parameterAges(qsizetype from) const
{
    QHash<QString, KeyAge> ages;
    const EntryContent *current = content(from);
    for (const EntryField &field : current ? current->fields : QList<EntryField>()) {
        KeyAge age;
        for (qsizetype row = from; row < m_rows.size(); ++row) {
            if (m_rows.at(row).name != field.key)
                continue; // the dates of the other parameters say nothing about this one
            const EntryContent *held = content(row);
            if (!held)
                break;
            const EntryField *same = held->field(field.key);
            age.see(m_rows.at(row).createdAt, m_rows.at(row).id, same && isSame(*same, field));
            if (m_rows.at(row).id == QLatin1String("1")) // there is nothing before it
                age.end();
        }
        ages.insert(field.key, age);
    }
    return ages;
}

} // namespace keyturn
