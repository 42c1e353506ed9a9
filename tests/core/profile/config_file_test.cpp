#include "core/profile/config_file.h"
#include "tests/support/test_main.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace config_file_test {

class ConfigFileTest : public QObject {
    Q_OBJECT

private slots:
    void putsSecretsApart()
    {
        const auto sections =
            parseConfigFile("[default]\naws_access_key_id = AKIA\nAWS_Secret_Access_Key = a#b;c%(d)s\n"
                            "aws_session_token: t=\n",
                            u"f"_s);
        QVERIFY(sections);
        const ConfigSection &section = sections->first();
        QCOMPARE(section.secrets.value(u"aws_secret_access_key"_s).bytes().toByteArray(), QByteArray("a#b;c%(d)s"));
        QCOMPARE(section.secrets.value(u"aws_session_token"_s).bytes().toByteArray(), QByteArray("t="));
        QCOMPARE(section.values.keys(), QStringList{u"aws_access_key_id"_s});
    }

    void toleratesAByteOrderMarkAndWindowsLines()
    {
        const auto sections = parseConfigFile("\xef\xbb\xbf[default]\r\nregion = eu-west-1\r\n", u"f"_s);
        QVERIFY(sections);
        QCOMPARE(sections->first().values.value(u"region"_s), u"eu-west-1"_s);
    }

    void namesFileAndLineOfWhatItCannotRead_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("line");
        QTest::newRow("no section") << QByteArray("# c\nregion = a\n") << 2;
        QTest::newRow("no delimiter") << QByteArray("[a]\nx = 1\n\nhello\n") << 4;
        QTest::newRow("no key") << QByteArray("[a]\n= 1\n") << 2;
        QTest::newRow("twice a section") << QByteArray("[a]\n[b]\n[a]\n") << 3;
        QTest::newRow("twice a key") << QByteArray("[a]\nx = 1\nX = 2\n") << 3;
        QTest::newRow("in a block") << QByteArray("[a]\ns3 =\n  b = 1\n  oops\n") << 4;
        QTest::newRow("not UTF-8") << QByteArray("[a]\nx = \xff\n") << 2;
    }
    void namesFileAndLineOfWhatItCannotRead()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, line);
        const auto sections = parseConfigFile(text, u"/home/x/.aws/config"_s);
        QVERIFY(!sections);
        QCOMPARE(sections.error().kind, ErrorKind::Invalid);
        QCOMPARE(sections.error().code, u"config-syntax"_s);
        QVERIFY2(sections.error().detail.startsWith(u"/home/x/.aws/config, line %1: "_s.arg(line)),
                 qPrintable(sections.error().detail));
    }

    void neverQuotesALineThatMayHoldASecret()
    {
        const auto sections = parseConfigFile("[a]\nwJalrXUtnFEMIK7MDENG\n", u"f"_s);
        QVERIFY(!sections);
        QVERIFY(!sections.error().detail.contains(u"wJalr"));
    }

    void takesAMissingFileForAnEmptyOne()
    {
        const QTemporaryDir folder;
        const auto sections = readConfigFile(folder.filePath(u"config"_s));
        QVERIFY(sections);
        QVERIFY(sections->isEmpty());
    }

    void saysWhyAFileCannotBeRead()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"config"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(file.resize(1024 * 1024 + 1)); // no configuration is as long
        const auto sections = readConfigFile(file.fileName());
        QVERIFY(!sections);
        QCOMPARE(sections.error().code, u"config-unreadable"_s);
    }

    void refusesWhatIsThereAndIsNoFile()
    {
        const QTemporaryDir folder;
        const QString pipe = folder.filePath(u"pipe"_s);
        QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
        for (const QString &path : {folder.path(), pipe, u"/dev/zero"_s}) {
            const auto sections = readConfigFile(path);
            QVERIFY2(!sections, qPrintable(path));
            QCOMPARE(sections.error().code, u"config-unreadable"_s);
            QVERIFY(sections.error().detail.startsWith(path + u": "_s));
        }
    }

    void takesTheNullDeviceForAnEmptyFile()
    {
        const auto sections = readConfigFile(u"/dev/null"_s);
        QVERIFY(sections);
        QVERIFY(sections->isEmpty());
    }

    void theLineOfABlockIsCountedThroughItsComments()
    {
        const auto parsed = parseConfigFile("[default]\ns3 =\n  a = b\n# note\n\n  no delimiter\n", u"config"_s);
        QVERIFY(!parsed);
        QVERIFY2(parsed.error().detail.startsWith(u"config, line 6:"), qPrintable(parsed.error().detail));
    }

    void aBlockThatTheSectionHasItselfIsNotReadFromTheDefaults()
    {
        const auto parsed = parseConfigFile("[DEFAULT]\ns3 =\n  no delimiter\n[default]\ns3 = plain\n", u"config"_s);
        QVERIFY(parsed);
        QCOMPARE(parsed->first().values.value(u"s3"_s), u"plain"_s);
    }
};

} // namespace config_file_test

KEYTURN_TEST(config_file, config_file_test::ConfigFileTest)
#include "config_file_test.moc"
