#include "core/entry/entry_link.h"

#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace entry_link_test {

class EntryLinkTest : public QObject {
    Q_OBJECT

private slots:
    void isAnArn_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("name");
        const QString secret = u"arn:aws:secretsmanager:eu-west-1:123456789012:secret:"_s;
        const QString parameter = u"arn:aws:ssm:eu-west-1:123456789012:parameter/"_s;
        QTest::newRow("secret") << secret + u"prod/erp-aB3dE6"_s << u"prod/erp"_s;
        QTest::newRow("without AWS's end") << secret + u"prod/erp"_s << u"prod/erp"_s;
        QTest::newRow("parameter in a folder") << parameter + u"prod/token"_s << u"/prod/token"_s;
        QTest::newRow("parameter") << parameter + u"token"_s << u"token"_s;
        QTest::newRow("link") << u"keyturn://"_s + secret + u"a-aB3dE6"_s << u"a"_s;
        QTest::newRow("link from a browser") << u"KEYTURN://"_s + parameter + u"token/"_s << u"token"_s;
        QTest::newRow("China") << u"arn:aws-cn:ssm:cn-north-1:123456789012:parameter/token"_s << u"token"_s;
    }
    void isAnArn()
    {
        QFETCH(QString, text);
        const std::optional<EntryLink> link = EntryLink::parse(text);
        QVERIFY(link);
        QTEST(link->name, "name");
        QCOMPARE(link->account, u"123456789012"_s);
    }

    void isNothingElse_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text :
             {"", "name", "keyturn://", "keyturn://save?x=1", "https://example.com/", "--profile",
              "arn:aws:iam::123456789012:user/a", "arn:aws:ssm:eu-west-1:123456789012:secret:a",
              "arn:aws:secretsmanager:eu-west-1:123456789012:parameter/a", "arn:aws:ssm:eu-west-1:1234:parameter/a",
              "arn:aws:secretsmanager:eu-west-1:123456789012:secret:a b",
              "arn:aws:secretsmanager:eu-west-1:123456789012:secret:a\n",
              "arn:aws:secretsmanager:eu-west-1:123456789012:secret:"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }
    void isNothingElse()
    {
        QFETCH(QString, text);
        QVERIFY(!EntryLink::parse(text));
    }

    void namesASecretByItsArnOrItsNameInThatAccountAndRegion()
    {
        Entry entry;
        entry.id = {Store::SecretsManager, u"123456789012"_s, u"eu-west-1"_s, u"prod/erp"_s};
        entry.arn = u"arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/erp-aB3dE6"_s;
        EntryLink link = *EntryLink::parse(entry.arn);
        QVERIFY(link.names(entry));
        link.arn = u"arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/erp-zzzzzz"_s; // was made anew
        QVERIFY(link.names(entry));
        entry.id.region = u"us-east-1"_s;
        QVERIFY(!link.names(entry));
        entry.id.region = u"eu-west-1"_s;
        entry.id.account = u"210987654321"_s;
        QVERIFY(!link.names(entry));
    }

    void namesAGroupByOneOfItsParameters()
    {
        Entry entry;
        entry.id = {Store::ParameterStore, u"123456789012"_s, u"eu-west-1"_s, u"/my-erp"_s};
        for (const QString &name : {u"/my-erp/client-id"_s, u"/my-erp/refresh-token"_s}) {
            ParameterMetadata parameter;
            parameter.name = name;
            entry.parameters.append(parameter);
        }
        const QString arn = u"arn:aws:ssm:eu-west-1:123456789012:parameter/my-erp/%1"_s;
        QVERIFY(EntryLink::parse(arn.arg(u"client-id"_s))->names(entry));
        QVERIFY(!EntryLink::parse(arn.arg(u"other"_s))->names(entry));
    }
};

} // namespace entry_link_test

KEYTURN_TEST(entry_link, entry_link_test::EntryLinkTest)
#include "entry_link_test.moc"
