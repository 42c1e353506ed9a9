#include "core/save/parameter_save.h"

#include "core/connection/connection.h"
#include "core/credentials/static_credentials.h"
#include "core/read/entry_store.h"
#include "tests/support/fake_clock.h"
#include "tests/support/run.h"
#include "tests/support/scripted_aws.h"
#include "tests/support/test_main.h"

#include <QJsonArray>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace parameter_save_test {

using Fault = ScriptedAws::Fault;

namespace {

const QString put = u"PutParameter"_s;
const QString identifierName = u"/my-erp/lwa/clientidentifier"_s;
const QString secretName = u"/my-erp/lwa/clientsecret"_s;
const QString tokenName = u"/my-erp/refreshToken"_s;
const QJsonObject trio{{"Type", "SecureString"}, {"KeyId", "alias/ours"},  {"Tier", "Advanced"},
                       {"DataType", "text"},     {"Description", "about"}, {"AllowedPattern", ".*"}};

Task<std::monostate> noWait(std::chrono::milliseconds)
{
    co_return std::monostate();
}

FieldEdit set(const QString &key, QByteArrayView value)
{
    return FieldEdit{FieldEdit::Kind::Set, key, SecretString(value)};
}

} // namespace

class ParameterSaveTest : public QObject {
    Q_OBJECT

    struct Bench {
        ScriptedAws aws;
        HttpClient http;
        FakeClock clock;
        std::unique_ptr<CredentialProvider> credentials = StaticCredentials::ofSandbox();
        AwsTransport transport{http, *credentials, clock, u"us-east-1"_s, aws.url(), {[] { return 0.0; }, noWait}};
        ParameterStoreClient client{transport};
        ParameterSave store{client};
        EntryContent group;

