#include "tests/support/keyturnctl.h"
#include "tests/support/scripted_aws.h"
#include "tests/support/test_main.h"

#include <QDir>

#include <csignal>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace signal_points_test {

// A signal at every request of every verb that writes to AWS: nobody's value is lost, no label is left that nobody
// knows of, and whoever is not killed outright says what became of it.
class CliSignalPointsTest : public QObject {
    Q_OBJECT

    //! What is written, and where.
    struct Scene {
        std::unique_ptr<ScriptedAws> aws = std::make_unique<ScriptedAws>();
        QStringList arguments;
        bool isSecret = true;
        bool theyWrite = false; //!< somebody else, right before the first write of ours arrives
    };
    const QString m_arn = ScriptedAws::arnOf(u"skill"_s);
    const QString m_parameter = u"/app/token"_s;
    const QByteArray m_before = R"({"api-access-token":"Atza|old","lwa-refresh-token":"Atzr|r","lwa-client-id":"id",)"
                                R"("lwa-client-secret":"cs","lwa-auth-scope":"s",)"
                                R"("lwa-auth-url":"https://api.amazon.com/auth/o2/token"})";
    std::unique_ptr<Keyturnctl> m_ctl; // with a home of its own for each run

    QDir journal() const { return QDir(m_ctl->home() + u"/.local/state/keyturn/ops"_s); }
    QStringList noted() const { return journal().entryList({u"*.json"_s}, QDir::Files); }

    Scene scene(const QString &name)
    {
        m_ctl = std::make_unique<Keyturnctl>();
        Scene scene;
        ScriptedAws::Secret &secret = scene.aws->secrets[m_arn];
        secret.current = u"11111111-1111-4111-8111-111111111111"_s;
        secret.versions.insert(secret.current, m_before);
        scene.aws->putParameter(m_parameter, "old", {{"Type", "SecureString"}, {"Tier", "Standard"}});
        scene.aws->tokenAnswer = R"({"access_token":"Atza|new","token_type":"bearer","expires_in":3600})";
        m_ctl->options = QStringList{u"--endpoint-url"_s, scene.aws->url().toString().chopped(1)};
        scene.isSecret = !name.contains("parameter"_L1);
        scene.theyWrite = name.contains("somebody"_L1);
        if (name.contains("no label"_L1))
            scene.arguments = QStringList{u"set"_s, m_arn, u"lwa-auth-scope"_s, u"--no-label-move"_s};
        else if (name.startsWith("refresh"_L1))
            scene.arguments = QStringList{u"refresh"_s, m_arn};
        else if (scene.isSecret)
            scene.arguments = QStringList{u"set"_s, m_arn, u"lwa-auth-scope"_s};
        else
            scene.arguments = QStringList{u"set"_s, m_parameter};
        return scene;
    }
    QByteArray current(const Scene &scene) const
    {
        if (!scene.isSecret)
            return scene.aws->parameters.value(m_parameter).value;
        const ScriptedAws::Secret secret = scene.aws->secrets.value(m_arn);
        return secret.versions.value(secret.current);
    }
    //! Runs it; \p signal comes with the request at \p point, after what somebody else does.
    Ran run(Scene &scene, int point, int signal, bool isLost)
    {
        int count = 0;
        bool haveWritten = false;
        scene.aws->onCall = [&, this](const QString &operation) {
            if (scene.theyWrite && operation == u"PutParameter"_s && !std::exchange(haveWritten, true))
                scene.aws->putParameter(m_parameter, "theirs", {{"Type", "SecureString"}, {"Tier", "Standard"}});
            if (count++ != point)
                return;
            if (isLost)
                scene.aws->fail(operation, ScriptedAws::Fault::Lost);
            ::kill(static_cast<pid_t>(m_ctl->pid), signal);
        };
        const Ran ran = m_ctl->run(scene.arguments, "new");
        scene.aws->onCall = {};
        scene.aws->mend();
        return ran;
    }
    //! How many requests there are when nothing comes in between.
    int points(const QString &name)
    {
        Scene dry = scene(name);
        run(dry, -1, 0, false);
        return static_cast<int>(dry.aws->calls().size());
    }
    bool isKept(const Scene &scene, const QByteArray &value) const
    {
        const ScriptedAws::Parameter parameter = scene.aws->parameters.value(m_parameter);
        const auto has = [&value](const auto &past) { return past.first == value; };
        return parameter.value == value || std::any_of(parameter.past.begin(), parameter.past.end(), has);
    }

