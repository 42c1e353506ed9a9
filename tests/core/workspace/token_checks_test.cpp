#include "core/workspace/token_checks.h"

#include "tests/support/test_main.h"
#include "tests/support/workspace_bench.h"

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace token_checks_test {

namespace {

const QString skill = u"skill/lwa"_s;

struct Bench : WorkspaceBench {
    TokenChecks &checks = workspace.tokenChecks();
    bool isSlow = false;

    Bench()
    {
        aws.probeAnswer = [this](const WireServer::Request &) {
            return isSlow ? WireServer::Answer{WireServer::status("401 Unauthorized", "{}")}
                          : WireServer::Answer{WireServer::ok("{}", "Content-Type: application/json\r\n")};
        };
    }
    void start() { checks.start(*workspace.listing().entry(id(skill))); }
    QList<VersionCheck> found() { return checks.checks(id(skill)); }
    bool isRunning() { return checks.isRunning(id(skill)); }
};

} // namespace

class TokenChecksTest : public QObject {
    Q_OBJECT

private slots:
    void tellsOfEachVersionAndWritesNothing()
    {
        Bench bench;
        QVERIFY(bench.enter());
        bench.start();
        QVERIFY(bench.isRunning());
        QTRY_VERIFY(!bench.isRunning());
        QCOMPARE(bench.found().size(), 1);
        QCOMPARE(bench.found().constFirst().answer->kind, ProbeAnswer::Kind::Works);
        QVERIFY(!bench.aws.calls().contains(u"PutSecretValue"_s));
        QVERIFY(!bench.aws.calls().contains(u"token"_s));
    }

    void aSlowProviderIsAskedAgainBehindARefreshUntilItIsCalledOff()
    {
        Bench bench;
        QVERIFY(bench.enter());
        bench.workspace.refreshes().refresh(bench.id(skill));
        QTRY_COMPARE(bench.workspace.running().count(), 0);
        bench.isSlow = true;
        bench.start();
        QTRY_VERIFY(!bench.found().isEmpty() && bench.found().constFirst().propagatingSince.isValid());
        QVERIFY(bench.isRunning());
        bench.checks.cancel();
        QVERIFY(!bench.isRunning());
    }

    void aTokenThatIsNotFreshIsAskedAboutOnce()
    {
        Bench bench;
        bench.isSlow = true;
        QVERIFY(bench.enter());
        bench.start();
        QTRY_VERIFY(!bench.isRunning());
        QCOMPARE(bench.found().constFirst().answer->kind, ProbeAnswer::Kind::Refused);
        QCOMPARE(bench.aws.calls().count(u"probe"_s), 1);
    }

    void whatWasFoundIsForgottenWithThePlaceAndWithAnotherToken()
    {
        Bench bench;
        QVERIFY(bench.enter());
        bench.start();
        QTRY_VERIFY(!bench.isRunning());
        bench.workspace.refreshes().refresh(bench.id(skill));
        QTRY_VERIFY(bench.found().isEmpty());
        QTRY_COMPARE(bench.workspace.running().count(), 0);
        bench.start();
        const EntryId id = bench.id(skill);
        bench.workspace.place().close();
        QVERIFY(!bench.checks.isRunning(id));
        QVERIFY(bench.checks.checks(id).isEmpty());
    }
};

} // namespace token_checks_test

KEYTURN_TEST(token_checks, token_checks_test::TokenChecksTest)
#include "token_checks_test.moc"
