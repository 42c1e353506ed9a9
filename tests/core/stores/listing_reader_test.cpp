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
        const std::optional<Page<SecretMetadata>> page = ListingReader().secrets(json(R"({"SecretList":[{
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

    void keepsWhatEntriesShareOnce()
    {
        const QByteArray item =
            json(R"({"Name":"%","Type":"SecureString","Tier":"Advanced","Version":7,"LastModifiedDate":1.5,
            "Policies":[{"PolicyStatus":"Pending","PolicyText":"{~Type~:~NoChangeNotification~,~Version~:~1.0~,~Attributes~:{~After~:~20~,~Unit~:~Days~}}"}]})");
        const QByteArray answer =
            R"({"Parameters":[)" + QByteArray(item).replace('%', 'a') + ',' + QByteArray(item).replace('%', 'b') + "]}";
        const std::optional<Page<ParameterMetadata>> page = ListingReader().parameters(answer);
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
        const std::optional<Page<ParameterMetadata>> page = ListingReader().parameters(
            R"({"Parameters":[{"Name":"a","Policies":[{"PolicyText":{"Type":"NoChangeNotification","Version":"1.0","Attributes":{"After":"2","Unit":"Hours"}}}]}]})");
        QVERIFY(page);
        QCOMPARE(page->items.first().policies.first().amount, 2);
    }

    void saysWhenTheAnswerIsSomethingElse()
    {
        QVERIFY(!ListingReader().secrets("<html>"));
        QVERIFY(!ListingReader().secrets("[]"));
        QVERIFY(!ListingReader().secrets("{\"SecretList\":[{\"Name\":\"a\"}"));
        QVERIFY(ListingReader().secrets("")); // as an empty object
        QVERIFY(ListingReader().secrets("{\"SecretList\":null}")->items.isEmpty());
    }
};

} // namespace listing_reader_test

KEYTURN_TEST(listing_reader, listing_reader_test::ListingReaderTest)
#include "listing_reader_test.moc"
