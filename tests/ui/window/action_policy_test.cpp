#include "tests/support/test_main.h"
#include "ui/window/action_policy.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace action_policy_test {

using Id = Actions::Id;

//! Which command may run is decided from a value, without a window.
class ActionPolicyTest : public QObject {
    Q_OBJECT

    //! A secret of keys and values that is open, in a place where everything is allowed.
    static WindowState opened()
    {
        WindowState state;
        state.isPlaceOpen = true;
        state.entry.isRead = true;
        state.entry.isListed = true;
        return state;
    }
    static QString obstacle(const WindowState &state, Id id) { return ActionPolicy::obstacles(state).value(id); }

private slots:
    void beforeAProfileIsOpenOnlyChoosingOneIsPossible()
    {
        const WindowState nothing;
        for (const Id id : {Id::NewEntry, Id::Reload, Id::Filter, Id::DueBoard, Id::ToggleSidebar, Id::MarkProduction})
            QCOMPARE(obstacle(nothing, id), u"Choose a profile first"_s);
        for (const Id id :
             {Id::Edit, Id::RefreshToken, Id::CopyValue, Id::TabVersions, Id::DeleteEntry, Id::OwnReminder})
            QCOMPARE(obstacle(nothing, id), u"Choose an entry first"_s);
        for (const Id id : {Id::Palette, Id::Profiles, Id::AddAccessKeys, Id::Quit})
            QVERIFY(obstacle(nothing, id).isEmpty());
    }

    void anOpenSecretMayBeEditedRefreshedAndDeleted()
    {
        for (const Id id : {Id::Edit, Id::AddKey, Id::RefreshToken, Id::CopyValue, Id::GeneratePassword,
                            Id::ExportEntry, Id::DeleteEntry, Id::CompareEntries, Id::OpenConsole, Id::MarkProduction})
            QCOMPARE(obstacle(opened(), id), QString());
        QCOMPARE(obstacle(opened(), Id::RestoreEntry), u"It is not scheduled for deletion"_s);
        QCOMPARE(obstacle(opened(), Id::UnlockWriting), u"Writing is not locked"_s);
    }

    void unsavedChangesComeBeforeARefreshOrADeletion()
    {
        WindowState state = opened();
        state.isAnythingStaged = true;
        state.entry.isStaged = true;
        for (const Id id : {Id::RefreshToken, Id::DeleteEntry})
            QCOMPARE(obstacle(state, id), u"Save or discard the unsaved changes of this entry first"_s);
        QCOMPARE(obstacle(state, Id::MarkProduction), u"Save or discard the unsaved changes first"_s);
        QCOMPARE(obstacle(state, Id::Review), QString());
        QCOMPARE(obstacle(state, Id::Edit), QString());
        state.entry.isStaged = false; // of another entry
        QCOMPARE(obstacle(state, Id::RefreshToken), QString());
    }

    void withNothingStagedThereIsNothingToReviewOrUndo()
    {
        QCOMPARE(obstacle(opened(), Id::Review), u"No unsaved changes"_s);
        QCOMPARE(obstacle(opened(), Id::DiscardAll), u"No unsaved changes"_s);
        QCOMPARE(obstacle(opened(), Id::Undo), u"Nothing to undo"_s);
        WindowState state = opened();
        state.canUndo = true;
        QCOMPARE(obstacle(state, Id::Undo), QString());
        QCOMPARE(obstacle(state, Id::Redo), u"Nothing to redo"_s);
    }

    void aHalfSaveHoldsUndoAndTheEntry()
    {
        WindowState state = opened();
        state.isAnythingHalfSaved = true;
        state.canUndo = true;
        state.entry.isHalfSaved = true;
        for (const Id id : {Id::Edit, Id::Undo, Id::DiscardAll})
            QCOMPARE(obstacle(state, id), u"Finish or undo the interrupted save first"_s);
        for (const Id id : {Id::RefreshToken, Id::DeleteEntry})
            QCOMPARE(obstacle(state, id), u"Finish the unfinished operation first"_s);
    }

    void theReasonOfTheEntryItselfComesFirst()
    {
        WindowState state = opened();
        state.entry.whyNotWritable = u"managed elsewhere"_s;
        state.entry.isWriting = true;
        QCOMPARE(obstacle(state, Id::Edit), u"managed elsewhere"_s);
        state.entry.whyNotWritable.clear();
        QCOMPARE(obstacle(state, Id::Edit), u"Saving…"_s);
        state = opened();
        state.entry.whyNotRefreshed = u"no refresh token"_s;
        state.entry.isStaged = true;
        QCOMPARE(obstacle(state, Id::RefreshToken), u"no refresh token"_s);
    }

    void severalSelectedEntriesAreRefreshedWhateverTheOpenOneLacks()
    {
        WindowState state = opened();
        state.entry.whyNotRefreshed = u"no refresh token"_s;
        state.areSeveralSelected = true;
        QCOMPARE(obstacle(state, Id::RefreshToken), QString());
    }