        Bench()
        {
            aws.parameters.insert(identifierName, {"amzn1.id", 4, trio});
            aws.parameters.insert(secretName, {"secret-1", 7, trio});
            aws.parameters.insert(tokenName, {"Atzr|1", 2, trio});
            Profile profile;
            profile.endpoint = aws.url();
            Connection connection(http, clock, profile, u"us-east-1"_s, StaticCredentials::ofSandbox());
            const EntryStore entries(connection);
            std::optional<Result<Entry>> found = run(entries.find(u"/my-erp/lwa"_s));
            if (!found || !*found)
                qFatal("cannot find the group");
            std::optional<Result<EntryContent>> content = run(entries.open(**found));
            if (!content || !*content)
                qFatal("cannot open the group");
            group = **content;
            aws.forgetCalls();
        }
        Result<SaveReceipt> save(const QList<FieldEdit> &edits) { return value(run(store.run(group, edits), 30'000)); }
        static Result<SaveReceipt> value(const std::optional<Result<SaveReceipt>> &receipt)
        {
            return receipt ? *receipt : Result<SaveReceipt>(Error{ErrorKind::Timeout, u"test"_s, {}});
        }
        //! At the nth PutParameter, before it is done.
        void atPut(int nth, const std::function<void()> &act)
        {
            puts = 0;
            aws.onCall = [this, nth, act](const QString &operation) {
                if (operation == put && ++puts == nth)
                    act();
            };
        }
        QByteArrayList values() const
        {
            return {aws.parameters[identifierName].value, aws.parameters[secretName].value,
                    aws.parameters[tokenName].value};
        }
        int puts = 0;
    };
    const QByteArrayList m_old{"amzn1.id", "secret-1", "Atzr|1"};
    const QByteArrayList m_new{"amzn1.id2", "secret-2", "Atzr|2"};
    const QList<FieldEdit> m_edits{set(tokenName, "Atzr|2"), set(secretName, "secret-2"),
                                   set(identifierName, "amzn1.id2")};

private slots:
    void putsTheirValueBackWhenSomebodyWroteJustBefore()
    {
        Bench bench;
        QJsonObject theirs = trio;
        theirs.insert("Description"_L1, "changed by them");
        theirs.insert("KeyId"_L1, "alias/theirs");
        bench.atPut(1, [&] { bench.aws.putParameter(secretName, "theirs", theirs); });
        const Result<SaveReceipt> receipt = bench.save({set(secretName, "mine")});
        QCOMPARE(receipt.error().code, u"changed-elsewhere"_s);
        QVERIFY2(receipt.error().detail.contains(u"version 8"_s), qPrintable(receipt.error().detail));
        const ScriptedAws::Parameter now = bench.aws.parameters.value(secretName);
        QCOMPARE(now.version, 10);
        QCOMPARE(now.value, QByteArray("theirs"));
        QCOMPARE(now.metadata, theirs);
        QCOMPARE(now.past.value(9).first, QByteArray("mine")); // not gone either
    }

    void putsTheNewestOfTheirsBackWhenTheyGoOn()
    {
        Bench bench;
        bench.aws.onCall = [&](const QString &operation) {
            if (operation == put && ++bench.puts <= 3)
                bench.aws.putParameter(secretName, "theirs " + QByteArray::number(bench.puts), trio);
        };
        const Result<SaveReceipt> receipt = bench.save({set(secretName, "mine")});
        QCOMPARE(receipt.error().kind, ErrorKind::Conflict);
        QCOMPARE(bench.aws.parameters.value(secretName).value, QByteArray("theirs 3"));
    }

    void leavesWhatSomebodyWroteAfterwards()
    {
        Bench bench;
        bench.aws.onCall = [&](const QString &operation) {
            if (operation == put)
                bench.aws.putParameter(secretName, "theirs", trio);
            if (operation == u"GetParameterHistory"_s)
                bench.aws.putParameter(secretName, "the next", trio);
        };
        QCOMPARE(bench.save({set(secretName, "mine")}).error().kind, ErrorKind::Conflict);
        QCOMPARE(bench.aws.parameters.value(secretName).value, QByteArray("the next"));
        QCOMPARE(bench.aws.calls().count(put), 1);
    }

    void remembersThatTheirsLiesUnderOursUntilItIsBack()
    {
        Bench bench;
        bench.aws.onCall = [&](const QString &operation) {
            if (operation == put && ++bench.puts == 1)
                bench.aws.putParameter(secretName, "theirs", trio);
            if (operation == put && bench.puts == 2)
                bench.aws.fail(put, Fault::Denied, 0);
        };
        const Result<SaveReceipt> receipt = bench.save({set(secretName, "mine")});
        bench.aws.mend();
        QVERIFY(receipt && receipt->half);
        QCOMPARE(receipt->half->parts.first().replaced, 8);
        QCOMPARE(bench.aws.parameters.value(secretName).value, QByteArray("mine"));
        QCOMPARE(bench.value(run(bench.store.rollBack(*receipt->half))).error().kind, ErrorKind::Conflict);
        QCOMPARE(bench.aws.parameters.value(secretName).value, QByteArray("theirs"));
    }

    void takesAWriteWhoseAnswerWasLostForWhatItIs()
    {
        for (const Fault fault : {Fault::LostSent, Fault::Lost}) {
            Bench bench;
            bench.aws.fail(put, fault);
            const Result<SaveReceipt> receipt = bench.save({set(secretName, "secret-2")});
            QVERIFY2(receipt.has_value(), receipt ? "" : qPrintable(receipt.error().detail));
            QCOMPARE(receipt->versions, (QHash<QString, qint64>{{secretName, 8}}));
            QCOMPARE(bench.aws.parameters.value(secretName).version, 8);
            QCOMPARE(bench.aws.calls().count(put), fault == Fault::LostSent ? 1 : 2);
        }
    }

    void findsItsOwnWriteOnTopOfTheirsThoughTheAnswerWasLost()
    {
        Bench bench;
        bench.atPut(1, [&] { bench.aws.putParameter(secretName, "theirs", trio); });
        bench.aws.fail(put, Fault::LostSent);
        QCOMPARE(bench.save({set(secretName, "mine")}).error().kind, ErrorKind::Conflict);
        QCOMPARE(bench.aws.parameters.value(secretName).value, QByteArray("theirs"));
    }

    void savesAllOrPutsBackWhatWasWritten_data()
    {
        QTest::addColumn<int>("nth");
        QTest::addColumn<int>("fault");
        for (int nth : {1, 2, 3}) {
            QTest::addRow("put %d denied", nth) << nth << int(Fault::Denied);
            QTest::addRow("put %d lost", nth) << nth << int(Fault::Lost);
            QTest::addRow("put %d done and lost", nth) << nth << int(Fault::LostSent);
        }
    }
    void savesAllOrPutsBackWhatWasWritten()
    {
        QFETCH(int, nth);
        QFETCH(int, fault);
        Bench bench;
        bench.aws.fail(put, Fault(fault), nth);
        const Result<SaveReceipt> receipt = bench.save(m_edits);
        if (Fault(fault) != Fault::Denied) {
            QVERIFY(receipt && !receipt->half);
            QCOMPARE(bench.values(), m_new);
            return;
        }
        QCOMPARE(receipt.error().kind, ErrorKind::AccessDenied);
        QCOMPARE(bench.values(), m_old);
        QCOMPARE(receipt.error().detail.contains(u"put back: "_s), nth > 1);
        for (const QJsonObject &sent : bench.aws.bodies(put)) {
            for (auto member = trio.begin(); member != trio.end(); ++member)
                QCOMPARE(sent.value(member.key()), member.value());
            QVERIFY(!sent.contains("Policies"_L1)); // omitted, they stay
        }
    }

    //! Everything is refused or silent from the nth write on; later it works again.
    void staysHalfSavedUntilItIsResolved_data()
    {
        QTest::addColumn<int>("nth");
        QTest::addColumn<int>("fault");
        QTest::addColumn<bool>("forward");
        for (int nth : {2, 3}) {
            for (const Fault fault : {Fault::Denied, Fault::Lost, Fault::LostSent}) {
                for (const bool forward : {true, false})
                    QTest::addRow("from put %d, fault %d, %s", nth, int(fault), forward ? "resumed" : "rolled back")
                        << nth << int(fault) << forward;
            }
        }
    }
    void staysHalfSavedUntilItIsResolved()
    {
        QFETCH(int, nth);
        QFETCH(int, fault);
        QFETCH(bool, forward);
        Bench bench;
        const auto break_ = [&bench, fault] {
            bench.aws.fail(put, Fault(fault), 0);
            bench.aws.fail(u"GetParameter"_s, Fault::Lost, 0);
        };
        bench.atPut(nth, break_);
        const Result<SaveReceipt> receipt = bench.save(m_edits);
        QVERIFY2(receipt.has_value(), receipt ? "" : qPrintable(receipt.error().detail));
        QVERIFY(receipt->half);
        QVERIFY(receipt->half->parts.first().touched);

        const HalfSaved half = *receipt->half;
        const auto resolve = [&](const HalfSaved &state) {
            return bench.value(run(forward ? bench.store.resume(state) : bench.store.rollBack(state), 30'000));
        };
        const Result<SaveReceipt> still = resolve(half); // nothing has changed: it stays
        QVERIFY(still && still->half);
        bench.aws.onCall = nullptr;
        bench.aws.mend();
        const Result<SaveReceipt> resolved = resolve(*still->half);
        QCOMPARE(bench.values(), forward ? m_new : m_old);
        QCOMPARE(resolved.has_value(), forward);
        if (forward)
            QVERIFY(!resolved->half && resolved->changed);
    }

    void leavesSomebodyElsesValueAloneWhenItResolves()
    {
        for (const bool forward : {true, false}) {
            Bench bench;
            bench.atPut(2, [&] { bench.aws.fail(put, Fault::Denied, 0); });
            const Result<SaveReceipt> receipt = bench.save(m_edits);
            QVERIFY(receipt && receipt->half);
            bench.aws.onCall = nullptr;
            bench.aws.mend();
            bench.aws.putParameter(secretName, "theirs", trio);
            const Result<SaveReceipt> resolved =
                bench.value(run(forward ? bench.store.resume(*receipt->half) : bench.store.rollBack(*receipt->half)));
            QCOMPARE(bench.values().at(1), QByteArray("theirs"));
            QCOMPARE(bench.values().at(0), forward ? m_new.at(0) : m_old.at(0));
            if (forward)
                QCOMPARE(resolved->half->cause.kind, ErrorKind::Conflict);
            else
                QVERIFY(!resolved);
        }
    }
};

} // namespace parameter_save_test

KEYTURN_TEST(parameter_save, parameter_save_test::ParameterSaveTest)
#include "parameter_save_test.moc"
