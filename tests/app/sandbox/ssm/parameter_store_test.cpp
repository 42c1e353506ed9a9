#include "app/sandbox/ssm/parameter_store.h"

#include "app/sandbox/ssm/parameter_rules.h"
#include "app/sandbox/store/outbox.h"
#include "tests/app/sandbox/service_bench.h"
#include "tests/support/test_main.h"

#include <QTemporaryDir>

using namespace keyturn;
using namespace keyturn::sandbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace parameter_store_test {

namespace {

QJsonObject put(const QString &name, const QString &value, const QJsonObject &more = {})
{
    QJsonObject input{{u"Name"_s, name}, {u"Value"_s, value}, {u"Type"_s, u"String"_s}};
    for (auto it = more.begin(); it != more.end(); ++it)
        input.insert(it.key(), it.value());
    return input;
}

QString noChange(int days)
{
    return uR"([{"Type":"NoChangeNotification","Version":"1.0","Attributes":{"After":"%1","Unit":"Days"}}])"_s.arg(
        days);
}

//! The details of the policy actions in the outbox.
QList<QJsonObject> actions(const Store &store)
{
    QList<QJsonObject> found;
    for (const QJsonValue &entry : outbox::list(store)) {
        if (entry[u"event"][u"detail-type"].toString() == u"Parameter Store Policy Action")
            found << entry[u"event"][u"detail"].toObject();
    }
    return found;
}

} // namespace

class ParameterStoreTest : public QObject {
    Q_OBJECT
private slots:
    void deletesWhatHasExpired();
    void movesTheModificationDateWithEveryWrite();
    void givesPoliciesBackAsTheyWereWritten();
    void countsBytesAgainstTheTier();
    void refusesToDowngradeATier();
    void takesTheAccountsKeyWhenNoneIsSent();
    void hidesValuesItDoesNotDecrypt();
    void takesALabelOnlyFromTheVersionThatCarriesIt();
    void keepsRegionsApart();
    void tellsOfEveryChange();
    void remindsOnceOfAParameterThatDoesNotChange();
    void warnsBeforeItDeletes();
    void remembersWhatItHasSent();
    void readsTheUserGuidesOddOffset();
};

void ParameterStoreTest::deletesWhatHasExpired()
{
    ServiceBench ssm(parameterStore());
    const QString at = ssm.clock.now.addDays(2).toString(Qt::ISODate);
    const QString policies = uR"([{"Type":"Expiration","Version":"1.0","Attributes":{"Timestamp":"%1"}}])"_s.arg(at);
    QVERIFY(ssm.call(u"PutParameter"_s, put(u"/a"_s, u"v"_s, {{u"Tier"_s, u"Advanced"_s}, {u"Policies"_s, policies}})));
    QVERIFY(ssm.call(u"PutParameter"_s, put(u"/b"_s, u"v"_s)));
    ssm.clock.advance(24h * 2 - 1s);
    QVERIFY(ssm.call(u"GetParameter"_s, {{u"Name"_s, u"/a"_s}}));
    ssm.clock.advance(1s);
    QCOMPARE((*ssm.call(u"DescribeParameters"_s, {}))[u"Parameters"].toArray().size(), 1);
    QCOMPARE(ssm.code(u"GetParameter"_s, {{u"Name"_s, u"/a"_s}}), u"ParameterNotFound"_s);
}

void ParameterStoreTest::movesTheModificationDateWithEveryWrite()
{
    ServiceBench ssm(parameterStore());
    QVERIFY(ssm.call(u"PutParameter"_s, put(u"/a"_s, u"v"_s)));
    ssm.clock.advance(24h * 150);
    QVERIFY(ssm.call(u"PutParameter"_s, put(u"/a"_s, u"v"_s, {{u"Overwrite"_s, true}})));
    const QJsonObject seen = (*ssm.call(u"DescribeParameters"_s, {}))[u"Parameters"].toArray().first().toObject();
    QCOMPARE(seen[u"Version"].toInteger(), 2);
    QCOMPARE(seen[u"LastModifiedDate"].toInteger(), ssm.clock.now.toSecsSinceEpoch());
}

void ParameterStoreTest::givesPoliciesBackAsTheyWereWritten()
{
    ServiceBench ssm(parameterStore());
    const QString first =
        uR"({"Version":"1.0", "Type":"NoChangeNotification","Attributes":{"Unit":"Days","After":"2"}})"_s;
    const QString second =
        uR"({"Type":"ExpirationNotification","Version":"1.0","Note":"\\\"}{","Attributes":{"Before":"1","Unit":"Hours"}})"_s;
    QVERIFY(ssm.call(
        u"PutParameter"_s,
        put(u"/a"_s, u"v"_s, {{u"Tier"_s, u"Advanced"_s}, {u"Policies"_s, u"[ %1 ,\n%2]"_s.arg(first, second)}})));
    const QJsonArray policies = (*ssm.call(u"DescribeParameters"_s, {}))[u"Parameters"][0][u"Policies"].toArray();
    QCOMPARE(policies.size(), 2);
    QCOMPARE(policies.at(0)[u"PolicyText"].toString(), first);
    QCOMPARE(policies.at(1)[u"PolicyText"].toString(), second);
    QCOMPARE(policies.at(1)[u"PolicyType"].toString(), u"ExpirationNotification"_s);
}

