#include "tests/support/keyturnctl.h"
#include "tests/support/test_main.h"

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace reading_test {

// list, due, show and whoami against `keyturnctl sandbox`.
class CliReadingTest : public QObject {
    Q_OBJECT

    Keyturnctl m_ctl;
    std::unique_ptr<SandboxProcess> m_sandbox;

    static QJsonObject named(const QJsonDocument &list, const QString &name)
    {
        for (const QJsonValue &value : list.array()) {
            if (value[u"name"_s] == name)
                return value.toObject();
        }
        return {};
    }

private slots:
    void initTestCase()
    {
        QVERIFY2(!Keyturnctl::program().isEmpty(), "KEYTURNCTL names the program to test");
        m_sandbox = std::make_unique<SandboxProcess>(m_ctl);
        QVERIFY2(m_sandbox->url.startsWith(u"http://127.0.0.1:"_s), m_sandbox->readyLine.constData());
    }

    void saysWhenTheSandboxIsReadyInOneLine()
    {
        QCOMPARE(m_sandbox->readyLine,
                 "keyturn sandbox ready on " + m_sandbox->url.toLatin1() + " (access key testing, secret testing)\n");
    }

    void listsBothStoresInAlignedColumns()
    {
        const Ran ran = m_ctl.run({u"list"_s});
        QCOMPARE(ran.exitCode, 0);
        QCOMPARE(ran.err, QByteArray());
        const QList<QByteArray> lines = ran.out.trimmed().split('\n');
        QVERIFY(lines.first().startsWith("NAME "));
        const qsizetype store = lines.first().indexOf("STORE");
        bool secrets = false, parameters = false;
        for (const QByteArray &line : lines.mid(1)) {
            QCOMPARE(line.at(store - 1), ' ');
            secrets |= line.sliced(store).startsWith("secretsmanager ");
            parameters |= line.sliced(store).startsWith("ssm ");
        }
        QVERIFY(secrets && parameters);
    }

    void listsTheSameAsJson()
    {
        const Ran ran = m_ctl.run({u"--json"_s, u"list"_s});
        QCOMPARE(ran.exitCode, 0);
        const QJsonObject lwa = named(ran.json(), u"amazon-api-access-token"_s);
        QCOMPARE(lwa[u"store"_s], u"secretsmanager"_s);
        QCOMPARE(lwa[u"kind"_s], u"LWA"_s);
        QCOMPARE(lwa[u"region"_s], u"us-east-1"_s);
        QCOMPARE(lwa[u"account"_s], u"123456789012"_s);
        const QDateTime changed = QDateTime::fromString(lwa[u"changed"_s].toString(), Qt::ISODate);
        QVERIFY(changed.isValid() && changed.timeSpec() == Qt::UTC);
    }

    void takesOptionsBeforeAndAfterTheVerb()
    {
        QCOMPARE(m_ctl.run({u"list"_s, u"--json"_s}).out, m_ctl.run({u"--json"_s, u"list"_s}).out);
    }

    void listsTheDateThatAPolicySetsAsLastChangePlus150Days()
    {
        const Ran ran = m_ctl.run({u"--json"_s, u"due"_s});
        QCOMPARE(ran.exitCode, 0);
        bool found = false;
        QDateTime last;
        for (const QJsonValue &value : ran.json().array()) {
            const QDateTime due = QDateTime::fromString(value[u"due"_s].toString(), Qt::ISODate);
            QVERIFY(due.isValid());
            QVERIFY(!last.isValid() || last <= due); // earliest first
            last = due;
            if (value[u"reason"_s] != u"NoChangeNotification"_s
                || !value[u"name"_s].toString().endsWith(u"clientsecret"_s))
                continue;
            found = true;
            const QDateTime since = QDateTime::fromString(value[u"since"_s].toString(), Qt::ISODate);
            QCOMPARE(due, since.addDays(150));
            QCOMPARE(value[u"days"_s].toInt(), 150);
            QCOMPARE(value[u"store"_s], u"ssm"_s);
            QCOMPARE(value[u"state"_s], u"overdue"_s);
        }
        QVERIFY(found);
    }

    void saysWhatIsDueAndWhatResetsIt()
    {
        const Ran ran = m_ctl.run({u"due"_s});
        QCOMPARE(ran.exitCode, 0);
        QVERIFY(ran.out.contains("/my-erp/lwa/clientsecret"));
        QVERIFY(ran.out.contains("not changed for 150 days"));
        QVERIFY(ran.out.contains("any write"));
    }

    void masksValuesUnlessAskedFor()
    {
        const QByteArray raw = m_ctl.run({u"show"_s, u"amazon-api-access-token"_s, u"--raw"_s}).out;
        const QJsonObject secret = QJsonDocument::fromJson(raw).object();
        const QByteArray token = secret[u"lwa-refresh-token"_s].toString().toUtf8();
        const QByteArray clientId = secret[u"lwa-client-id"_s].toString().toUtf8();
        QVERIFY(token.size() > 100);

        const Ran table = m_ctl.run({u"show"_s, u"amazon-api-access-token"_s});
        QCOMPARE(table.exitCode, 0);
        QVERIFY(!table.out.contains(token.left(12)));
        QVERIFY(table.out.contains(QByteArray::number(token.size()) + " characters"));
        QVERIFY(table.out.contains(clientId)); // not a secret
        const Ran json = m_ctl.run({u"--json"_s, u"show"_s, u"amazon-api-access-token"_s});
        QVERIFY(!json.out.contains(token.left(12)));

        const Ran one = m_ctl.run({u"show"_s, u"amazon-api-access-token"_s, u"--reveal"_s, u"lwa-refresh-token"_s});
        QCOMPARE(one.exitCode, 0);
        QCOMPARE(one.out, token); // no newline, nothing else
        const Ran both =
            m_ctl.run({u"--json"_s, u"show"_s, u"amazon-api-access-token"_s, u"--reveal"_s, u"lwa-refresh-token"_s});
        QVERIFY(both.out.contains(token));
        QVERIFY(!both.out.contains(secret[u"lwa-client-secret"_s].toString().toUtf8()));
    }

    void showsAGroupOfParameters()
    {
        const Ran ran = m_ctl.run({u"--json"_s, u"show"_s, u"/my-erp/lwa"_s});
        QCOMPARE(ran.exitCode, 0);
        QStringList roles;
        for (const QJsonValue &value : ran.json()[u"values"_s].toArray())
            roles << value[u"role"_s].toString();
        QCOMPARE(roles, QStringList({u"client-id"_s, u"client-secret"_s, u"refresh-token"_s}));
    }

    void showsASecretThatIsNotJson()
    {
        const Ran masked = m_ctl.run({u"show"_s, u"billing/prod/stripe-api-key"_s});
        QCOMPARE(masked.exitCode, 0);
        const Ran raw = m_ctl.run({u"show"_s, u"billing/prod/stripe-api-key"_s, u"--raw"_s});
        QCOMPARE(raw.exitCode, 0);
        QVERIFY(raw.out.startsWith("rk_"));
        QVERIFY(!masked.out.contains(raw.out));
        QVERIFY(masked.out.contains("(whole value)"));
    }

    void findsWhatAnArnNamesAndSaysWhereItIsElsewhere()
    {
        const Ran list = m_ctl.run({u"--json"_s, u"list"_s});
        QString parameter;
        for (const QJsonValue &entry : list.json().array()) {
            if (entry[u"store"_s] == u"ssm"_s && entry[u"arn"_s].toString().startsWith(u"arn:"_s))
                parameter = entry[u"arn"_s].toString();
        }
        QVERIFY(!parameter.isEmpty());
        const Ran found = m_ctl.run({u"show"_s, parameter});
        QVERIFY2(found.exitCode == 0, found.err.constData());

        for (const QString &service : {u"ssm"_s, u"secretsmanager"_s}) {
            const QString resource = service == u"ssm"_s ? u"parameter/absent"_s : u"secret:absent-aB3dE6"_s;
            const QString arn = u"arn:aws:"_s + service + u":%1:%2:"_s + resource;
            const Ran region = m_ctl.run({u"show"_s, arn.arg(u"eu-west-3"_s, u"123456789012"_s)});
            QCOMPARE(region.exitCode, 2);
            QVERIFY2(region.err.contains("--region eu-west-3"), region.err.constData());
            const Ran account = m_ctl.run({u"show"_s, arn.arg(u"us-east-1"_s, u"210987654321"_s)});
            QCOMPARE(account.exitCode, 2);
            QVERIFY2(account.err.contains("account 210987654321"), account.err.constData());
            QVERIFY(account.err.contains("--profile"));
        }
        const Ran store = m_ctl.run({u"show"_s, parameter, u"--store"_s, u"secret"_s});
        QCOMPARE(store.exitCode, 2);
        QVERIFY2(store.err.contains("is a parameter and not a secret"), store.err.constData());
        const Ran version = m_ctl.run({u"show"_s, parameter + u":1"_s});
        QCOMPARE(version.exitCode, 2);
        QVERIFY2(version.err.contains("Leave out \":1\""), version.err.constData());
    }

    void showsAnOlderVersion()
    {
        const QStringList previous{u"show"_s, u"amazon-api-access-token"_s, u"--version-stage"_s, u"AWSPREVIOUS"_s};
        const Ran now = m_ctl.run({u"show"_s, u"amazon-api-access-token"_s, u"--raw"_s});
        const Ran before = m_ctl.run(previous + QStringList{u"--raw"_s});
        QCOMPARE(before.exitCode, 0);
        QVERIFY(!before.out.isEmpty() && before.out != now.out);
        QVERIFY(m_ctl.run(previous).out.contains("AWSPREVIOUS"));
    }

    void saysWhoTheKeysBelongTo()
    {
        const Ran text = m_ctl.run({u"whoami"_s});
        QCOMPARE(text.exitCode, 0);
        QVERIFY(text.out.contains("123456789012"));
        const Ran ran = m_ctl.run({u"--json"_s, u"whoami"_s});
        const QJsonObject who = ran.json().object();
        QCOMPARE(who[u"account"_s], u"123456789012"_s);
        QCOMPARE(who[u"region"_s], u"us-east-1"_s);
        QCOMPARE(who[u"endpoint"_s].toString(), m_sandbox->url);
        QVERIFY(who[u"arn"_s].toString().startsWith(u"arn:aws:iam::123456789012:"_s));
        QVERIFY(!who[u"credentials"_s].toString().isEmpty());
    }

    void endsQuietlyWhenNobodyReads()
    {
        QProcess shell;
        shell.setProcessEnvironment(m_ctl.environment);
        const QString pipeline =
            u"set -o pipefail; \"$KEYTURNCTL\" --endpoint-url %1 --json list | true"_s.arg(m_sandbox->url);
        shell.start(u"bash"_s, {u"-c"_s, pipeline});
        QVERIFY(shell.waitForFinished());
        QVERIFY2(shell.exitCode() == 141 || shell.exitCode() == 0, QByteArray::number(shell.exitCode()).constData());
        QCOMPARE(shell.readAllStandardError(), QByteArray());
    }
};

} // namespace reading_test

KEYTURN_TEST(reading, reading_test::CliReadingTest)
#include "reading_test.moc"
