#include "core/profile/config_file.h"
#include "tests/support/python.h"
#include "tests/support/test_main.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace config_file_botocore_test {

//! Parses random files and compares with botocore's configloader.
class ConfigFileBotocoreTest : public QObject {
    Q_OBJECT

    QRandomGenerator m_random{20261121};

    const QString &pick(const QStringList &from) { return from.at(m_random.bounded(int(from.size()))); }

    QString randomFile()
    {
        static const QStringList sections{
            u"[default]"_s, u"[profile a]"_s,  u"[profile \"b c\"]"_s,      u"[services s]"_s,
            u"[x]y]"_s,     u"  [indented]"_s, u"[sso-session q] # note"_s, u"[ü]"_s};
        static const QStringList keys{u"region"_s,
                                      u"Output"_s,
                                      u"aws_access_key_id"_s,
                                      u"aws_secret_access_key"_s,
                                      u"aws_session_token"_s,
                                      u"endpoint_url"_s,
                                      u"s3"_s,
                                      u"ssm"_s,
                                      u"a b"_s};
        static const QStringList delimiters{u"="_s, u" = "_s, u":"_s, u" : "_s, u"=\t"_s, u" =  "_s};
        static const QStringList values{u"us-east-1"_s,       u"a#b"_s,       u"a ; b"_s,      u"%(x)s"_s, u"$HOME"_s,
                                        u"https://a:1/"_s,    u"x=y"_s,       u"\"quoted\""_s, u""_s,      u"ü "_s,
                                        u"[not a section]"_s, u"wJal/K7+b="_s};
        static const QStringList ends{u"\n"_s, u"\n"_s, u"\n"_s, u"\r\n"_s};
        static const QStringList others{u""_s, u"   "_s, u"# comment"_s, u"; comment"_s, u"  # indented comment"_s};
        const QString end = pick(ends);
        QString text;
        const int count = 1 + m_random.bounded(14);
        for (int i = 0; i < count; ++i) {
            const int what = m_random.bounded(100);
            if (i == 0 ? what < 95 : what < 15)
                text += m_random.bounded(40) == 0 ? u"[DEFAULT]"_s : pick(sections);
            else if (what < 60)
                text +=
                    (m_random.bounded(12) == 0 ? u"  "_s : QString()) + pick(keys) + pick(delimiters) + pick(values);
            else if (what < 70)
                text += pick(keys) + u" ="_s + end + u"    endpoint_url = "_s + pick(values) + end + u"  b="_s
                        + pick(values);
            else if (what < 75)
                text += u"   "_s + pick(values);
            else if (what < 97)
                text += pick(others);
            else
                text += pick({u"no delimiter"_s, u"= no key"_s, u"[]"_s, u"[open"_s});
            text += end;
        }
        return text;
    }

    static QJsonObject asBotocoreShowsIt(const QList<ConfigSection> &sections)
    {
        QJsonObject all;
        for (const ConfigSection &section : sections) {
            QJsonObject options;
            for (auto it = section.values.begin(); it != section.values.end(); ++it)
                options.insert(it.key(), it.value());
            for (auto it = section.secrets.begin(); it != section.secrets.end(); ++it)
                options.insert(it.key(), it.value().reveal());
            for (auto it = section.nested.begin(); it != section.nested.end(); ++it) {
                QJsonObject block;
                for (auto inner = it->begin(); inner != it->end(); ++inner)
                    block.insert(inner.key(), inner.value());
                options.insert(it.key(), block);
            }
            all.insert(section.name, options);
        }
        return all;
    }

private slots:
    void readsAsBotocoreDoes()
    {
        constexpr int count = 1'000;
        QStringList files;
        QByteArray input;
        for (int i = 0; i < count; ++i) {
            files.append(randomFile());
            const QByteArray array = QJsonDocument(QJsonArray{files.last()}).toJson(QJsonDocument::Compact);
            input += array.sliced(1, array.size() - 2) + '\n';
        }
        QByteArray problem;
        const QByteArray output =
            runPython(QStringLiteral(QT_TESTCASE_SOURCEDIR "/core/profile/config_file_botocore.py"), input, problem);
        QVERIFY2(problem.isEmpty(), problem.constData());
        const QByteArrayList lines = output.trimmed().split('\n');
        QCOMPARE(lines.size(), count);

        int readable = 0;
        for (int i = 0; i < count; ++i) {
            const QByteArray text = files.at(i).toUtf8();
            const Result<QList<ConfigSection>> ours = parseConfigFile(text, u"config"_s);
            const bool theirsFailed = lines.at(i) == "\"error\"";
            QVERIFY2(
                ours.has_value() != theirsFailed,
                (text + "\n" + lines.at(i) + "\n" + (ours ? QByteArray() : ours.error().detail.toUtf8())).constData());
            if (theirsFailed)
                continue;
            ++readable;
            const QJsonObject theirs = QJsonDocument::fromJson(lines.at(i)).object();
            QVERIFY2(asBotocoreShowsIt(*ours) == theirs,
                     (text + "\nours: " + QJsonDocument(asBotocoreShowsIt(*ours)).toJson()
                      + "\nbotocore: " + QJsonDocument(theirs).toJson())
                         .constData());
        }
        QVERIFY2(readable > count / 5 && readable < count, QByteArray::number(readable).constData());
    }
};

} // namespace config_file_botocore_test

KEYTURN_TEST(config_file_botocore, config_file_botocore_test::ConfigFileBotocoreTest)
#include "config_file_botocore_test.moc"
