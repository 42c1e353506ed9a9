#include "app/sandbox/sandbox_server.h"

#include "core/connection/connection.h"
#include "core/credentials/static_credentials.h"
#include "core/due/due_rules.h"
#include "core/entry/entries.h"
#include "core/read/entry_catalog.h"
#include "core/read/entry_store.h"
#include "core/rotation/token_refresher.h"
#include "core/save/entry_save.h"
#include "tests/support/memory_keychain.h"
#include "tests/support/run.h"
#include "tests/support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace rehearsal_test {

//! The whole way from the list to a refreshed token, against the sandbox.
class RehearsalTest : public QObject {
    Q_OBJECT

    struct Bench {
        SandboxServer sandbox;
        HttpClient http;
        SystemClock clock;
        std::unique_ptr<Connection> connection;
        QTemporaryDir folder;
        MemoryKeychain keychain;
        const RefreshJournal journal{folder.filePath(u"ops"_s), folder.path(), &keychain};

        Bench()
        {
            if (const Result<> started = sandbox.start({}); !started)
                qFatal("%s", qPrintable(started.error().detail));
            Profile profile;
            profile.kind = ProfileKind::Sandbox;
            profile.endpoint = sandbox.url();
            connection =
                std::make_unique<Connection>(http, clock, profile, u"us-east-1"_s, StaticCredentials::ofSandbox());
        }
        QMap<QString, Entry> list()
        {
            QMap<QString, Entry> entries;
            EntryCatalog catalog(*connection);
            for (;;) {
                std::optional<std::optional<EntryCatalog::Batch>> batch = run(catalog.next());
                if (!batch || !*batch)
                    return entries;
                for (const Entry &entry : (*batch)->entries)
                    entries.insert(entry.id.name, entry);
            }
        }
        EntryContent open(const QString &name)
        {
            const EntryStore store(*connection);
            std::optional<Result<Entry>> entry = run(store.find(name));
            if (!entry || !*entry)
                qFatal("cannot find %s", qPrintable(name));
            std::optional<Result<EntryContent>> content = run(store.open(**entry));
            if (!content || !*content)
                qFatal("cannot open %s", qPrintable(name));
            return **content;
        }
        Result<SaveReceipt> save(const EntryContent &content, const QString &key, QByteArrayView value)
        {
            const EntrySave save(*connection);
            const QList<FieldEdit> edits{{FieldEdit::Kind::Set, key, SecretString(value)}};
            return *run(save.values(content, edits, newVersionId()));
        }
        Result<RefreshReceipt> refresh(const QString &name)
        {
            TokenRefresher refresher(*connection, journal);
            const Entry entry = open(name).entry;
            return *run(refresher.refresh(entry));
        }
    };

    static QByteArray textOf(const EntryContent &content) { return content.document.text().bytes().toByteArray(); }

private slots:
    void listsTheFiveLayoutsWithTheirDates()
    {
        Bench bench;
        const QMap<QString, Entry> entries = bench.list();
        QVERIFY(entries.contains(u"amazon-api-access-token"_s));
        QCOMPARE(kindLabel(entries[u"lwa-oauth"_s].kind), u"LWA"_s);
        const Entry group = entries[u"/my-erp/lwa"_s];
        QCOMPARE(group.kind, CredentialKind::SpApi);
        QCOMPARE(group.parameters.size(), 3);
        QVERIFY(!entries.contains(u"/my-erp/lwa/clientsecret"_s));
        const ParameterMetadata clientSecret = group.parameters.at(1);
        QCOMPARE(group.due.first().reason, DueReason::NoChangeNotification);
        QCOMPARE(group.due.first().dueAt, clientSecret.lastModifiedAt.addDays(150));
        QCOMPARE(dueState(group.due.first(), bench.clock.utcNow()), DueState::Overdue);
    }

    void refreshChangesTheAccessTokenAndNoOtherByte()
    {
        Bench bench;
        const QString name = u"amazon-api-access-token"_s;
        const EntryContent before = bench.open(name);
        const Result<RefreshReceipt> receipt = bench.refresh(name);
        QVERIFY2(receipt.has_value(), receipt ? "" : qPrintable(receipt.error().detail));
        QVERIFY(receipt->writtenBack);
        QVERIFY(receipt->expiresAt > bench.clock.utcNow());

        const EntryContent after = bench.open(name);
        QCOMPARE(after.versionId, receipt->versionId);
        const QByteArray oldToken = before.field(u"api-access-token"_s)->value.bytes().toByteArray();
        const QByteArray newToken = after.field(u"api-access-token"_s)->value.bytes().toByteArray();
        QVERIFY(oldToken != newToken);
        QCOMPARE(textOf(after), textOf(before).replace(oldToken, newToken));
        const auto previous = run(bench.connection->secretsManager().getSecretValue(name, {}, u"AWSPREVIOUS"_s));
        QCOMPARE((*previous)->versionId, before.versionId);
        QVERIFY((*previous)->value == before.document.text());
    }

