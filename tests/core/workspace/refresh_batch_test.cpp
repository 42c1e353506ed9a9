#include "core/workspace/refresh_batch.h"

#include "tests/support/test_main.h"
#include "tests/support/workspace_bench.h"

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace refresh_batch_test {

namespace {

using State = RefreshBatch::State;

const QByteArray half = R"({"client_id":"me","refresh_token":"r1","token_url":"https://id.example.com/t"})";
const QByteArray elsewhere =
    R"({"client_id":"me","client_secret":"s","refresh_token":"r","token_url":"https://id.example.com/t"})";

} // namespace

class RefreshBatchTest : public QObject {
    Q_OBJECT

    static bool ready(const RefreshBatch &batch)
    {
        return QTest::qWaitFor([&batch] { return !batch.isReading(); });
    }
    static const RefreshBatch::Item &item(const RefreshBatch &batch, const QString &name)
    {
        for (const RefreshBatch::Item &each : batch.items()) {
            if (each.entry.id.name == name)
                return each;
        }
        qFatal("no such item");
    }

private slots:
    void thePlanTellsWhatWillBeRefreshedAndWhyTheOthersWillNot()
    {
        WorkspaceBench bench;
        bench.put(u"crm/half"_s, half);
        bench.put(u"crm/else"_s, elsewhere);
        QVERIFY(bench.enter());
        RefreshBatch batch(bench.workspace, {bench.id(u"skill/lwa"_s), bench.id(u"skill/plain"_s),
                                             bench.id(u"crm/half"_s), bench.id(u"crm/else"_s)});
        QVERIFY(ready(batch));
        QCOMPARE(item(batch, u"skill/lwa"_s).state, State::Ready);
        QVERIFY(!item(batch, u"skill/lwa"_s).provider.isEmpty());
        QCOMPARE(item(batch, u"skill/plain"_s).obstacle, Refusal::NoRefreshToken);
        QCOMPARE(item(batch, u"crm/half"_s).missing, QList<KeyRole>{KeyRole::ClientSecret});
        QCOMPARE(item(batch, u"crm/else"_s).obstacle, Refusal::TokenUrlConsent);
        QCOMPARE(item(batch, u"crm/else"_s).host, u"id.example.com"_s);
        QCOMPARE(batch.startable(), 1);
        QCOMPARE(bench.aws.calls().count(u"token"_s), 0);
    }

    void eachIsRefreshedOnceAndHasAResultOfItsOwn()
    {
        WorkspaceBench bench;
        bench.put(u"skill/two"_s, WorkspaceBench::lwa);
        QVERIFY(bench.enter());
        RefreshBatch batch(bench.workspace, {bench.id(u"skill/lwa"_s), bench.id(u"skill/two"_s)});
        QVERIFY(ready(batch));
        QSignalSpy ended(&batch, &RefreshBatch::ended);
        batch.start();
        QTRY_COMPARE(ended.count(), 1);
        QCOMPARE(batch.count(State::Done), 2);
        QCOMPARE(bench.aws.calls().count(u"token"_s), 2);
        QVERIFY(bench.current(u"skill/two"_s).contains("Atza|new"));
        QVERIFY(item(batch, u"skill/two"_s).receipt.accessToken.isEmpty()); // nobody needs it any more
        batch.start();
        QCOMPARE(bench.aws.calls().count(u"token"_s), 2);
    }

    void noMoreOfOneProviderRunAtOnceThanItLikes()
    {
        WorkspaceBench bench;
        QList<EntryId> ids;
        for (int i = 0; i < 12; ++i)
            bench.put(u"many/%1"_s.arg(i), WorkspaceBench::lwa);
        QVERIFY(bench.enter());
        for (int i = 0; i < 12; ++i)
            ids.append(bench.id(u"many/%1"_s.arg(i)));
        RefreshBatch batch(bench.workspace, ids);
        QVERIFY(ready(batch));
        int most = 0;
        connect(&batch, &RefreshBatch::itemChanged, this, [&] { most = std::max(most, batch.count(State::Running)); });
        QSignalSpy ended(&batch, &RefreshBatch::ended);
        batch.start();
        QTRY_COMPARE(ended.count(), 1);
        QCOMPARE(batch.count(State::Done), 12);
        const Provider *provider = providerOfLayout(CredentialKind::LwaSkill);
        QVERIFY(provider && most == std::min(8, provider->atOnce));
    }

    void stoppingEndsNothingThatHasBegunAndBeginsNoMore()
    {
        WorkspaceBench bench;
        QList<EntryId> ids;
        for (int i = 0; i < 12; ++i)
            bench.put(u"many/%1"_s.arg(i), WorkspaceBench::lwa);
        QVERIFY(bench.enter());
        for (int i = 0; i < 12; ++i)
            ids.append(bench.id(u"many/%1"_s.arg(i)));
        RefreshBatch batch(bench.workspace, ids);
        QVERIFY(ready(batch));
        QSignalSpy ended(&batch, &RefreshBatch::ended);
        batch.start();
        const int begun = batch.count(State::Running);
        QVERIFY(begun > 0 && begun < 12);
        batch.stop();
        QTRY_COMPARE(ended.count(), 1);
        QCOMPARE(batch.count(State::Done), begun);
        QCOMPARE(batch.count(State::Ready), 12 - begun);
        QCOMPARE(bench.aws.calls().count(u"token"_s), begun);
        QCOMPARE(bench.workspace.running().count(), 0);
    }

    void whatHasUnsavedChangesIsLeftAlone()
    {
        WorkspaceBench bench;
        QVERIFY(bench.enter() && bench.open(u"skill/lwa"_s));
        QVERIFY(bench.stage(u"lwa-client-secret"_s, u"other"_s));
        RefreshBatch batch(bench.workspace, {bench.id(u"skill/lwa"_s)});
        QVERIFY(ready(batch));
        QCOMPARE(item(batch, u"skill/lwa"_s).obstacle, Refusal::Unsaved);
        batch.start();
        QVERIFY(!batch.isRunning());
        QCOMPARE(bench.aws.calls().count(u"token"_s), 0);
    }
};

} // namespace refresh_batch_test

KEYTURN_TEST(refresh_batch, refresh_batch_test::RefreshBatchTest)
#include "refresh_batch_test.moc"
