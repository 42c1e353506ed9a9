#include "core/workspace/client_secrets.h"

#include "tests/support/memory_keychain.h"
#include "tests/support/test_main.h"
#include "tests/support/workspace_bench.h"

#include <QDirIterator>
#include <QTemporaryDir>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace client_secrets_test {

namespace {

const QString first = u"skill/lwa"_s;
const QString second = u"skill/copy"_s;
const QByteArray oldSecret("old-client-secret-0123456789");
const QByteArray newSecret("new-client-secret-9876543210");

struct Bench : WorkspaceBench {
    QTemporaryDir home;
    MemoryKeychain keychain;
    ClientSecrets &secrets = workspace.clientSecrets();

    Bench()
    {
        put(first, QByteArray(lwa).replace("\"s1\"", '"' + oldSecret + '"'));
        put(second, "{\"x\": 1.0, \"password\":\"" + oldSecret + "\"}");
        workspace.refreshes().keepJournal({home.filePath(u"ops"_s), home.path(), &keychain});
        keep();
    }
    void keep() { secrets.keepRecord(ClientSecretRecord(home.filePath(u"client-secrets"_s), &keychain)); }
    void begin()
    {
        const Entry entry = *workspace.listing().entry(id(first));
        secrets.begin(entry, SecretString(QByteArrayView(newSecret)), {u"the night job"_s});
    }
    //! Staged on both.
    bool test()
    {
        QSignalSpy staged(&secrets, &ClientSecrets::staged);
        begin();
        return QTest::qWaitFor([&] { return !staged.isEmpty(); });
    }
    bool save(const QList<EntryId> &ids)
    {
        workspace.saves().save(ids);
        return QTest::qWaitFor([&] { return workspace.running().count() == 0; });
    }
    ClientSecretChange change() { return secrets.change(id(first)).value_or(ClientSecretChange()); }
};

} // namespace

class ClientSecretsTest : public QObject {
    Q_OBJECT

    using State = ClientSecretChange::State;

private slots:
    void whatTheProviderAcceptsIsStagedOnEveryCopyAndSavedLikeAnyEdit()
    {
        Bench bench;
        QVERIFY(bench.enter() && bench.test());
        QCOMPARE(bench.aws.calls().count(u"token"_s), 1);
        QVERIFY(bench.current(second).contains(oldSecret)); // nothing is written before somebody has looked
        QVERIFY(bench.workspace.staging().edits().item(bench.id(first)));
        QVERIFY(bench.workspace.staging().edits().item(bench.id(second)));
        QVERIFY(!bench.workspace.staging().edits().item(bench.id(u"skill/plain"_s)));
        QCOMPARE(bench.change().state, State::Writing);
        QVERIFY(bench.save({bench.id(first), bench.id(second)}));
        QCOMPARE(bench.current(second), "{\"x\": 1.0, \"password\":\"" + newSecret + "\"}");
        QVERIFY(bench.current(first).contains(newSecret));
        QTRY_COMPARE(bench.change().state, State::Grace);
        QCOMPARE(bench.change().graceUntil, bench.clock.now.addDays(7));
    }

    void whatTheProviderRefusesIsStagedNowhere()
    {
        Bench bench;
        bench.aws.tokenAnswer = R"({"error":"invalid_client"})";
        QVERIFY(bench.enter());
        QSignalSpy failed(&bench.secrets, &ClientSecrets::failed);
        bench.begin();
        QTRY_COMPARE(failed.count(), 1);
        QVERIFY(bench.workspace.staging().edits().isEmpty());
        QVERIFY(!bench.secrets.change(bench.id(first)));
        QVERIFY(bench.keychain.items.isEmpty());
        QVERIFY(!bench.secrets.isRunning());
    }

    void whatStoppedHalfWayIsToldAndStagedAgainByTheNextRun()
    {
        Bench bench;
        QVERIFY(bench.enter() && bench.test());
        QVERIFY(bench.save({bench.id(first)}));
        QTRY_COMPARE(bench.change().written(), 1);
        QCOMPARE(bench.change().state, State::Writing);
        bench.workspace.staging().discardAll(); // as an end of the program does
        bench.keep();
        QSignalSpy staged(&bench.secrets, &ClientSecrets::staged);
        bench.secrets.goOn(bench.id(first));
        QTRY_COMPARE(staged.count(), 1);
        QCOMPARE(bench.aws.calls().count(u"token"_s), 1); // it was accepted already
        QVERIFY(!bench.workspace.staging().edits().item(bench.id(first)));
        QVERIFY(bench.save({bench.id(second)}));
        QTRY_COMPARE(bench.change().state, State::Grace);
        QVERIFY(bench.current(second).contains(newSecret));
    }

    void aCopyThatSomebodyChangedIsLeftAlone()
    {
        Bench bench;
        QVERIFY(bench.enter() && bench.test());
        bench.workspace.staging().discardAll();
        bench.secret(second).versions.insert(u"theirs"_s, "{\"password\":\"of somebody else\"}");
        bench.secret(second).current = u"theirs"_s;
        QSignalSpy staged(&bench.secrets, &ClientSecrets::staged);
        bench.secrets.goOn(bench.id(first));
        QTRY_COMPARE(staged.count(), 1);
        QVERIFY(!bench.workspace.staging().edits().item(bench.id(second)));
        QCOMPARE(bench.change().copies.at(1).problem, u"changed-elsewhere"_s);
    }

    void consumersAreTickedOffAndTheEndLeavesNothing()
    {
        Bench bench;
        QVERIFY(bench.enter() && bench.test());
        bench.secrets.tick(bench.id(first), 0, true);
        QVERIFY(bench.change().consumers.constFirst().isDone);
        bench.secrets.forget(bench.id(first));
        QTRY_VERIFY(!bench.secrets.change(bench.id(first)));
        QVERIFY(bench.keychain.items.isEmpty());
    }

    void noFileHoldsASecret()
    {
        Bench bench;
        QVERIFY(bench.enter() && bench.test());
        QDirIterator files(bench.home.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        int count = 0;
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray text = file.readAll();
            QVERIFY2(!text.contains(oldSecret) && !text.contains(newSecret), qPrintable(file.fileName()));
            QVERIFY(!text.contains(oldSecret.toBase64().left(20)) && !text.contains(newSecret.toBase64().left(20)));
            ++count;
        }
        QVERIFY(count > 0);
    }

    void withoutAKeychainNothingIsSent()
    {
        Bench bench;
        bench.secrets.keepRecord(ClientSecretRecord(bench.home.filePath(u"client-secrets"_s), nullptr));
        QVERIFY(bench.enter());
        QSignalSpy failed(&bench.secrets, &ClientSecrets::failed);
        bench.begin();
        QTRY_COMPARE(failed.count(), 1);
        QCOMPARE(bench.aws.calls().count(u"token"_s), 0);
    }
};

} // namespace client_secrets_test

KEYTURN_TEST(client_secrets, client_secrets_test::ClientSecretsTest)
#include "client_secrets_test.moc"