    void checkTold(const Scene &scene, const Ran &ran, int signal, const QByteArray &old)
    {
        const QByteArray now = current(scene);
        if (ran.exitCode == 0) {
            QVERIFY2(ran.out.contains(" version "), ran.out.constData());
            QVERIFY(now != old);
        } else if (ran.exitCode == 5) {
            QVERIFY2(ran.err.contains("Someone else changed"), ran.err.constData());
            QCOMPARE(now, QByteArray("theirs"));
        } else {
            QCOMPARE(ran.exitCode, 128 + signal);
            QVERIFY2(ran.err.contains("nothing was written"), ran.err.constData());
            QCOMPARE(now, old);
        }
        QCOMPARE(scene.aws->secrets.value(m_arn).labels.size(), 0);
        QCOMPARE(noted(), QStringList());
    }
    void checkKilled(Scene &scene, const QByteArray &old)
    {
        const QByteArray now = current(scene);
        const bool isWhole = now == old || now == "theirs" || now.contains("new");
        QVERIFY2(isWhole, now.constData());
        if (scene.arguments.first() != "set"_L1)
            return;
        QVERIFY(scene.aws->secrets.value(m_arn).labels.isEmpty() || !noted().isEmpty());
        const bool wasNoted = !noted().isEmpty();
        const bool hidesTheirs = scene.theyWrite && now == "new";
        QVERIFY2(!hidesTheirs || (wasNoted && isKept(scene, "theirs")), "nobody would know");

        const QStringList other =
            scene.isSecret ? QStringList{u"set"_s, m_arn, u"lwa-client-id"_s} : QStringList{u"set"_s, m_parameter};
        const Ran next = m_ctl->run(other, "next");
        QVERIFY2(next.exitCode == 0, next.err.constData());
        QCOMPARE(next.err.contains("was cut off"), wasNoted);
        QVERIFY2(!hidesTheirs || next.err.contains("on top of someone else's"), next.err.constData());
        QCOMPARE(scene.aws->secrets.value(m_arn).labels.size(), 0);
        QCOMPARE(noted(), QStringList());
    }

private slots:
    void comesAtEveryPoint_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("signal");
        QTest::addColumn<bool>("isLost");
        const QList<std::pair<QString, int>> kinds{
            {u"INT"_s, SIGINT}, {u"TERM"_s, SIGTERM}, {u"HUP"_s, SIGHUP}, {u"QUIT"_s, SIGQUIT}, {u"KILL"_s, SIGKILL}};
        for (const char *name : {"set a secret", "set a secret with no label", "set a parameter",
                                 "set a parameter that somebody writes", "refresh"}) {
            for (const auto &[word, signal] : kinds)
                QTest::addRow("%s, %s", name, qPrintable(word)) << QString::fromLatin1(name) << signal << false;
            QTest::addRow("%s, KILL and the request is lost", name) << QString::fromLatin1(name) << SIGKILL << true;
        }
    }
    void comesAtEveryPoint()
    {
        QFETCH(QString, name);
        QFETCH(int, signal);
        QFETCH(bool, isLost);
        const int count = points(name);
        QVERIFY2(count >= 3, "the control: it was written at all");
        for (int point = 0; point < count; ++point) {
            Scene now = scene(name);
            const QByteArray old = current(now);
            const Ran ran = run(now, point, signal, isLost);
            if (signal == SIGKILL)
                checkKilled(now, old);
            else
                checkTold(now, ran, signal, old);
            if (QTest::currentTestFailed())
                QFAIL(qPrintable(
                    u"at request %1 of %2: %3"_s.arg(point + 1).arg(count).arg(now.aws->calls().value(point))));
        }
    }

    void aSecondSignalGivesUpAndSaysWhatIsNotKnown_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("from");
        QTest::newRow("a secret that waits under its label") << u"set a secret"_s << u"PutSecretValue"_s;
        QTest::newRow("a secret that is current") << u"set a secret"_s << u"UpdateSecretVersionStage"_s;
        QTest::newRow("a parameter") << u"set a parameter"_s << u"PutParameter"_s;
    }
    void aSecondSignalGivesUpAndSaysWhatIsNotKnown()
    {
        QFETCH(QString, name);
        QFETCH(QString, from);
        Scene now = scene(name);
        bool begun = false;
        now.aws->onCall = [&](const QString &operation) {
            begun = begun || operation == from;
            if (!begun)
                return;
            now.aws->fail(operation, ScriptedAws::Fault::LostSent, 0); // it goes on asking
            ::kill(static_cast<pid_t>(m_ctl->pid), SIGINT);
        };
        const Ran ran = m_ctl->run(now.arguments, "new");
        now.aws->onCall = {};
        now.aws->mend();
        QCOMPARE(ran.exitCode, 130);
        QVERIFY2(ran.err.contains("Finishing the write first"), ran.err.constData());
        QVERIFY2(ran.err.contains("it is not known whether"), ran.err.constData());
        QCOMPARE(noted().size(), 1);
        checkKilled(now, now.isSecret ? m_before : QByteArray("old"));
    }
};

} // namespace signal_points_test

KEYTURN_TEST(signal_points, signal_points_test::CliSignalPointsTest)
#include "signal_points_test.moc"
