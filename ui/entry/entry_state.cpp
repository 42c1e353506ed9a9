#include "ui/entry/entry_state.h"

#include "core/workspace/workspace.h"
#include "ui/text/error_text.h"
#include "ui/text/wording.h"

#include <QClipboard>
#include <QGuiApplication>

using namespace Qt::StringLiterals;

namespace keyturn {

EntryState::EntryState(Workspace &workspace, QWidget *parent) : EmptyState(parent), m_workspace(workspace)
{
    connect(this, &EmptyState::primaryTriggered, this, &EntryState::goOn);
    connect(this, &EmptyState::secondaryTriggered, this, [this] {
        if (m_missing)
            emit permissionAsked(*m_missing);
        else
            QGuiApplication::clipboard()->setText(m_requestId);
    });
}

void EntryState::showNothing()
{
    setIcon(u"kt-secret"_s, Tone::Neutral);
    setTexts(tr("Nothing is open"), tr("Choose an entry in the list. Its values stay masked."));
    setActions({});
}

void EntryState::showReading(const EntryId &id)
{
    setIcon(u"view-refresh"_s, Tone::Neutral);
    setTexts(tr("Reading %1").arg(id.name), tr("From %1.").arg(Wording::store(id.store)));
    setActions({});
}

void EntryState::showError(const EntryId &id, const Error &error)
{
    const Entry *entry = m_workspace.listing().entry(id);
    if (entry && entry->deletedAt.isValid()) {
        showDeleted(*entry);
        return;
    }
    const ErrorMessage message = ErrorText::message(error, id.name);
    setIcon(u"kt-fail"_s, Tone::Danger);
    setTexts(tr("Couldn't read %1").arg(entry ? entry->leafName() : id.name), message.sentence,
             ErrorText::requestLine(message));
    const bool isParameter = entry && entry->arn.isEmpty() && !entry->parameters.isEmpty();
    const QString arn = isParameter ? entry->parameters.constFirst().arn : entry ? entry->arn : QString();
    m_missing = MissingPermission::of(error, arn);
    m_requestId = message.requestId;
    setActions(tr("Try again"),
               m_missing                ? tr("Show the permission")
               : !m_requestId.isEmpty() ? tr("Copy request ID")
                                        : QString(),
               false, u"view-refresh"_s);
}

void EntryState::showDeleted(const Entry &entry)
{
    setIcon(u"edit-delete"_s, Tone::Neutral);
    const QDateTime now = m_workspace.clock().utcNow();
    setTexts(tr("%1 is scheduled for deletion").arg(entry.leafName()),
             entry.deletedAt > now
                 ? tr("AWS deletes it on %1. Restore it to read its values.").arg(Wording::date(entry.deletedAt, now))
                 : tr("Restore it to read its values."));
    setActions(tr("Restore"), {}, true, u"edit-undo"_s);
}

void EntryState::goOn()
{
    const auto id = m_workspace.openEntry().id();
    const Entry *entry = id ? m_workspace.listing().entry(*id) : nullptr;
    if (entry && entry->deletedAt.isValid())
        emit restoreWanted();
    else if (id)
        m_workspace.openEntry().open(*id);
}

} // namespace keyturn

#include "moc_entry_state.cpp"