    void onlyTestsWhatStoresNoAccessToken_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("LWA, five keys") << u"lwa-oauth"_s;
        QTest::newRow("SP-API") << u"/my-erp/lwa"_s;
    }
    void onlyTestsWhatStoresNoAccessToken()
    {
        QFETCH(QString, name);
        Bench bench;
        const EntryContent before = bench.open(name);
        const Result<RefreshReceipt> receipt = bench.refresh(name);
        QVERIFY2(receipt.has_value(), receipt ? "" : qPrintable(receipt.error().detail));
        QVERIFY(!receipt->writtenBack);
        const EntryContent after = bench.open(name);
        QCOMPARE(after.versionId, before.versionId);
        QCOMPARE(after.entry.versionCount, before.entry.versionCount);
    }

    void asksNobodyForTokensThatARotationOrAnotherProgramLooksAfter()
    {
        Bench bench;
        QCOMPARE(bench.refresh(u"upwork/prod/upwork-oauth"_s).error().code, u"no-client-id"_s); // it stands elsewhere
        QCOMPARE(bench.refresh(u"contact-center/prod/genesys-oauth"_s).error().code, u"rotation-pending"_s);
    }

    void aWrongClientSecretIsRefusedAndChangesNothing()
    {
        Bench bench;
        const QString name = u"amazon-api-access-token"_s;
        QVERIFY(bench.save(bench.open(name), u"lwa-client-secret"_s, "wrong"));
        const EntryContent before = bench.open(name);
        const Result<RefreshReceipt> receipt = bench.refresh(name);
        QCOMPARE(receipt.error().kind, ErrorKind::Auth);
        QCOMPARE(receipt.error().code, u"invalid_client"_s);
        QCOMPARE(bench.open(name).versionId, before.versionId);
    }

    void theSecondOfTwoEditorsSeesTheConflict()
    {
        Bench bench;
        const QString name = u"lwa-oauth"_s;
        const EntryContent first = bench.open(name);
        const EntryContent second = bench.open(name);
        QVERIFY(bench.save(first, u"lwa-auth-scope"_s, "theirs"));
        QCOMPARE(bench.save(second, u"lwa-auth-scope"_s, "mine").error().kind, ErrorKind::Conflict);
        QCOMPARE(bench.open(name).field(u"lwa-auth-scope"_s)->value.reveal(), u"theirs"_s);
    }

    void aNewClientSecretRestartsItsClockAndKeepsEverythingElse()
    {
        Bench bench;
        const EntryContent group = bench.open(u"/my-erp/lwa"_s);
        const QString name = u"/my-erp/lwa/clientsecret"_s;
        const ParameterMetadata before = group.entry.parameters.at(1);
        const Result<SaveReceipt> receipt = bench.save(group, name, "amzn1.oa2-cs.v1.new");
        QVERIFY2(receipt.has_value(), receipt ? "" : qPrintable(receipt.error().detail));
        QCOMPARE(receipt->versions.value(name), before.version + 1);

        const ParameterMetadata after = bench.list()[u"/my-erp/lwa"_s].parameters.at(1);
        QCOMPARE(after.version, before.version + 1);
        QCOMPARE(after.keyId, before.keyId);
        QCOMPARE(after.tier, before.tier);
        QCOMPARE(after.type, before.type);
        QCOMPARE(after.description, before.description);
        QCOMPARE(after.policies.size(), 1);
        const QList<DueDate> due = dueDatesOf(after, KeyRole::ClientSecret);
        QVERIFY(daysUntil(due.first().dueAt, bench.clock.utcNow()) >= 149);
    }

    void aNewClientSecretInASecretIsDated()
    {
        Bench bench;
        const QString name = u"amazon-api-access-token"_s;
        const Result<SaveReceipt> receipt = bench.save(bench.open(name), u"lwa-client-secret"_s, "amzn1.oa2-cs.v1.new");
        QVERIFY(receipt.has_value());
        QVERIFY(!receipt->tagError);
        const QList<DueDate> due = bench.list()[name].due;
        QCOMPARE(due.first().reason, DueReason::ClientSecretAge);
        QVERIFY(daysUntil(due.first().dueAt, bench.clock.utcNow()) >= 179);
    }

    void doesNotRefreshWhatIsMarkedForDeletion()
    {
        Bench bench;
        const Entry deleted = bench.list()[u"old-skill/dev/lwa-oauth"_s];
        QVERIFY(deleted.deletedAt.isValid());
        TokenRefresher refresher(*bench.connection, bench.journal);
        QCOMPARE(run(refresher.refresh(deleted))->error().code, u"deleted"_s);
    }
};

} // namespace rehearsal_test

KEYTURN_TEST(rehearsal, rehearsal_test::RehearsalTest)
#include "rehearsal_test.moc"
