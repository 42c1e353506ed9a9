#include "core/read/entry_catalog.h"

#include "core/connection/connection.h"
#include "core/credentials/static_credentials.h"
#include "tests/support/fake_clock.h"
#include "tests/support/run.h"
#include "tests/support/test_main.h"
#include "tests/support/wire_server.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace entry_catalog_test {

class EntryCatalogTest : public QObject {
    Q_OBJECT

    struct Bench {
        WireServer server;
        HttpClient http;
        FakeClock clock;
        std::unique_ptr<Connection> connection;
        QList<QByteArray> secretPages;
        bool silentParameters = false;
        QList<QByteArray> parameterPages; // empty list: access denied

        Bench()
        {
            server.setScript([this](const WireServer::Request &request) {
                const bool isSecrets = request.header("x-amz-target").contains("ListSecrets");
                if (!isSecrets && silentParameters)
                    return WireServer::Answer{};
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
        bench.secretPages = {"{\"SecretList\":[{\"Name\":\"lwa\",\"ARN\":\"arn:lwa\"}],\"NextToken\":\"t\"}",
                             "{\"SecretList\":[{\"Name\":\"db\",\"ARN\":\"arn:db\"}]}"};
        bench.parameterPages = {"{\"Parameters\":[{\"Name\":\"/e/lwa/clientsecret\"},{\"Name\":\"/e/"
                                "port\"},{\"Name\":\"/f/clientsecret\"}],\"NextToken\":\"t\"}",
                                "{\"Parameters\":[{\"Name\":\"/e/lwa/clientidentifier\"}],\"NextToken\":\"u\"}",
                                "{\"Parameters\":[{\"Name\":\"/e/refreshToken\"}]}"};
        QMap<QString, qsizetype> members;
        QList<qsizetype> growth;
        QStringList order;
        for (const EntryCatalog::Batch &batch : bench.all()) {
            QVERIFY(batch.errors.isEmpty());
            for (const Entry &entry : batch.entries) {
                members[entry.id.name] = entry.parameters.size();
                order.append(entry.id.name);
                if (entry.id.name == u"/e/lwa")
                    growth.append(entry.parameters.size());
            }
        }
        const QMap<QString, qsizetype> expected{
            {u"lwa"_s, 0}, {u"db"_s, 0}, {u"/e/port"_s, 1}, {u"/e/lwa"_s, 3}, {u"/f/clientsecret"_s, 1}};
        QCOMPARE(members, expected);
        QCOMPARE(growth, (QList<qsizetype>{2, 3}));
        QVERIFY(order.indexOf(u"/e/port"_s) < order.indexOf(u"/f/clientsecret"_s)); // what may yet join a group waits
    }

    void showsTheFirstPageBeforeTheRestIsRead()
    {
        Bench bench;
        for (int i = 0; i < 50; ++i)
            bench.secretPages.append(
                QByteArray("{\"SecretList\":[{\"Name\":\"s%\",\"ARN\":\"arn:s%\"}]").replace('%', QByteArray::number(i))
                + (i < 49 ? ",\"NextToken\":\"t" + QByteArray::number(i) + "\"}" : QByteArray("}")));
        bench.parameterPages = {"{\"Parameters\":[]}"};
        EntryCatalog catalog(*bench.connection);
        const std::optional<std::optional<EntryCatalog::Batch>> first = run(catalog.next());
        QVERIFY(first && *first);
        QVERIFY(names(**first).contains(u"s0"_s));
        QVERIFY2(bench.server.requests().size() < 10, "the first rows came too late");
    }

    void aSlowStoreDoesNotHoldTheOtherBack()
    {
        Bench bench;
        bench.silentParameters = true;
        bench.secretPages = {"{\"SecretList\":[{\"Name\":\"a\",\"ARN\":\"arn:a\"}],\"NextToken\":\"t\"}",
                             "{\"SecretList\":[{\"Name\":\"b\",\"ARN\":\"arn:b\"}]}"};
        EntryCatalog catalog(*bench.connection);
        QStringList found;
        while (found.size() < 2) {
            const std::optional<std::optional<EntryCatalog::Batch>> batch = run(catalog.next());
            QVERIFY(batch && *batch);
            found.append(names(**batch));
        }
        QCOMPARE(found, (QStringList{u"a"_s, u"b"_s}));
    }

    void goesOnWithOneStoreWhenTheOtherCannotBeListed()
    {
        Bench bench;
        bench.secretPages = {"{\"SecretList\":[{\"Name\":\"a\",\"ARN\":\"arn:a\"}],\"NextToken\":\"t\"}",
                             "{\"SecretList\":[{\"Name\":\"b\",\"ARN\":\"arn:b\"}]}"};
        QStringList found;
        QList<Error> errors;
        for (const EntryCatalog::Batch &batch : bench.all()) {
            found.append(names(batch));
            errors.append(batch.errors);
        }
        QCOMPARE(found, (QStringList{u"a"_s, u"b"_s}));
        QCOMPARE(errors.size(), 1);
        QCOMPARE(errors.first().kind, ErrorKind::AccessDenied);
    }

    void canBeStoppedAtAnyMoment()
    {
        Bench bench;
        bench.secretPages = {"{\"SecretList\":[{\"Name\":\"a\",\"ARN\":\"arn:a\"}]}"};
        bench.parameterPages = {"{\"Parameters\":[]}"};
        {
            EntryCatalog catalog(*bench.connection);
            TaskScope scope;
            scope.launch(catalog.next(), [](const auto &) { QFAIL("delivered after the scope was gone"); });
        }
        bench.secretPages = {"{\"SecretList\":[{\"Name\":\"b\",\"ARN\":\"arn:b\"}]}"};
        bench.parameterPages = {"{\"Parameters\":[]}"};
        QCOMPARE(names(bench.all().first()), QStringList{u"b"_s}); // and the connection goes on working
    }
};

} // namespace entry_catalog_test

KEYTURN_TEST(entry_catalog, entry_catalog_test::EntryCatalogTest)
#include "entry_catalog_test.moc"
