#include "core/reminders/chain_found.h"

#include "core/base/json_layout.h"
#include "core/reminders/chain_repair.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace chain_found_test {

//! What is in AWS, read back as what somebody may have wanted.
class ChainFoundTest : public QObject {
    Q_OBJECT

    static ChainState made(const ReminderChain &chain)
    {
        ChainState state;
        state.wanted.name = chain.name;
        state.rule = EventRule{chain.name, {}, QString::fromUtf8(jsonLine(chain.pattern())), {}, true};
        state.topic = QMap<QString, QString>{{u"KmsMasterKeyId"_s, chain.kmsKey}};
        for (const QString &email : chain.emails)
            state.subscriptions.append({{}, u"email"_s, email});
        for (const QString &phone : chain.phones)
            state.subscriptions.append({u"arn"_s, u"sms"_s, phone});
        return state;
    }

private slots:
    void aChainIsFoundAsItWasWanted()
    {
        ReminderChain wanted;
        wanted.name = u"ours"_s;
        wanted.prefixes = {u"/my-erp/"_s, u"/shop/prod/"_s};
        wanted.emails = {u"it@example.com"_s};
        wanted.phones = {u"+4915112345678"_s};
        wanted.kmsKey = u"arn:aws:kms:us-east-1:123456789012:key/1"_s;
        QCOMPARE(chainFound(made(wanted), nullptr), wanted);
        wanted.schedules = true;
        const StackState stack{u"id"_s, u"CREATE_COMPLETE"_s, {}, {{u"ScheduleGroup"_s, u"ours"_s}}};
        QCOMPARE(chainFound(made(wanted), &stack), wanted);
        wanted.schedules = false;
        const StackState plain{u"id"_s, u"CREATE_COMPLETE"_s, {}, {}};
        QCOMPARE(chainFound(made(wanted), &plain), wanted);
    }

    void aRuleForEverythingHasNoPrefixes()
    {
        ReminderChain wanted;
        wanted.emails = {u"it@example.com"_s};
        QCOMPARE(chainFound(made(wanted), nullptr), wanted);
    }

    //! The mistake that the page is there to mend: what is there lets nothing through, what is read from it would.
    void aStarThatWasMeantAsAPatternBecomesThePrefix()
    {
        const QString name = u"/my-erp/lwa/clientsecret"_s;
        const ChainPlace place{u"aws"_s, u"us-east-1"_s, u"123456789012"_s};
        ChainState state = made({});
        state.rule->pattern = u"{\"source\": [\"aws.ssm\"], \"detail\": {\"parameter-name\": [\"/my-erp/*\"]}}"_s;
        state.wanted = chainFound(state, nullptr);
        QCOMPARE(state.wanted.prefixes, QStringList(u"/my-erp/"_s));
        QVERIFY(isRepairable(state, place, {ChainFault::PatternMisses, name, {}}));
        QVERIFY(!isRepairable(state, place, {ChainFault::PatternMisses, u"/other/secret"_s, {}}));
    }

    void whatMayNotBeReadIsNotTakenForNothing()
    {
        ChainState state = made({});
        QVERIFY(isFoundWhole(state));
        const auto refuse = [&state](const QString &operation) {
            const Error error{ErrorKind::AccessDenied, u"AccessDenied"_s, {}, {}, {}, operation};
            state.findings = {{ChainFault::NotKnown, operation, error}};
        };
        refuse(u"events:TestEventPattern"_s);
        QVERIFY(isFoundWhole(state));
        refuse(u"sns:ListSubscriptionsByTopic"_s);
        QVERIFY(!isFoundWhole(state));
    }

    void onlyParametersWithAPolicyAreAnnounced()
    {
        ParameterMetadata quiet;
        quiet.name = u"/a"_s;
        ParameterMetadata loud;
        loud.name = u"/c"_s;
        loud.policies = {ParameterPolicy()};
        ParameterMetadata first = loud;
        first.name = u"/b"_s;
        Entry group;
        group.parameters = {quiet, loud};
        Entry single;
        single.parameters = {first};
        QCOMPARE(announcedNames({group, single}), QStringList({u"/b"_s, u"/c"_s}));
        QCOMPARE(announcedNames({}), QStringList());
    }
};

} // namespace chain_found_test

KEYTURN_TEST(chain_found, chain_found_test::ChainFoundTest)
#include "chain_found_test.moc"
