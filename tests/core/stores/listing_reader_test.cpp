#include "core/stores/listing_reader.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace listing_reader_test {

namespace {

//! ~ stands for \": moc 6.4 takes the quotes of a raw string for real ones and loses the class when they do not pair.
QByteArray json(const char *text)
{
    return QByteArray(text).replace('~', "\\\"");
}

} // namespace

class ListingReaderTest : public QObject {
    Q_OBJECT

private slots:
    void readsEverythingASecretTells()
    {
        const std::optional<Page<SecretMetadata>> page = ListingReader(100).secrets(json(R"({"SecretList":[{
            "ARN":"arn:aws:secretsmanager:us-east-1:123456789012:secret:a/b-AbCdEf","Name":"a/b","Description":"say ~hi~",
            "KmsKeyId":"alias/k","Tags":[{"Key":"team","Value":"pay"},{"Value":"2","Key":"n"}],
            "SecretVersionsToStages":{"v1":["AWSPREVIOUS"],"v2":["AWSCURRENT","x"]},"RotationEnabled":true,
            "RotationLambdaARN":"arn:l","CreatedDate":1715938200.123,"LastChangedDate":1763726400,"LastAccessedDate":null,
            "NextRotationDate":1763726401.5,"DeletedDate":1763726402,"OwningService":"rds","PrimaryRegion":"eu-west-1",
            "Type":"t","Unknown":{"deep":[{"er":"~"}]},"ReplicationStatus":[{"Region":"eu-west-2","Status":"InSync"}]}],
            "NextToken":"n\/1"})"));
        QVERIFY(page);
        QCOMPARE(page->nextToken, u"n/1"_s);
        QCOMPARE(page->items.size(), 1);
        const SecretMetadata &secret = page->items.first();
        QCOMPARE(secret.name, u"a/b"_s);
        QCOMPARE(secret.description, u"say \"hi\""_s);
        QCOMPARE(secret.tags, (QMap<QString, QString>{{u"n"_s, u"2"_s}, {u"team"_s, u"pay"_s}}));
        QCOMPARE(secret.versionWithStage(u"AWSCURRENT"_s), u"v2"_s);
        QCOMPARE(secret.versionStages.value(u"v2"_s).size(), 2);
        QVERIFY(secret.rotationEnabled);
        QCOMPARE(secret.createdAt.toMSecsSinceEpoch(), 1715938200123);
        QVERIFY(!secret.lastAccessedAt.isValid());
        QCOMPARE(secret.nextRotationAt.toMSecsSinceEpoch(), 1763726401500);
        QVERIFY(secret.deletedAt.isValid());
        QCOMPARE(secret.owningService, u"rds"_s);
        QCOMPARE(secret.primaryRegion, u"eu-west-1"_s);
        QCOMPARE(secret.replicaRegions, QStringList{u"eu-west-2"_s});
    }

    void readsARotationScheduleAsItIsKept_data()
    {
        QTest::addColumn<QByteArray>("rules");
        QTest::addColumn<RotationRules>("read");
        QTest::newRow("days") << QByteArray("{~AutomaticallyAfterDays~:30}") << RotationRules{30, {}, {}};
        QTest::newRow("expression") << QByteArray("{~Duration~:~2h~,~ScheduleExpression~:~rate(10 days)~}")
                                    << RotationRules{0, u"rate(10 days)"_s, u"2h"_s};
        QTest::newRow("expression, and the days it makes")
            << QByteArray("{~AutomaticallyAfterDays~:10,~ScheduleExpression~:~rate(10 days)~}")
            << RotationRules{0, u"rate(10 days)"_s, {}};
        QTest::newRow("none") << QByteArray("null") << RotationRules();
        QTest::newRow("empty, with news") << QByteArray("{~Later~:[1]}") << RotationRules();
        QTest::newRow("an emulator's") << QByteArray("{~AutomaticallyAfterDays~:0}") << RotationRules();
    }

    void readsARotationScheduleAsItIsKept()
    {
        QFETCH(const QByteArray, rules);
        QFETCH(const RotationRules, read);
        QByteArray answer = "{\"ARN\":\"arn:s\",\"Name\":\"a\",\"RotationRules\":" + rules + '}';
        const std::optional<SecretMetadata> secret = ListingReader().secret(answer.replace('~', '"'));
        QVERIFY(secret);
        QCOMPARE(secret->rotationRules, read);
    }

    void keepsWhatEntriesShareOnce()
    {
        const QByteArray item =
            json(R"({"Name":"%","Type":"SecureString","Tier":"Advanced","Version":7,"LastModifiedDate":1.5,
            "Policies":[{"PolicyStatus":"Pending","PolicyText":"{~Type~:~NoChangeNotification~,~Version~:~1.0~,~Attributes~:{~After~:~20~,~Unit~:~Days~}}"}]})");
        const QByteArray answer =
            R"({"Parameters":[)" + QByteArray(item).replace('%', 'a') + ',' + QByteArray(item).replace('%', 'b') + "]}";
        const std::optional<Page<ParameterMetadata>> page = ListingReader(100).parameters(answer);
        QVERIFY(page && page->items.size() == 2);
        const ParameterMetadata &a = page->items[0];
        const ParameterMetadata &b = page->items[1];
        QCOMPARE(b.name, u"b"_s);
        QCOMPARE(a.version, 7);
        QCOMPARE(a.policies.size(), 1);
        QCOMPARE(a.policies.first().type, ParameterPolicy::Type::NoChangeNotification);
        QCOMPARE(a.policies.first().amount, 480);
        QCOMPARE(a.type.constData(), b.type.constData()); // the very same characters
        QCOMPARE(a.policies.constData(), b.policies.constData());
    }

    void takesAPolicyThatIsAnObject()
    {
        const std::optional<Page<ParameterMetadata>> page = ListingReader(100).parameters(
            R"({"Parameters":[{"Name":"a","LastModifiedDate":1.5,"Policies":[{"PolicyText":{"Type":"NoChangeNotification","Version":"1.0","Attributes":{"After":"2","Unit":"Hours"}}}]}]})");
        QVERIFY(page);
        QCOMPARE(page->items.first().policies.first().amount, 2);
    }

    void saysWhatIsWrongAndDropsNothing_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QString>("told");
        const auto entry = [](const QByteArray &members) {
            return R"({"SecretList":[{"Name":"n","ARN":"a",)" + members + "}]}";
        };
        const auto tags = [](int count) {
            QByteArrayList items;
            for (int i = 0; i < count; ++i)
                items.append("{\"Key\":\"" + QByteArray::number(i) + "\",\"Value\":\"v\"}");
            return items.join(',');
        };
        QTest::newRow("nothing") << QByteArray() << u"empty"_s;
        QTest::newRow("a page of a proxy") << QByteArray("<html>") << u"no JSON object"_s;
        QTest::newRow("a list") << QByteArray("[]") << u"no JSON object"_s;
        QTest::newRow("cut") << QByteArray(R"({"SecretList":[{"Name":"a","ARN":"b"})") << u"no JSON object"_s;
        QTest::newRow("something behind it") << QByteArray(R"({"SecretList":[]} x)") << u"no JSON object"_s;
        QTest::newRow("an empty object") << QByteArray("{}") << u"no SecretList"_s;
        QTest::newRow("null") << QByteArray(R"({"SecretList":null})") << u"SecretList"_s;
        QTest::newRow("an object") << QByteArray(R"({"SecretList":{}})") << u"SecretList"_s;
        QTest::newRow("items") << QByteArray(R"({"SecretList":["a"]})") << u"SecretList"_s;
        QTest::newRow("no name") << QByteArray(R"({"SecretList":[{"ARN":"a"}]})") << u"Name"_s;
        QTest::newRow("no ARN") << QByteArray(R"({"SecretList":[{"Name":"n"}]})") << u"ARN"_s;
        QTest::newRow("a token") << QByteArray(R"({"SecretList":[],"NextToken":7})") << u"NextToken"_s;
        QTest::newRow("text as date") << entry(R"("DeletedDate":"2026-11-21T00:00:00Z")") << u"DeletedDate"_s;
        QTest::newRow("date that overflows") << entry(R"("NextRotationDate":53759353948800)") << u"NextRotationDate"_s;
        QTest::newRow("date without end") << entry(R"("NextRotationDate":1e999)") << u"NextRotationDate"_s;
        QTest::newRow("date before dates") << entry(R"("LastChangedDate":-1)") << u"LastChangedDate"_s;
        QTest::newRow("tags") << entry(R"("Tags":{"a":"b"})") << u"Tags"_s;
        QTest::newRow("tags without end") << entry("\"Tags\":[" + tags(101) + "]") << u"more than 100 tags"_s;
        QTest::newRow("versions") << entry(R"("SecretVersionsToStages":["v"])") << u"SecretVersionsToStages"_s;
        QTest::newRow("rotation") << entry(R"("RotationEnabled":"yes")") << u"RotationEnabled"_s;
    }
    void saysWhatIsWrongAndDropsNothing()
    {
        QFETCH(QByteArray, answer);
        QFETCH(QString, told);
        ListingReader reader(100);
        QVERIFY(!reader.secrets(answer));
        QVERIFY2(reader.fault().contains(told), qPrintable(reader.fault()));
    }

    void takesTheLastMomentOfTheYear9999AndNull()
    {
        ListingReader reader(100);
        const std::optional<Page<SecretMetadata>> page = reader.secrets(
            R"({"SecretList":[{"Name":"n","ARN":"a","NextRotationDate":253402300799,"DeletedDate":null,"Tags":null}],"NextToken":null})");
        QVERIFY2(page, qPrintable(reader.fault()));
        QCOMPARE(page->items.first().nextRotationAt.date(), QDate(9999, 12, 31));
        QVERIFY(!page->items.first().deletedAt.isValid());
        QVERIFY(page->nextToken.isEmpty());
    }

    void saysWhichReminderCannotBeRead_data()
    {
        QTest::addColumn<QByteArray>("members");
        const auto policy = [](const QByteArray &text) {
            return "\"LastModifiedDate\":1.5,\"Policies\":[{\"PolicyText\":\"" + QByteArray(text).replace("\"", "\\\"")
                   + "\"}]";
        };
        QTest::newRow("nothing to count from")
            << QByteArray(policy(R"({"Type":"NoChangeNotification","Attributes":{"After":"20","Unit":"Days"}})"))
                   .replace(R"("LastModifiedDate":1.5,)", "");
        QTest::newRow("text to count from")
            << QByteArray(policy(R"({"Type":"NoChangeNotification","Attributes":{"After":"20","Unit":"Days"}})"))
                   .replace("1.5", R"("2026-11-21")");
        QTest::newRow("no policy") << QByteArray(R"("Policies":["a"])");
        QTest::newRow("version") << QByteArray(R"("Version":"7")");
    }
    void saysWhichReminderCannotBeRead()
    {
        QFETCH(QByteArray, members);
        ListingReader reader(50);
        QVERIFY(!reader.parameters(R"({"Parameters":[{"Name":"/a/b",)" + members + "}]}"));
        QVERIFY2(reader.fault().contains(u"/a/b"_s), qPrintable(reader.fault()));
    }

    void aPolicyThatCannotBeReadCostsNoOtherParameter_data()
    {
        QTest::addColumn<QByteArray>("policy");
        const auto text = [](const QByteArray &policy) {
            return "\"PolicyText\":\"" + QByteArray(policy).replace("\"", "\\\"") + '"';
        };
        QTest::newRow("no span") << text(R"({"Type":"NoChangeNotification","Attributes":{"Unit":"Days"}})");
        QTest::newRow("span that overflows")
            << text(R"({"Type":"NoChangeNotification","Attributes":{"After":"999999999999999","Unit":"Days"}})");
        QTest::newRow("no moment") << text(R"({"Type":"Expiration","Attributes":{"Timestamp":"soon"}})");
        QTest::newRow("no JSON") << text("{");
        QTest::newRow("no object") << text("[]");
        QTest::newRow("no type") << text(R"({"Attributes":{"After":"20","Unit":"Days"}})");
        QTest::newRow("no text") << QByteArray(R"("PolicyStatus":"Pending")");
        QTest::newRow("null") << QByteArray(R"("PolicyText":null)");
        QTest::newRow("a number") << QByteArray(R"("PolicyText":17)");
    }
    void aPolicyThatCannotBeReadCostsNoOtherParameter()
    {
        QFETCH(QByteArray, policy);
        ListingReader reader(50);
        const std::optional<Page<ParameterMetadata>> page = reader.parameters(
            QByteArray(
                R"({"Parameters":[{"Name":"/a"},{"Name":"/b","LastModifiedDate":1.5,"Policies":[{%}]},{"Name":"/c"}]})")
                .replace("%", policy));
        QVERIFY2(page, qPrintable(reader.fault()));
        QCOMPARE(page->items.size(), 3);
        QVERIFY(!hasUnreadablePolicy(page->items.at(0)));
        QVERIFY(hasUnreadablePolicy(page->items.at(1)));
        QVERIFY(!hasUnreadablePolicy(page->items.at(2)));
    }

    void readsNoMoreOfAPageThanWasAskedFor()
    {
        ListingReader reader(2);
        QVERIFY(!reader.parameters(R"({"Parameters":[{"Name":"a"},{"Name":"b"},{"Name":"c"}]})"));
        QVERIFY2(reader.fault().contains(u"2 entries"_s), qPrintable(reader.fault()));
    }
};

} // namespace listing_reader_test

KEYTURN_TEST(listing_reader, listing_reader_test::ListingReaderTest)
#include "listing_reader_test.moc"