void ParameterStoreTest::countsBytesAgainstTheTier()
{
    ServiceBench ssm(parameterStore());
    QVERIFY(ssm.call(u"PutParameter"_s, put(u"/a"_s, QString(2048, u'ü'))));
    QCOMPARE(ssm.code(u"PutParameter"_s, put(u"/b"_s, QString(2049, u'ü'))), u"ValidationException"_s);
    QVERIFY(ssm.call(u"PutParameter"_s, put(u"/b"_s, QString(4096, u'ü'), {{u"Tier"_s, u"Advanced"_s}})));
    QCOMPARE(ssm.code(u"PutParameter"_s, put(u"/c"_s, QString(4097, u'ü'), {{u"Tier"_s, u"Advanced"_s}})),
             u"ValidationException"_s);
}

void ParameterStoreTest::refusesToDowngradeATier()
{
    ServiceBench ssm(parameterStore());
    QVERIFY(ssm.call(u"PutParameter"_s, put(u"/a"_s, u"v"_s, {{u"Tier"_s, u"Advanced"_s}})));
    QCOMPARE(ssm.code(u"PutParameter"_s, put(u"/a"_s, u"w"_s, {{u"Overwrite"_s, true}})), u"ValidationException"_s);
    const Answer kept = ssm.call(u"PutParameter"_s,
                                 put(u"/a"_s, u"w"_s, {{u"Overwrite"_s, true}, {u"Tier"_s, u"Intelligent-Tiering"_s}}));
    QCOMPARE((*kept)[u"Tier"].toString(), u"Advanced"_s);
}

void ParameterStoreTest::takesTheAccountsKeyWhenNoneIsSent()
{
    ServiceBench ssm(parameterStore());
    const auto keyId = [&ssm] {
        return (*ssm.call(u"DescribeParameters"_s, {}))[u"Parameters"].toArray().first()[u"KeyId"].toString();
    };
    const QJsonObject secure{{u"Type"_s, u"SecureString"_s}, {u"Overwrite"_s, true}};
    QJsonObject withKey = secure;
    withKey.insert(u"KeyId"_s, u"alias/credentials"_s);
    QVERIFY(ssm.call(u"PutParameter"_s, put(u"/a"_s, u"v"_s, withKey)));
    QCOMPARE(keyId(), u"alias/credentials"_s);
    QVERIFY(ssm.call(u"PutParameter"_s, put(u"/a"_s, u"v"_s, secure)));
    QCOMPARE(keyId(), u"alias/aws/ssm"_s);
}

