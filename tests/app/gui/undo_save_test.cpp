#include "tests/app/gui/save_bench.h"
#include "tests/support/test_main.h"
#include "ui/window/save_undo.h"

#include <QApplication>
#include <QPlainTextEdit>
#include <QSignalSpy>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace undo_save_test {

namespace {

const QString name = u"amazon-api-access-token"_s;
const QString trio = u"/my-erp/lwa"_s;

//! The time of this computer, and some.
class LaterClock final : public Clock {
public:
    QDateTime utcNow() const override { return QDateTime::currentDateTimeUtc().addSecs(seconds); }
    qint64 seconds = 0;
};

QString sentence(const SaveBench &bench)
{
    return bench.window->findChild<QLabel *>(u"messageSentence"_s)->text();
}

} // namespace

//! A save is taken back for ten minutes, unless somebody has gone on since.
class UndoSaveTest : public QObject {
    Q_OBJECT

    static QPushButton *undoButton(const SaveBench &bench)
    {
        return bench.window->findChild<QPushButton *>(u"messageAction"_s);
    }
    static QAction *undoAction(const SaveBench &bench) { return bench.window->actions().action(Actions::Id::UndoSave); }

private slots:
    void theMessageAfterASaveTakesItBack()
    {
        SaveBench bench;
        bench.openSecret(name);
        QVERIFY(!undoAction(bench)->isEnabled());
        const QByteArray before = bench.stored(name);
        const QString version = bench.currentVersion(name);
        QVERIFY(bench.workspace->staging().stage(setting(u"lwa-auth-scope"_s, "profile")));
        ReviewDialog *review = bench.review();
        QString facts;
        for (const QLabel *label : review->findChild<QWidget *>(u"reviewFacts"_s)->findChildren<QLabel *>())
            facts += label->text() + u'\n';
        QVERIFY2(facts.contains(u"You can undo this for 10 minutes"_s), qPrintable(facts));
        bench.save(review);
        QVERIFY(bench.stored(name) != before);
        QTRY_VERIFY(undoButton(bench)->isVisible());
        QVERIFY(undoAction(bench)->isEnabled());
        undoButton(bench)->click();
        QTRY_COMPARE_WITH_TIMEOUT(sentence(bench), u"Undid the save of amazon-api-access-token."_s, patience);
        QCOMPARE(bench.stored(name), before);
        QCOMPARE(bench.currentVersion(name), version); // the label moved, nothing was written
        QVERIFY(!undoAction(bench)->isEnabled());
        QTRY_COMPARE_WITH_TIMEOUT(bench.workspace->openEntry().content()->versionId, version, patience);
    }

    void entriesThatWereSavedTogetherAreUndoneTogether()
    {
        SaveBench bench;
        const QByteArray before = bench.stored(name);
        const QByteArray secret = bench.parameter(u"/my-erp/lwa/clientsecret"_s).value.bytes().toByteArray();
        bench.openSecret(name);
        QVERIFY(bench.workspace->staging().stage(setting(u"lwa-auth-scope"_s, "profile")));
        bench.open(idOf(Store::ParameterStore, trio));
        QVERIFY(bench.workspace->staging().stage(setting(u"/my-erp/lwa/clientsecret"_s, "amzn1.oa2-cs.v1.new")));
        QVERIFY(bench.workspace->staging().stage(setting(u"/my-erp/refreshToken"_s, "Atzr|new")));
        bench.save(bench.review());
        QTRY_VERIFY(undoAction(bench)->isEnabled());
        undoAction(bench)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(bench.workspace->running().count() == 0, patience);
        QCOMPARE(bench.stored(name), before);
        QCOMPARE(bench.parameter(u"/my-erp/lwa/clientsecret"_s).value.bytes().toByteArray(), secret);
        QCOMPARE(Actions::obstacle(undoAction(bench)), u"There is no save to undo"_s);
    }

    void whatSomebodyWroteSinceStaysAndIsTold()
    {
        SaveBench bench;
        bench.openSecret(name);
        QVERIFY(bench.workspace->staging().stage(setting(u"lwa-auth-scope"_s, "profile")));
        bench.save(bench.review());
        bench.theyPut(name, R"({"theirs":"1"})");
        undoAction(bench)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(sentence(bench).contains(u"changed after your save"_s), patience);
        QCOMPARE(bench.stored(name), QByteArray(R"({"theirs":"1"})"));
        QVERIFY(!undoAction(bench)->isEnabled());
    }

