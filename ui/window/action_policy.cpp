#include "ui/window/action_policy.h"

#include "core/workspace/key_choice.h"
#include "core/workspace/workspace.h"
#include "ui/review/review_obstacle.h"
#include "ui/text/error_text.h"
#include "ui/text/wording.h"

#include <QMetaEnum>

namespace keyturn {

namespace {

WindowState::OpenEntry openEntryOf(const Workspace &workspace)
{
    WindowState::OpenEntry entry;
    const std::optional<EntryId> id = workspace.openEntry().id();
    if (!id)
        return entry;
    if (const Entry *listed = workspace.listing().entry(*id)) {
        entry.isListed = true;
        entry.isDeleted = listed->deletedAt.isValid();
    }
    if (const EntryContent *content = workspace.openEntry().content()) {
        entry.isRead = true;
        entry.isBinary = content->binary;
        entry.isText = content->document.isRaw();
        entry.hasSeveralKeys = content->fields.size() > 1;
        if (!content->entry.isWritable())
            entry.whyNotWritable = Wording::notWritable(content->entry);
        const RefreshReadiness readiness = workspace.refreshes().readiness(*content);
        if (!readiness.possible && !canBeAnswered(readiness.obstacle, workspace.refreshes().mapped(*content)))
            entry.whyNotRefreshed = ErrorText::obstacle(readiness.obstacle);
        if (const RefreshReadiness consent = workspace.refreshes().consentReadiness(*content); !consent.possible)
            entry.whyNotAuthorised = ErrorText::obstacle(consent.obstacle);
    }
    entry.isParameter = id->isParameter();
    entry.isWriting = workspace.running().isWriting(*id);
    entry.isHalfSaved = workspace.halfSaves().find(*id) != nullptr;
    entry.isRefreshing = workspace.refreshes().isRefreshing(*id);
    entry.isRefreshUnfinished = workspace.refreshes().unfinished(*id) != nullptr;
    entry.isStaged = workspace.staging().edits().item(*id) != nullptr;
    return entry;
}

} // namespace

WindowState WindowState::of(const Workspace &workspace)
{
    WindowState state;
    state.isWindowLocked = workspace.lock().isLocked();
    state.isPlaceOpen = workspace.place().isOpen();
    state.isLocked = workspace.place().access() == Place::Access::ReadOnly;
    state.isSandbox = workspace.place().profile().kind == ProfileKind::Sandbox;
    state.hasOnlyAccessKeys = state.isSandbox || workspace.place().profile().kind == ProfileKind::Keychain;
    state.isAnythingStaged = !workspace.staging().edits().isEmpty();
    state.whyNotReviewed = ReviewObstacle::ofStaged(workspace.staging().edits());
    state.isAnythingHalfSaved = !workspace.halfSaves().entries().isEmpty();
    state.canUndo = workspace.staging().edits().canUndo();
    state.canRedo = workspace.staging().edits().canRedo();
    state.isAnythingWritten = workspace.running().count() > 0;
    state.entry = openEntryOf(workspace);
    return state;
}

QString ActionPolicy::noEdit(const WindowState &state)
{
    if (!state.entry.isRead)
        return tr("Choose an entry first");
    if (!state.entry.whyNotWritable.isEmpty())
        return state.entry.whyNotWritable;
    if (state.entry.isWriting)
        return tr("Saving…");
    return state.entry.isHalfSaved ? tr("Finish or undo the interrupted save first") : QString();
}

QString ActionPolicy::noRefresh(const WindowState &state)
{
    return noTokens(state, state.entry.whyNotRefreshed);
}

QString ActionPolicy::noTokens(const WindowState &state, const QString &reason)
{
    if (!state.entry.isRead)
        return tr("Choose an entry first");
    if (state.entry.isRefreshing)
        return tr("The token is being refreshed");
    if (state.entry.isRefreshUnfinished || state.entry.isHalfSaved)
        return tr("Finish the unfinished operation first");
    if (!reason.isEmpty())
        return reason;
    return state.entry.isStaged ? tr("Save or discard the unsaved changes of this entry first") : QString();
}

QString ActionPolicy::noWrite(const WindowState &state)
{
    if (!state.entry.isListed)
        return tr("Choose an entry first");
    if (state.entry.isWriting || state.entry.isRefreshing)
        return tr("Saving…");
    if (state.entry.isRefreshUnfinished || state.entry.isHalfSaved)
        return tr("Finish the unfinished operation first");
    return state.entry.isStaged ? tr("Save or discard the unsaved changes of this entry first") : QString();
}

QHash<Actions::Id, QString> ActionPolicy::ofValues(const WindowState &state)
{
    using Id = Actions::Id;
    const QString noEntry = state.entry.isRead ? QString() : tr("Choose an entry first");
    QString noKeys = noEdit(state);
    if (noKeys.isEmpty() && state.entry.isParameter)
        noKeys = tr("A parameter has one value and no keys");
    else if (noKeys.isEmpty() && (state.entry.isBinary || state.entry.isText))
        noKeys = tr("This secret is not key/value JSON");
    QHash<Id, QString> found;
    found[Id::Edit] = noEdit(state);
    found[Id::RefreshToken] = state.areSeveralSelected ? QString() : noRefresh(state);
    found[Id::Authorise] = noTokens(state, state.entry.whyNotAuthorised);
    for (Id id : {Id::AddKey, Id::RemoveKey, Id::RenameKey, Id::DuplicateKey, Id::MoveKeyUp, Id::MoveKeyDown,
                  Id::PasteKeys, Id::ImportKeys})
        found[id] = noKeys;
    for (Id id : {Id::FindInEntry, Id::CopyValue, Id::ToggleMask, Id::CopyName, Id::TabValues, Id::TabVersions,
                  Id::TabRotation, Id::TabDetails})
        found[id] = noEntry;
    found[Id::KeyMap] = !noEntry.isEmpty()           ? noEntry
                        : state.entry.hasSeveralKeys ? QString()
                                                     : tr("This value has no keys");
    found[Id::ExportEntry] = state.entry.isBinary ? tr("Use Export… in the view of the bytes") : noEntry;
    found[Id::GeneratePassword] = state.entry.isBinary ? tr("Not for binary values") : noEdit(state);
    return found;
}

QHash<Actions::Id, QString> ActionPolicy::ofEntry(const WindowState &state)
{
    using Id = Actions::Id;
    QHash<Id, QString> found;
    const QString obstacle = noWrite(state);
    found[Id::DeleteEntry] = !obstacle.isEmpty()     ? obstacle
                             : state.entry.isDeleted ? tr("It is scheduled for deletion already")
                                                     : QString();
    found[Id::RestoreEntry] = !obstacle.isEmpty()     ? obstacle
                              : state.entry.isDeleted ? QString()
                                                      : tr("It is not scheduled for deletion");
    found[Id::CompareEntries] = state.areSeveralSelected ? state.whyNotCompared
                                : !state.entry.isListed  ? tr("Choose an entry first")
                                : state.entry.isDeleted  ? tr("Restore the secret to read its values")
                                                         : QString();
    found[Id::OwnReminder] = state.entry.isListed ? QString() : tr("Choose an entry first");
    found[Id::OpenConsole] = !state.entry.isListed     ? tr("Choose an entry first")
                             : state.hasOnlyAccessKeys ? tr("The console takes no access keys. Use a profile with a "
                                                            "role or SSO")
                             : state.isRefused         ? tr("AWS rejected this profile")
                                                       : QString();
    return found;
}

QHash<Actions::Id, QString> ActionPolicy::ofStaged(const WindowState &state)
{
    using Id = Actions::Id;
    const QString half = state.isAnythingHalfSaved ? tr("Finish or undo the interrupted save first") : QString();
    const auto unlessHalf = [&half](const QString &reason) { return half.isEmpty() ? reason : half; };
    const QString nothingStaged = state.isAnythingStaged ? QString() : tr("No unsaved changes");
    return {
        {Id::Review, nothingStaged.isEmpty() ? state.whyNotReviewed : nothingStaged},
        {Id::DiscardAll, unlessHalf(nothingStaged)},
        {Id::Undo, unlessHalf(state.canUndo ? QString() : tr("Nothing to undo"))},
        {Id::Redo, unlessHalf(state.canRedo ? QString() : tr("Nothing to redo"))},
        {Id::UndoSave, state.whySaveNotUndone},
    };
}

QHash<Actions::Id, QString> ActionPolicy::ofPlace(const WindowState &state)
{
    using Id = Actions::Id;
    const QString notOpen = state.isPlaceOpen ? QString() : tr("Choose a profile first");
    QString noMark = notOpen;
    if (noMark.isEmpty() && state.isSandbox)
        noMark = tr("The sandbox can't be production");
    else if (noMark.isEmpty() && state.isAnythingStaged)
        noMark = tr("Save or discard the unsaved changes first");
    else if (noMark.isEmpty() && state.isAnythingWritten)
        noMark = tr("Wait for the save to finish");
    QHash<Id, QString> found;
    for (Id id : {Id::NewEntry, Id::Reload, Id::Filter, Id::FindElsewhere, Id::DueBoard, Id::SeveralPlaces,
                  Id::ReminderChain, Id::NextArea, Id::PreviousArea, Id::ToggleSidebar})
        found[id] = notOpen;
    for (Id id : {Id::Palette, Id::Profiles, Id::NextProfile, Id::AddAccessKeys, Id::Shortcuts, Id::Lock, Id::Settings,
                  Id::Doctor})
        found[id] = {};
    if (state.isPlaceOpen && state.isRefused)
        found[Id::NewEntry] = tr("AWS rejected this profile");
    found[Id::MarkProduction] = noMark;
    found[Id::UnlockWriting] = state.isLocked ? QString() : tr("Writing is not locked");
    return found;
}

QHash<Actions::Id, QString> ActionPolicy::whileLocked()
{
    QHash<Actions::Id, QString> found;
    const QMetaEnum ids = QMetaEnum::fromType<Actions::Id>();
    for (int i = 0; i < ids.keyCount(); ++i) {
        if (const auto id = Actions::Id(ids.value(i)); id != Actions::Id::Quit)
            found[id] = tr("Keyturn is locked");
    }
    return found;
}

//! What cannot be without a network. Reload can: it is how one tries again; what is open can be looked at and edited.
void ActionPolicy::stopOffline(QHash<Actions::Id, QString> &found)
{
    using Id = Actions::Id;
    for (const Id id : {Id::RefreshToken, Id::Authorise, Id::Review, Id::UndoSave, Id::NewEntry, Id::DeleteEntry,
                        Id::RestoreEntry, Id::CompareEntries, Id::OpenConsole, Id::FindElsewhere}) {
        if (QString &reason = found[id]; reason.isEmpty())
            reason = tr("No connection to AWS. Reload (F5) to try again");
    }
}

QHash<Actions::Id, QString> ActionPolicy::obstacles(const WindowState &state)
{
    if (state.isWindowLocked)
        return whileLocked();
    QHash<Actions::Id, QString> found = ofValues(state);
    found.insert(ofEntry(state));
    found.insert(ofStaged(state));
    found.insert(ofPlace(state));
    if (state.isOffline)
        stopOffline(found);
    return found;
}

} // namespace keyturn