    void keysAreToldApartWhereThereIsMoreThanOne()
    {
        WindowState state = opened();
        QCOMPARE(obstacle(state, Id::KeyMap), u"This value has no keys"_s);
        state.entry.hasSeveralKeys = true;
        QCOMPARE(obstacle(state, Id::KeyMap), QString());
        state.entry.isRead = false;
        QCOMPARE(obstacle(state, Id::KeyMap), u"Choose an entry first"_s);
    }

    void lockedWritingIsNoObstacleButUnlockedFirst()
    {
        WindowState state = opened();
        state.isLocked = true;
        for (const Id id : {Id::Edit, Id::AddKey, Id::RefreshToken, Id::NewEntry, Id::DeleteEntry, Id::UnlockWriting,
                            Id::OwnReminder})
            QCOMPARE(obstacle(state, id), QString());
    }

    void nothingNewIsMadeWithKeysThatAreNotAccepted()
    {
        WindowState state = opened();
        state.isRefused = true;
        QCOMPARE(obstacle(state, Id::NewEntry), u"AWS rejected this profile"_s);
        QCOMPARE(obstacle(state, Id::Reload), QString());
    }

    void withoutAConnectionOnlyWhatNeedsNoneIsPossible()
    {
        WindowState state = opened();
        state.isOffline = true;
        state.isAnythingStaged = true;
        for (const Id id : {Id::RefreshToken, Id::Authorise, Id::Review, Id::NewEntry, Id::DeleteEntry,
                            Id::CompareEntries, Id::OpenConsole, Id::FindElsewhere})
            QVERIFY(obstacle(state, id).startsWith(u"No connection to AWS"_s));
        for (const Id id : {Id::Edit, Id::CopyValue, Id::ExportEntry, Id::Reload, Id::Filter, Id::DueBoard,
                            Id::ReminderChain, Id::OwnReminder, Id::Settings, Id::Doctor, Id::DiscardAll})
            QCOMPARE(obstacle(state, id), QString());
        state.entry.isRead = false;
        QCOMPARE(obstacle(state, Id::RefreshToken), u"Choose an entry first"_s); // the nearer reason
    }

    void theConsoleOpensForTemporaryCredentialsOnly()
    {
        WindowState state = opened();
        state.isRefused = true;
        QCOMPARE(obstacle(state, Id::OpenConsole), u"AWS rejected this profile"_s);
        state.hasOnlyAccessKeys = true;
        QVERIFY(obstacle(state, Id::OpenConsole).contains(u"role or SSO"_s));
        state.entry.isListed = false;
        QCOMPARE(obstacle(state, Id::OpenConsole), u"Choose an entry first"_s);
    }

    void keysCanBeAddedWhereThereAreKeys()
    {
        WindowState parameter = opened();
        parameter.entry.isParameter = true;
        QCOMPARE(obstacle(parameter, Id::AddKey), u"A parameter has one value and no keys"_s);
        WindowState bytes = opened();
        bytes.entry.isBinary = true;
        QCOMPARE(obstacle(bytes, Id::PasteKeys), u"This secret is not key/value JSON"_s);
        QCOMPARE(obstacle(bytes, Id::GeneratePassword), u"Not for binary values"_s);
        QCOMPARE(obstacle(bytes, Id::ExportEntry), u"Use Export… in the view of the bytes"_s);
        WindowState text = opened();
        text.entry.isText = true;
        QCOMPARE(obstacle(text, Id::RenameKey), u"This secret is not key/value JSON"_s);
        QCOMPARE(obstacle(text, Id::GeneratePassword), QString());
    }

    void aDeletedSecretCanOnlyBeRestored()
    {
        WindowState state = opened();
        state.entry.isRead = false;
        state.entry.isDeleted = true;
        QCOMPARE(obstacle(state, Id::RestoreEntry), QString());
        QCOMPARE(obstacle(state, Id::DeleteEntry), u"It is scheduled for deletion already"_s);
        QCOMPARE(obstacle(state, Id::CompareEntries), u"Restore the secret to read its values"_s);
        QCOMPARE(obstacle(state, Id::Edit), u"Choose an entry first"_s);
    }

    void severalEntriesAreComparedByTheirOwnRule()
    {
        WindowState state = opened();
        state.areSeveralSelected = true;
        state.whyNotCompared = u"only two"_s;
        QCOMPARE(obstacle(state, Id::CompareEntries), u"only two"_s);
        state.whyNotCompared.clear();
        state.entry = {};
        QCOMPARE(obstacle(state, Id::CompareEntries), QString());
    }
};

} // namespace action_policy_test

KEYTURN_TEST(action_policy, action_policy_test::ActionPolicyTest)
#include "action_policy_test.moc"
