#include "ui/create/new_entry_draft.h"

#include "core/stores/secret_metadata.h"

namespace keyturn {

NewEntryDraft::NewEntryDraft(QObject *parent) : QObject(parent)
{
    setName({});
}

void NewEntryDraft::begin(const SecretString &text, bool keys)
{
    m_expectsKeys = keys;
    m_undo.clear();
    m_redo.clear();
    m_last.clear();
    show(text);
}

void NewEntryDraft::setName(const QString &name)
{
    m_content.entry.id.name = name.isEmpty() ? tr("the new entry") : name;
}

Result<> NewEntryDraft::stage(const QList<FieldEdit> &edits, const QString &what, bool joins)
{
    const Result<SecretDocument> next = m_content.applied(edits);
    if (!next)
        return next.error();
    if (next->text() == m_content.document.text())
        return {};
    if (!joins || what != m_last || m_undo.isEmpty())
        m_undo.append(m_content.document.text());
    m_redo.clear();
    m_last = what;
    show(next->text());
    return {};
}

void NewEntryDraft::show(const SecretString &text)
{
    SecretValue value;
    value.value = text;
    Entry entry;
    entry.id = m_content.entry.id;
    m_content = EntryContent::ofSecret(entry, value, QDateTime());
    emit changed();
}

void NewEntryDraft::move(QList<SecretString> &from, QList<SecretString> &to)
{
    if (from.isEmpty())
        return;
    to.append(m_content.document.text());
    m_last.clear();
    show(from.takeLast());
}

} // namespace keyturn

#include "moc_new_entry_draft.cpp"