    void withoutAnAnswerItMayBeTriedAgain()
    {
        SaveBench bench;
        bench.openSecret(name);
        const QByteArray before = bench.stored(name);
        QVERIFY(bench.workspace->staging().stage(setting(u"lwa-auth-scope"_s, "profile")));
        bench.save(bench.review());
        bench.wire->cut("secretsmanager.UpdateSecretVersionStage");
        undoAction(bench)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(bench.workspace->running().count() == 0 && undoAction(bench)->isEnabled(), 60'000);
        bench.wire->mend();
        undoAction(bench)->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(bench.stored(name), before, patience);
    }

    void stagedEditsComeFirst()
    {
        SaveBench bench;
        bench.openSecret(name);
        QVERIFY(bench.workspace->staging().stage(setting(u"lwa-auth-scope"_s, "profile")));
        bench.save(bench.review());
        QTRY_VERIFY_WITH_TIMEOUT(!bench.workspace->openEntry().isReading(), patience);
        QVERIFY(bench.workspace->staging().stage(setting(u"lwa-auth-scope"_s, "another")));
        QVERIFY(Actions::obstacle(undoAction(bench)).contains(u"unsaved changes of amazon-api-access-token"_s));
        bench.workspace->staging().discardAll();
        QVERIFY(undoAction(bench)->isEnabled());
    }

    void afterTenMinutesItIsRefusedWithTheReason()
    {
        SaveBench bench;
        LaterClock clock;
        Workspace workspace(*bench.source, clock);
        SaveUndo undo(workspace);
        workspace.open(bench.workspace->place().profile(), u"us-east-1"_s);
        QTRY_VERIFY_WITH_TIMEOUT(workspace.listing().listedAt().isValid(), patience);
        workspace.openEntry().open(idOf(Store::SecretsManager, name));
        QTRY_VERIFY_WITH_TIMEOUT(workspace.openEntry().content(), patience);
        QVERIFY(workspace.staging().stage(setting(u"lwa-auth-scope"_s, "profile")));
        workspace.saves().save(workspace.staging().edits().entries());
        QTRY_VERIFY_WITH_TIMEOUT(!undo.entries().isEmpty(), patience);
        const QByteArray saved = bench.stored(name);
        clock.seconds = 599;
        QCOMPARE(undo.obstacle(), QString());
        clock.seconds = 601;
        QVERIFY(undo.obstacle().contains(u"10 minutes"_s));
        undo.undo();
        QCOMPARE(workspace.running().count(), 0);
        QCOMPARE(bench.stored(name), saved);
        clock.seconds = 0;
        QSignalSpy undone(&undo, &SaveUndo::undone);
        undo.undo();
        QTRY_COMPARE_WITH_TIMEOUT(undone.count(), 1, patience);
        QVERIFY(bench.stored(name) != saved);
    }

    void whereWritingIsLockedItIsUnlockedFirst()
    {
        SaveBench bench(true);
        bench.window->actions().action(Actions::Id::UnlockWriting)->trigger();
        bench.openSecret(name);
        QVERIFY(bench.workspace->staging().stage(setting(u"lwa-auth-scope"_s, "profile")));
        ReviewDialog *review = bench.review();
        QTest::keyClicks(review->findChild<QLineEdit *>(u"confirmField"_s), u"asp-production"_s);
        bench.save(review);
        QTRY_VERIFY(undoAction(bench)->isEnabled());
        bench.workspace->place().lockWriting();
        const QByteArray saved = bench.stored(name);
        undoAction(bench)->trigger();
        QTRY_VERIFY(undoButton(bench)->text().startsWith(u"Unlock"_s));
        QCOMPARE(bench.stored(name), saved);
        undoButton(bench)->click();
        QTRY_COMPARE_WITH_TIMEOUT(sentence(bench), u"Undid the save of amazon-api-access-token."_s, patience);
        QVERIFY(bench.stored(name) != saved);
    }

    //! What the review's checks say of it.
    void aRefusedWriteIsRememberedUntilOneSucceeds()
    {
        SaveBench bench(false, "reader");
        bench.openSecret(name);
        QVERIFY(bench.workspace->staging().stage(setting(u"lwa-auth-scope"_s, "profile")));
        ReviewDialog *review = bench.review();
        auto *check = review->findChild<QWidget *>(u"checkMayWrite"_s);
        QVERIFY(!check->isVisible()); // nobody knows before it was tried
        QTRY_VERIFY_WITH_TIMEOUT(SaveBench::saveButton(review)->isEnabled(), patience);
        SaveBench::saveButton(review)->click();
        QTRY_VERIFY_WITH_TIMEOUT(check->isVisible(), patience);
        QString words;
        for (const QLabel *label : check->findChildren<QLabel *>())
            words += label->text() + u'\n';
        QVERIFY2(words.contains(u"secretsmanager:PutSecretValue"_s) && words.contains(name), qPrintable(words));
        QTRY_VERIFY_WITH_TIMEOUT(SaveBench::saveButton(review)->isEnabled(), patience); // it may be permitted by now
        auto *show = review->findChild<QPushButton *>(u"showPermission"_s);
        QVERIFY(show->isVisible());
        show->click();
        auto *dialog = review->findChild<QDialog *>(u"permissionDialog"_s);
        QVERIFY(dialog && dialog->isVisible());
        const QString statement = dialog->findChild<QPlainTextEdit *>(u"permissionStatement"_s)->toPlainText();
        QVERIFY2(statement.contains(u"\"secretsmanager:PutSecretValue\""_s), qPrintable(statement));
    }
};

} // namespace undo_save_test

KEYTURN_GUI_TEST(undo_save, undo_save_test::UndoSaveTest)
#include "undo_save_test.moc"
