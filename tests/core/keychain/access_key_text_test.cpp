#include "core/keychain/access_key_text.h"

#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace access_key_text_test {

class AccessKeyTextTest : public QObject {
    Q_OBJECT

    static Result<AwsKeys> read(const QByteArray &text) { return readAccessKeys(SecretString(QByteArrayView(text))); }

private slots:
    void readsWhatAwsGives_data()
    {
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char *name, const QByteArray &text) { QTest::newRow(name) << text; };
        row("two lines", "AKIDEXAMPLE\nwJalr/EX+KEY=\n");
        row("two lines without an end", "AKIDEXAMPLE\nwJalr/EX+KEY=");
        row("two lines of Windows", "AKIDEXAMPLE\r\nwJalr/EX+KEY=\r\n");
        row("two lines with a mark", "\xef\xbb\xbf"
                                     "AKIDEXAMPLE\nwJalr/EX+KEY=\n");
        row("spaces around", " AKIDEXAMPLE \n\twJalr/EX+KEY= \n\n");
        row("the console's file", "Access key ID,Secret access key\nAKIDEXAMPLE,wJalr/EX+KEY=\n");
        row("with mark and line ends of Windows", "\xef\xbb\xbf"
                                                  "Access key ID,Secret access key\r\nAKIDEXAMPLE,wJalr/EX+KEY=\r\n");
        row("line ends of an old Macintosh", "Access key ID,Secret access key\rAKIDEXAMPLE,wJalr/EX+KEY=\r");
        row("header in capitals", "ACCESS KEY ID,SECRET ACCESS KEY\nAKIDEXAMPLE,wJalr/EX+KEY=\n");
        row("header in small letters", "access key id,secret access key\nAKIDEXAMPLE,wJalr/EX+KEY=\n");
        row("quoted", "\"Access key ID\",\"Secret access key\"\r\n\"AKIDEXAMPLE\",\"wJalr/EX+KEY=\"\r\n");
        row("of a new user", "User name,Password,Access key ID,Secret access key,Console login link\n"
                             "ada,,AKIDEXAMPLE,wJalr/EX+KEY=,https://1.signin.aws.amazon.com/console\n");
        row("the other way round", "Secret access key,Access key ID\nwJalr/EX+KEY=,AKIDEXAMPLE\n");
        row("saved by a German Excel", "Access key ID;Secret access key\r\nAKIDEXAMPLE;wJalr/EX+KEY=\r\n");
        row("of a root user, long ago", "AWSAccessKeyId=AKIDEXAMPLE\r\nAWSSecretKey=wJalr/EX+KEY=\r\n");
    }
    void readsWhatAwsGives()
    {
        QFETCH(QByteArray, text);
        const Result<AwsKeys> keys = read(text);
        QVERIFY2(keys, qPrintable(keys ? QString() : keys.error().detail));
        QCOMPARE(keys->accessKeyId, QByteArray("AKIDEXAMPLE"));
        QCOMPARE(keys->secretAccessKey.bytes().toByteArray(), QByteArray("wJalr/EX+KEY="));
    }

    void refusesWhatItCannotBeSureOf_data()
    {
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char *name, const QByteArray &text) { QTest::newRow(name) << text; };
        row("nothing", "");
        row("blank lines", "\n \r\n");
        row("one line", "AKIDEXAMPLE");
        row("three lines", "AKIDEXAMPLE\nwJalr\ntoken\n");
        row("a header alone", "Access key ID,Secret access key\n");
        row("two keys", "Access key ID,Secret access key\nAKIDEXAMPLE,wJalr\nAKIDOTHER,other\n");
        row("no secret column", "User name,Access key ID\nada,AKIDEXAMPLE\n");
        row("no id column", "User name,Secret access key\nada,wJalr\n");
        row("keys that end with their session",
            "Access key ID,Secret access key,Session token\nAKIDEXAMPLE,wJalr,FwoG\n");
        row("a column twice", "Access key ID,Access key ID,Secret access key\nAKIDEXAMPLE,AKIDOTHER,wJalr\n");
        row("too many columns", "Access key ID,Secret access key\nAKIDEXAMPLE,wJalr,more\n");
        row("a comma in a name", "User name,Access key ID,Secret access key\n\"b, jr\",AKIDEXAMPLE,wJalr\n");
        row("too few columns", "Access key ID,Secret access key\nAKIDEXAMPLE\n");
        row("half of a root user's", "AWSAccessKeyId=AKIDEXAMPLE\nother=wJalr\n");
    }
    void refusesWhatItCannotBeSureOf()
    {
        QFETCH(QByteArray, text);
        const Result<AwsKeys> keys = read(text);
        QVERIFY(!keys);
        QCOMPARE(keys.error().code, u"access-keys"_s);
        QVERIFY(!keys.error().detail.contains(u"wJalr"_s));
        QVERIFY(!keys.error().detail.contains(u"AKID"_s));
    }
};

} // namespace access_key_text_test

KEYTURN_TEST(access_key_text, access_key_text_test::AccessKeyTextTest)
#include "access_key_text_test.moc"
