#include "core/secrets/entry_catalog.h"

#include "core/profile/connection.h"
#include "core/profile/static_credentials.h"
#include "tests/support/fake_clock.h"
#include "tests/support/run.h"
#include "tests/support/wire_server.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

class EntryCatalogTest : public QObject {
    Q_OBJECT

    struct Bench {
        WireServer server;
        HttpClient http;
        FakeClock clock;
        std::unique_ptr<Connection> connection;
        QList<QByteArray> secretPages;
        QList<QByteArray> parameterPages; // empty list: access denied

        Bench()
        {
            server.setScript([this](const WireServer::Request &request) {
                const bool isSecrets = request.header("x-amz-target").contains("ListSecrets");
                QList<QByteArray> &pages = isSecrets ? secretPages : parameterPages;
                const QByteArray type("Content-Type: application/x-amz-json-1.1\r\n");
                if (pages.isEmpty())
                    return WireServer::Answer{
                        WireServer::status("400 Bad Request", "{\"__type\":\"AccessDeniedException\"}", type)};
                return WireServer::Answer{WireServer::ok(pages.takeFirst(), type)};
            });
            Profile profile;
            profile.endpoint = server.url();
            connection =
                std::make_unique<Connection>(http, clock, profile, u"us-east-1"_s, StaticCredentials::ofSandbox());
        }
        QList<EntryCatalog::Batch> all()
        {
            EntryCatalog catalog(*connection);
            QList<EntryCatalog::Batch> batches;
            for (;;) {
                std::optional<std::optional<EntryCatalog::Batch>> batch = run(catalog.next());
                if (!batch || !*batch)
                    return batches;
                batches.append(**batch);
            }
        }
    };

    static QStringList names(const EntryCatalog::Batch &batch)
    {
        QStringList names;
        for (const Entry &entry : batch.entries)
            names.append(entry.id.name);
        names.sort();
        return names;
    }

private slots:
    void readsBothStoresSideBySideAndGrowsAGroup()
    {
        Bench bench;
        bench.secretPages = {"{\"SecretList\":[{\"Name\":\"lwa\"}],\"NextToken\":\"t\"}",
                             "{\"SecretList\":[{\"Name\":\"db\"}]}"};
        bench.parameterPages = {"{\"Parameters\":[{\"Name\":\"/e/lwa/clientsecret\"},{\"Name\":\"/e/"
                                "port\"},{\"Name\":\"/f/clientsecret\"}],\"NextToken\":\"t\"}",
                                "{\"Parameters\":[{\"Name\":\"/e/lwa/clientidentifier\"}],\"NextToken\":\"u\"}",
                                "{\"Parameters\":[{\"Name\":\"/e/refreshToken\"}]}"};
        const QList<EntryCatalog::Batch> batches = bench.all();
        QCOMPARE(batches.size(), 4);
        QCOMPARE(names(batches.at(0)), (QStringList{u"/e/port"_s, u"lwa"_s})); // what may yet join a group waits
        QCOMPARE(names(batches.at(1)), (QStringList{u"/e/lwa"_s, u"db"_s}));
        QCOMPARE(batches.at(1).entries.last().parameters.size(), 2);
        QCOMPARE(names(batches.at(2)), QStringList{u"/e/lwa"_s});
        QCOMPARE(batches.at(2).entries.first().parameters.size(), 3);
        QCOMPARE(names(batches.at(3)), QStringList{u"/f/clientsecret"_s});
    }

    void goesOnWithOneStoreWhenTheOtherCannotBeListed()
    {
        Bench bench;
        bench.secretPages = {"{\"SecretList\":[{\"Name\":\"a\"}],\"NextToken\":\"t\"}",
                             "{\"SecretList\":[{\"Name\":\"b\"}]}"};
        const QList<EntryCatalog::Batch> batches = bench.all();
        QCOMPARE(batches.size(), 2);
        QCOMPARE(batches.at(0).errors.size(), 1);
        QCOMPARE(batches.at(0).errors.first().kind, ErrorKind::AccessDenied);
        QCOMPARE(names(batches.at(0)), QStringList{u"a"_s});
        QCOMPARE(names(batches.at(1)), QStringList{u"b"_s});
        QVERIFY(batches.at(1).errors.isEmpty());
    }

    void canBeStoppedAtAnyMoment()
    {
        Bench bench;
        bench.secretPages = {"{\"SecretList\":[{\"Name\":\"a\"}]}"};
        bench.parameterPages = {"{\"Parameters\":[]}"};
        EntryCatalog catalog(*bench.connection);
        {
            TaskScope scope;
            scope.launch(catalog.next(), [](const auto &) { QFAIL("delivered after the scope was gone"); });
        }
        bench.secretPages = {"{\"SecretList\":[{\"Name\":\"b\"}]}"};
        bench.parameterPages = {"{\"Parameters\":[]}"};
        QCOMPARE(names(bench.all().first()), QStringList{u"b"_s}); // and the connection goes on working
    }
};

QTEST_GUILESS_MAIN(EntryCatalogTest)
#include "entry_catalog_test.moc"
