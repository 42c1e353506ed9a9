#include "core/asp/asp_config.h"

#include "tests/support/test_main.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace asp_config_test {

const AspSettings wanted{u"secretsManager"_s, u"lwa-oauth"_s, u"eu-west-1"_s};

constexpr char asItComes[] = "{\r\n"
                             "\t\"asp_cli\" : { \"auth\":  \"file\", \"retries\": 1.0 },\r\n"
                             "\t\"other\": [1e2, \"\\u00e9\\/\"],\r\n"
                             "\t\"secretsManager\": {\r\n"
                             "\t\t\"secretNameForOAuth\": \"\",\r\n"
                             "\t\t\"regionName\": \"us-east-1\"\r\n"
                             "\t}\r\n"
                             "}";

class AspConfigTest : public QObject {
    Q_OBJECT

private slots:
    void readsWhatTheFileSays()
    {
        const Result<AspSettings> now = readAspConfig(asItComes);
        QVERIFY(now);
        QCOMPARE(now->auth, u"file"_s);
        QCOMPARE(now->secretName, QString());
        QCOMPARE(now->region, u"us-east-1"_s);
        QVERIFY(readAspConfig("{}"));
    }

    void changesThreeValuesAndNoOtherByte()
    {
        const Result<AspEdit> edit = editAspConfig(asItComes, wanted);
        QVERIFY(edit);
        QByteArray expected = asItComes;
        expected.replace("\"file\"", "\"secretsManager\"").replace("OAuth\": \"\"", "OAuth\": \"lwa-oauth\"");
        expected.replace("us-east-1", "eu-west-1");
        QCOMPARE(edit->text, expected);
        QCOMPARE(edit->changes.size(), 3);
        QCOMPARE(edit->changes[2].path, u"secretsManager.regionName"_s);
        QCOMPARE(edit->changes[2].before, u"us-east-1"_s);
        QCOMPARE(edit->changes[2].after, u"eu-west-1"_s);
        QVERIFY(!edit->changes[2].isNew);
    }

    void whatIsRightAlreadyStaysAsItIs()
    {
        const Result<AspEdit> once = editAspConfig(asItComes, wanted);
        QVERIFY(once);
        const Result<AspEdit> twice = editAspConfig(once->text, wanted);
        QVERIFY(twice);
        QCOMPARE(twice->text, once->text);
        QVERIFY(twice->changes.isEmpty());
    }

    void whatIsMissingIsAdded()
    {
        for (const QByteArray &text : {QByteArray("{}"), QByteArray("{\"asp_cli\": {}}\n"),
                                       QByteArray("{\n  \"secretsManager\": {\n  }\n}\n")}) {
            const Result<AspEdit> edit = editAspConfig(text, wanted);
            QVERIFY(edit);
            const Result<AspSettings> now = readAspConfig(edit->text);
            QVERIFY2(now, edit->text.constData());
            QCOMPARE(now->auth, wanted.auth);
            QCOMPARE(now->secretName, wanted.secretName);
            QCOMPARE(now->region, wanted.region);
            QVERIFY(edit->changes.constFirst().isNew);
        }
    }

    void anEmptyWishLeavesAMemberAlone()
    {
        const Result<AspEdit> edit = editAspConfig(asItComes, {u"secretsManager"_s, {}, {}});
        QVERIFY(edit);
        QCOMPARE(edit->changes.size(), 1);
        QCOMPARE(readAspConfig(edit->text)->region, u"us-east-1"_s);
    }

    void aByteOrderMarkStays()
    {
        const Result<AspEdit> edit = editAspConfig(QByteArray("\xEF\xBB\xBF") + asItComes, wanted);
        QVERIFY(edit);
        QVERIFY(edit->text.startsWith("\xEF\xBB\xBF{\r\n"));
    }

    void whatIsNoSuchFileIsRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text : {"", "[]", "{", "{\"asp_cli\": 7}", "{\"asp_cli\": {\"auth\": {}}}", "// c\n{}",
                                 "{\"secretsManager\": [], \"a\": 1}", "{\"asp_cli\":{},\"asp_cli\":{}}", "\xff{}"})
            QTest::newRow(text) << QByteArray(text);
    }

    void whatIsNoSuchFileIsRefused()
    {
        QFETCH(QByteArray, text);
        const Result<AspEdit> edit = editAspConfig(text, wanted);
        QVERIFY(!edit);
        QCOMPARE(edit.error().code, u"asp-config"_s);
    }

    void isFoundByFileFolderOrRepository()
    {
        const QTemporaryDir folder;
        const QString config = folder.filePath(u"asp-cli/config"_s);
        QVERIFY(QDir().mkpath(config));
        QVERIFY(!findAspConfig(folder.path()));
        QFile file(config + u"/default.json"_s);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("{}") == 2);
        for (const QString &path : {folder.path(), folder.filePath(u"asp-cli"_s), file.fileName()}) {
            const Result<QString> found = findAspConfig(path);
            QVERIFY(found);
            QCOMPARE(*found, file.fileName());
        }
    }

    void isReplacedAsAWholeWithItsModeAndOnlyIfNobodyChangedIt()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"default.json"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("{}") == 2);
        file.close();
        const auto mode = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ReadGroup;
        QVERIFY(file.setPermissions(mode));
        QVERIFY(QFile::link(file.fileName(), folder.filePath(u"link"_s)));
        QVERIFY(saveAspConfig(folder.filePath(u"link"_s), "{}", "{\"a\":1}"));
        QVERIFY(QFileInfo(folder.filePath(u"link"_s)).isSymLink());
        QCOMPARE(*loadAspConfig(file.fileName()), "{\"a\":1}");
        QCOMPARE(file.permissions() & (QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther),
                 QFileDevice::Permissions(QFileDevice::ReadGroup));
        const Result<> late = saveAspConfig(file.fileName(), "{}", "{\"b\":1}");
        QVERIFY(!late);
        QCOMPARE(late.error().kind, ErrorKind::Conflict);
        QCOMPARE(*loadAspConfig(file.fileName()), "{\"a\":1}");
    }

    void aLargeFileIsNotRead()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"default.json"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.resize(1024 * 1024 + 1));
        QVERIFY(!loadAspConfig(file.fileName()));
    }
};

} // namespace asp_config_test

KEYTURN_TEST(asp_config, asp_config_test::AspConfigTest)
#include "asp_config_test.moc"
