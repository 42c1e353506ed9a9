#include "ui/details/policy_draft.h"

#include "core/entry/parameter_change.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace policy_draft_test {

using Type = ParameterPolicy::Type;

const QString odd =
    uR"({ "Version" : "1.0", "Type":"NoChangeNotification", "Attributes":{"Unit":"Days","After":"20"}})"_s;
const QString later = uR"({"Type":"Something","Version":"9"})"_s;
const QString expiration =
    uR"({"Type":"Expiration","Version":"1.0","Attributes":{"Timestamp":"2027-05-20T23:30:00.000Z"}})"_s;
const QString notice =
    uR"({"Type":"ExpirationNotification","Version":"1.0","Attributes":{"Before":"36","Unit":"Hours"}})"_s;

class PolicyDraftTest : public QObject {
    Q_OBJECT

private slots:
    void whatNobodyTouchesKeepsItsTextToTheLetter()
    {
        QList<ParameterPolicy> policies;
        for (const QString &text : {odd, later, expiration, notice})
            policies.append(ParameterPolicy::fromText(text, {}));
        const QString text = policiesText(policies);
        const std::optional<PolicyDraft> draft = PolicyDraft::read(text);
        QVERIFY(draft);
        QCOMPARE(draft->policies.size(), 4);
        QCOMPARE(draft->text(), text);
    }

    void aChangedPolicyIsWrittenAnewAndItsNeighboursAreNot()
    {
        PolicyDraft draft = *PolicyDraft::read(u'[' + odd + u',' + later + u']');
        draft.policies[0].text.clear();
        draft.policies[0].amount = 48;
        draft.policies[0].inHours = true;
        const PolicyDraft again = *PolicyDraft::read(draft.text());
        QCOMPARE(again.policies[0].hours(), 48);
        QVERIFY(again.policies[0].inHours);
        QCOMPARE(again.policies[1].text, later);
    }

    void everyTypeThatIsWrittenIsReadAgain()
    {
        PolicyDraft draft;
        draft.policies.append({Type::Expiration, QDateTime(QDate(2028, 2, 29), QTime(23, 0), Qt::UTC), 0, false, {}});
        draft.policies.append({Type::ExpirationNotification, {}, 15, false, {}});
        draft.policies.append({Type::ExpirationNotification, {}, 6, true, {}});
        draft.policies.append({Type::NoChangeNotification, {}, 150, false, {}});
        const PolicyDraft again = *PolicyDraft::read(draft.text());
        QCOMPARE(again.policies.size(), 4);
        QCOMPARE(again.expiration(), draft.expiration());
        for (int i = 0; i < 4; ++i) {
            QCOMPARE(again.policies[i].type, draft.policies[i].type);
            QCOMPARE(again.policies[i].hours(), draft.policies[i].hours());
        }
    }

    void noPoliciesAreNoTextAndWhatIsNoListIsNoDraft()
    {
        QCOMPARE(PolicyDraft::read({})->text(), QString());
        QVERIFY(!PolicyDraft::read(u"{\"Type\": \"Expiration\"}"_s));
        QVERIFY(!PolicyDraft::read(u"[{"_s));
        QVERIFY(!PolicyDraft::read(u"often"_s));
    }

    void policiesFireWhenAwsCountsThem()
    {
        const PolicyDraft draft = *PolicyDraft::read(u'[' + odd + u',' + expiration + u',' + notice + u']');
        const QDateTime written(QDate(2027, 2, 20), QTime(10, 0), Qt::UTC);
        QCOMPARE(draft.firesAt(draft.policies[0], written), QDateTime(QDate(2027, 3, 12), QTime(10, 0), Qt::UTC));
        QCOMPARE(draft.firesAt(draft.policies[1], written), QDateTime(QDate(2027, 5, 20), QTime(23, 30), Qt::UTC));
        QCOMPARE(draft.firesAt(draft.policies[2], written), QDateTime(QDate(2027, 5, 19), QTime(11, 30), Qt::UTC));
        const PolicyDraft alone = *PolicyDraft::read(u'[' + notice + u']');
        QVERIFY(!alone.firesAt(alone.policies[0], written).isValid());
    }
};

} // namespace policy_draft_test

KEYTURN_TEST(policy_draft, policy_draft_test::PolicyDraftTest)
#include "policy_draft_test.moc"