void ParameterStoreTest::hidesValuesItDoesNotDecrypt()
{
    ServiceBench ssm(parameterStore());
    const QString secret = u"a value nobody may see"_s;
    QVERIFY(ssm.call(u"PutParameter"_s, put(u"/a"_s, secret, {{u"Type"_s, u"SecureString"_s}})));
    const auto read = [&ssm](bool decrypt) {
        const Answer answer = ssm.call(u"GetParameter"_s, {{u"Name"_s, u"/a"_s}, {u"WithDecryption"_s, decrypt}});
        return (*answer)[u"Parameter"][u"Value"].toString();
    };
    QCOMPARE(read(true), secret);
    QCOMPARE(read(false), read(false));
    const auto sealed = QByteArray::fromBase64Encoding(read(false).toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    QVERIFY(sealed);
    QVERIFY(!(*sealed).contains(secret.toUtf8()));
}

void ParameterStoreTest::takesALabelOnlyFromTheVersionThatCarriesIt()
{
    ServiceBench ssm(parameterStore());
    QVERIFY(ssm.call(u"PutParameter"_s, put(u"/a"_s, u"v"_s)));
    QVERIFY(ssm.call(u"LabelParameterVersion"_s, {{u"Name"_s, u"/a"_s}, {u"Labels"_s, QJsonArray{u"l"_s}}}));
    const QJsonObject input{
        {u"Name"_s, u"/a"_s}, {u"ParameterVersion"_s, 1}, {u"Labels"_s, QJsonArray{u"l"_s, u"other"_s}}};
    const QJsonObject removed = *ssm.call(u"UnlabelParameterVersion"_s, input);
    QCOMPARE(removed[u"RemovedLabels"].toArray(), (QJsonArray{u"l"_s}));
    QCOMPARE(removed[u"InvalidLabels"].toArray(), (QJsonArray{u"other"_s}));
    const Answer history = ssm.call(u"GetParameterHistory"_s, {{u"Name"_s, u"/a"_s}});
    QVERIFY((*history)[u"Parameters"][0][u"Labels"].toArray().isEmpty());
    QCOMPARE(ssm.code(u"UnlabelParameterVersion"_s,
                      {{u"Name"_s, u"/a"_s}, {u"ParameterVersion"_s, 9}, {u"Labels"_s, QJsonArray{u"l"_s}}}),
             u"ParameterVersionNotFound"_s);
}

void ParameterStoreTest::keepsRegionsApart()
{
    ServiceBench ssm(parameterStore());
    QVERIFY(ssm.call(u"PutParameter"_s, put(u"/a"_s, u"v"_s)));
    QVERIFY(!ssm.call(u"GetParameter"_s, {{u"Name"_s, u"/a"_s}}, u"eu-west-1"_s));
}

void ParameterStoreTest::tellsOfEveryChange()
{
    ServiceBench ssm(parameterStore());
    QVERIFY(ssm.call(u"PutParameter"_s, put(u"/a"_s, u"v"_s, {{u"Description"_s, u"d"_s}})));
    QVERIFY(ssm.call(u"PutParameter"_s, put(u"/a"_s, u"w"_s, {{u"Overwrite"_s, true}})));
    QVERIFY(ssm.call(u"LabelParameterVersion"_s, {{u"Name"_s, u"/a"_s}, {u"Labels"_s, QJsonArray{u"l"_s}}}));
    QVERIFY(ssm.call(u"DeleteParameter"_s, {{u"Name"_s, u"/a"_s}}));
    QStringList operations;
    for (const QJsonValue &entry : outbox::list(ssm.store)) {
        const QJsonObject event = entry[u"event"].toObject();
        QCOMPARE(event[u"detail-type"].toString(), u"Parameter Store Change"_s);
        QCOMPARE(event[u"resources"].toArray(), (QJsonArray{u"arn:aws:ssm:us-east-1:123456789012:parameter/a"_s}));
        QCOMPARE(event[u"detail"][u"name"].toString(), u"/a"_s);
        operations << event[u"detail"][u"operation"].toString();
    }
    QCOMPARE(operations, (QStringList{u"Create"_s, u"Update"_s, u"LabelParameterVersion"_s, u"Delete"_s}));
    QCOMPARE(outbox::list(ssm.store).at(0)[u"event"][u"detail"][u"description"].toString(), u"d"_s);
}

void ParameterStoreTest::remindsOnceOfAParameterThatDoesNotChange()
{
    ServiceBench ssm(parameterStore());
    const QString policy = noChange(150);
    QVERIFY(ssm.call(u"PutParameter"_s, put(u"/a"_s, u"v"_s, {{u"Tier"_s, u"Advanced"_s}, {u"Policies"_s, policy}})));
    const QString written = ssm.clock.now.toString(Qt::ISODateWithMs);
    const auto reminders = [&ssm] {
        parameters::timePassed(ssm.store, ssm.clock.now);
        return actions(ssm.store);
    };
    ssm.clock.advance(24h * 150 - 1s);
    QVERIFY(reminders().isEmpty());
    ssm.clock.advance(1s);
    QCOMPARE(reminders().size(), 1);
    QCOMPARE(reminders().size(), 1);
    const QJsonObject detail = reminders().constFirst();
    QCOMPARE(detail[u"policy-type"].toString(), u"NoChangeNotification"_s);
    QCOMPARE(detail[u"parameter-name"].toString(), u"/a"_s);
    QCOMPARE(detail[u"parameter-type"].toString(), u"String"_s);
    QCOMPARE(detail[u"policy-content"].toString(), policy.mid(1, policy.size() - 2));
    QCOMPARE(detail[u"action-status"].toString(), u"Success"_s);
    QCOMPARE(detail[u"action-reason"].toString(),
             u"The parameter has not been changed for 150 days. This notification was generated based on the policy "
             "created at %1."_s.arg(written));
    const Answer described = ssm.call(u"DescribeParameters"_s, {});
    QCOMPARE((*described)[u"Parameters"][0][u"Policies"][0][u"PolicyStatus"].toString(), u"Finished"_s);

    // Tags are no change, a write is.
    QVERIFY(ssm.call(u"AddTagsToResource"_s,
                     {{u"ResourceType"_s, u"Parameter"_s},
                      {u"ResourceId"_s, u"/a"_s},
                      {u"Tags"_s, QJsonArray{QJsonObject{{u"Key"_s, u"k"_s}, {u"Value"_s, u"v"_s}}}}}));
    ssm.clock.advance(24h * 300);
    QCOMPARE(reminders().size(), 1);
    QVERIFY(ssm.call(u"PutParameter"_s, put(u"/a"_s, u"v"_s, {{u"Tier"_s, u"Advanced"_s}, {u"Overwrite"_s, true}})));
    ssm.clock.advance(24h * 149);
    QCOMPARE(reminders().size(), 1);
    ssm.clock.advance(24h);
    QCOMPARE(reminders().size(), 2);
}

void ParameterStoreTest::warnsBeforeItDeletes()
{
    ServiceBench ssm(parameterStore());
    const QString at = ssm.clock.now.addDays(30).toString(Qt::ISODate);
    const QString policies =
        uR"([{"Type":"Expiration","Version":"1.0","Attributes":{"Timestamp":"%1"}},)"
        uR"({"Type":"ExpirationNotification","Version":"1.0","Attributes":{"Before":"12","Unit":"Hours"}},)"
        uR"({"Type":"ExpirationNotification","Version":"1.0","Attributes":{"Before":"15","Unit":"Days"}}])"_s.arg(at);
    QVERIFY(ssm.call(u"PutParameter"_s, put(u"/a"_s, u"v"_s, {{u"Tier"_s, u"Advanced"_s}, {u"Policies"_s, policies}})));
    ssm.clock.advance(24h * 15);
    parameters::timePassed(ssm.store, ssm.clock.now);
    QCOMPARE(actions(ssm.store).size(), 1);
    QVERIFY(actions(ssm.store).at(0)[u"policy-content"].toString().contains(u"Days"_s));
    ssm.clock.advance(24h * 15);
    parameters::timePassed(ssm.store, ssm.clock.now);
    const QList<QJsonObject> sent = actions(ssm.store);
    QCOMPARE(sent.size(), 3);
    QCOMPARE(sent.at(1)[u"policy-type"].toString(), u"ExpirationNotification"_s);
    QCOMPARE(sent.at(2)[u"policy-type"].toString(), u"Expiration"_s);
    const QJsonArray events = outbox::list(ssm.store);
    QCOMPARE(events.last()[u"event"][u"detail"][u"operation"].toString(), u"Delete"_s);
    QCOMPARE(ssm.code(u"GetParameter"_s, {{u"Name"_s, u"/a"_s}}), u"ParameterNotFound"_s);
}

void ParameterStoreTest::remembersWhatItHasSent()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(u"state.sqlite"_s);
    const Scope scope{u"123456789012"_s, u"us-east-1"_s};
    const QDateTime now(QDate(2026, 11, 21), QTime(12, 0), Qt::UTC);
    for (int start = 0; start < 3; ++start) {
        Store store;
        QVERIFY(store.open(file, false));
        if (start == 0) {
            Parameter parameter;
            parameter.name = u"/a"_s;
            ParameterVersion version;
            version.modifiedAt = now.addDays(-2);
            version.policies = noChange(1);
            parameter.versions << version;
            QVERIFY(store.save(scope, parameter));
        }
        parameters::timePassed(store, now);
        QCOMPARE(actions(store).size(), 1);
    }
}

void ParameterStoreTest::readsTheUserGuidesOddOffset()
{
    ServiceBench ssm(parameterStore());
    const QString policies =
        uR"([{"Type":"Expiration","Version":"1.0","Attributes":{"Timestamp":"2999-12-02T21:34:33.000+10:30:00"}}])"_s;
    QVERIFY(ssm.call(u"PutParameter"_s, put(u"/a"_s, u"v"_s, {{u"Tier"_s, u"Advanced"_s}, {u"Policies"_s, policies}})));
    const ParameterVersion version = ssm.store.parameters({u"123456789012"_s, u"us-east-1"_s}).at(u"a"_s).latest();
    QCOMPARE(parameters::expiration(version.policies), QDateTime(QDate(2999, 12, 2), QTime(11, 4, 33), Qt::UTC));
}

} // namespace parameter_store_test

KEYTURN_TEST(parameter_store, parameter_store_test::ParameterStoreTest)
#include "parameter_store_test.moc"
