#include "app/sandbox/services/parameter_store.h"

#include "tests/app/sandbox/service_bench.h"

using namespace keyturn;
using namespace keyturn::sandbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QJsonObject put(const QString &name, const QString &value, const QJsonObject &more = {})
{
    QJsonObject input{{u"Name"_s, name}, {u"Value"_s, value}, {u"Type"_s, u"String"_s}};
    for (auto it = more.begin(); it != more.end(); ++it)
        input.insert(it.key(), it.value());
    return input;
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
    withKey.insert(u"KeyId"_s, u"alias/mine"_s);
    QVERIFY(ssm.call(u"PutParameter"_s, put(u"/a"_s, u"v"_s, withKey)));
    QCOMPARE(keyId(), u"alias/mine"_s);
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

QTEST_GUILESS_MAIN(ParameterStoreTest)
#include "parameter_store_test.moc"
