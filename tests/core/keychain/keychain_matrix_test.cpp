#include "core/keychain/qt_keychain.h"
#include "tests/support/private_keyring.h"
#include "tests/support/run.h"
#include "tests/support/test_main.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <qt6keychain/keychain.h>

using namespace keyturn;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace keychain_matrix_test {

// A real gnome-keyring-daemon on a bus of our own; made before the application, see main().
static PrivateKeyring *keyring = nullptr;

enum class Job { Read, Write, Remove };
enum class State {
    Open,
    Locked,
    PromptClosed, //!< locked, and the user did not give the password
    Dead,         //!< killed; the bus starts another one, which is locked
    Stopped,
    Late,      //!< answers after four times the watchdog, as 20 s are of 5 s
    NotStored, //!< says that it has stored and has not
    Foreign,   //!< a text that somebody else keeps under the same key
    NoBus,     //!< last: it does not come back
};

struct Answer {
    QString code; //!< "ok", "no such item", or that of the error
    QByteArray value;
};

//! Every job in every state of the keychain, found so or met on the way. Whatever the answer is, it comes within the
//! watchdog, and it is true: an item that is there is never called missing, and what is called done is done.
class KeychainMatrixTest : public QObject {
    Q_OBJECT

    static constexpr auto shortWatchdog = 250ms;
    static constexpr auto slack = 2s; // of a machine with more to do
    static constexpr auto intoTheJob = 1200us;

    static Answer answerOf(const Result<> &result) { return {result ? u"ok"_s : result.error().code, {}}; }
    static Answer answerOf(const Result<std::optional<SecretString>> &item)
    {
        if (!item)
            return {item.error().code, {}};
        return *item ? Answer{u"ok"_s, (*item)->bytes().toByteArray()} : Answer{u"no such item"_s, {}};
    }
    static SecretString secret(const char *text) { return SecretString(QByteArrayView(text)); }

    static void begin(TaskScope &scope, QtKeychain &keychain, Job job, const QString &key,
                      std::optional<Answer> &answer)
    {
        const auto take = [&answer](const auto &result) { answer = answerOf(result); };
        if (job == Job::Read)
            scope.launch(keychain.read(key), take);
        else if (job == Job::Write)
            scope.launch(keychain.write(key, secret("after")), take);
        else
            scope.launch(keychain.remove(key), take);
    }
    //! As another program would: with qtkeychain's text mode.
    static bool storeForeignText(const QString &key)
    {
        QKeychain::WritePasswordJob job(u"keyturn"_s);
        job.setAutoDelete(false);
        job.setKey(key);
        job.setTextData(u"theirs"_s);
        QEventLoop loop;
        connect(&job, &QKeychain::Job::finished, &loop, &QEventLoop::quit);
        job.start();
        loop.exec();
        return job.error() == QKeychain::NoError;
    }
    static bool enter(State state, const QString &key)
    {
        switch (state) {
        case State::Open:
            return true;
        case State::Locked:
            return keyring->lock();
        case State::PromptClosed: { // there is no prompter on this bus: the daemon's prompt ends by itself
            QtKeychain asking;
            const bool isLocked = keyring->lock();
            const std::optional<Result<>> unlocked = run(asking.unlock());
            return isLocked && unlocked && answerOf(*unlocked).code == u"locked"_s;
        }
        case State::Dead:
            return keyring->killDaemon();
        case State::Stopped:
        case State::Late:
            keyring->pause();
            return true;
        case State::Foreign:
            return storeForeignText(key);
        case State::NoBus:
            keyring->stopBus();
            return !keyring->isBusUp();
        case State::NotStored:
            break;
        }
        return false;
    }
    //! What may be said of it. Met on the way a job may be done already.
    static QStringList codes(State state, bool isMet)
    {
        QStringList all;
        switch (state) {
        case State::Open:
            return {u"ok"_s};
        case State::Locked:
        case State::PromptClosed:
            all = {u"locked"_s};
            if (isMet)
                all << u"ok"_s << u"denied"_s << u"failed"_s;
            return all;
        case State::Dead:
            all = {u"locked"_s};
            if (isMet)
                all << u"ok"_s << u"denied"_s << u"failed"_s << u"absent"_s << u"hung"_s;
            return all;
        case State::Stopped:
        case State::Late:
            all = {u"hung"_s};
            if (isMet)
                all << u"ok"_s;
            return all;
        case State::Foreign:
            return {u"ok"_s, u"failed"_s};
        case State::NoBus:
            all = {u"absent"_s};
            if (isMet)
                all << u"ok"_s << u"denied"_s << u"failed"_s << u"hung"_s;
            return all;
        case State::NotStored:
            break;
        }
        return all;
    }
    //! What the keychain holds when it is well again, against what was said.
    static void checkWhatIsThere(Job job, State state, bool isMet, const QString &key, const Answer &said)
    {
        QtKeychain patient;
        const auto item = run(patient.read(key));
        QVERIFY(item);
        const Answer now = answerOf(*item);
        const QString is = now.code + u' ' + QString::fromUtf8(now.value);
        QStringList possible{u"ok before"_s};
        if (state == State::Foreign)
            possible = isMet ? QStringList{u"ok before"_s, u"ok theirs"_s} : QStringList{u"ok theirs"_s};
        const bool isDone = said.code == u"ok"_s;
        const bool isAlone = state != State::Foreign || !isMet; // nobody else wrote after us
        if (job == Job::Write)
            possible = isDone && isAlone ? QStringList{u"ok after"_s} : possible << u"ok after"_s;
        else if (job == Job::Remove)
            possible = isDone && isAlone ? QStringList{u"no such item "_s} : possible << u"no such item "_s;
        QVERIFY2(possible.contains(is), qPrintable(said.code + u" was said, and then: "_s + is));
    }
    //! All three at once, for the bus ends once.
    static Answer whenTheBusEnded(Job job)
    {
        static std::optional<Answer> answers[3];
        if (!answers[0]) {
            QtKeychain keychain(shortWatchdog);
            run(keychain.state());
            TaskScope scope;
            for (const Job each : {Job::Read, Job::Write, Job::Remove})
                begin(scope, keychain, each, u"bus %1"_s.arg(int(each)), answers[int(each)]);
            spin(intoTheJob);
            keyring->stopBus();
            const bool answered = QTest::qWaitFor([] { return answers[0] && answers[1] && answers[2]; },
                                                  int((shortWatchdog * 3 + slack) / 1ms)); // writers take turns
            if (!answered)
                return {u"(no answer)"_s, {}};
        }
        return answers[int(job)].value_or(Answer{u"(no answer)"_s, {}});
    }
    static void spin(std::chrono::microseconds time)
    {
        QElapsedTimer elapsed;
        elapsed.start();
        while (std::chrono::nanoseconds(elapsed.nsecsElapsed()) < time)
            QCoreApplication::processEvents();
    }

private slots:
    void initTestCase()
    {
        QVERIFY(keyring->unlock());
        QtKeychain patient;
        for (const Job each : {Job::Read, Job::Write, Job::Remove}) { // for the end of the bus
            const auto written = run(patient.write(u"bus %1"_s.arg(int(each)), secret("before")));
            QVERIFY(written && *written);
        }
    }
    void init()
    {
        if (keyring->isBusUp() && !keyring->isOpen())
            QVERIFY(keyring->unlock());
    }

    void cleanup()
    {
        if (keyring->isBusUp() && keyring->pid() > 0)
            keyring->resume(); // or those after one that failed wait for ever
    }

    void answersInTimeAndTruly_data()
    {
        QTest::addColumn<Job>("job");
        QTest::addColumn<State>("state");
        QTest::addColumn<bool>("isMet");
        const std::pair<State, const char *> states[] = {
            {State::Open, "open"},
            {State::Locked, "locked"},
            {State::PromptClosed, "prompt closed"},
            {State::Dead, "daemon dead"},
            {State::Stopped, "daemon stopped"},
            {State::Late, "answer late"},
            {State::NotStored, "success but not stored"},
            {State::Foreign, "another item under the key"},
            {State::NoBus, "no D-Bus"},
        };
        const std::pair<Job, const char *> jobs[] = {
            {Job::Read, "read"}, {Job::Write, "write"}, {Job::Remove, "remove"}};
        for (const auto &[state, stateName] : states) {
            // The bus ends in the first of its rows.
            for (const bool isMet : {state == State::NoBus, state != State::NoBus}) {
                for (const auto &[job, jobName] : jobs)
                    QTest::addRow("%s, %s, %s", jobName, stateName, isMet ? "met on the way" : "from the start")
                        << job << state << isMet;
            }
        }
    }
    void answersInTimeAndTruly()
    {
        QFETCH(const Job, job);
        QFETCH(const State, state);
        QFETCH(const bool, isMet);
        if (state == State::NotStored)
            QSKIP("gnome-keyring stores what it says it has stored; KWallet, which may not, is no Secret Service here");
        if (state == State::NoBus && isMet) {
            const Answer answer = whenTheBusEnded(job);
            QVERIFY2(codes(state, isMet).contains(answer.code), qPrintable(answer.code));
            return;
        }
        const QString key = QString::fromUtf8(QTest::currentDataTag());
        const bool isRealWatchdog = state == State::Stopped && job == Job::Write && !isMet; // once in full length
        const bool isSilent = state == State::Stopped || state == State::Late;
        const std::chrono::milliseconds watchdog = isSilent && !isRealWatchdog ? shortWatchdog : 5000ms;
        if (state != State::NoBus && (state != State::Foreign || isMet)) {
            QtKeychain patient;
            const auto written = run(patient.write(key, secret("before")));
            QVERIFY(written && *written);
        }

        if (!isMet && state != State::NoBus)
            QVERIFY(enter(state, key));
        QtKeychain keychain(watchdog);
        if (isMet)
            QCOMPARE(run(keychain.state()), std::optional(KeychainState::Ready));
        std::optional<Answer> answer;
        TaskScope scope;
        QElapsedTimer elapsed;
        elapsed.start();
        begin(scope, keychain, job, key, answer);
        if (isMet) {
            spin(intoTheJob);
            QVERIFY(enter(state, key));
        }
        const bool answered = QTest::qWaitFor([&answer] { return answer.has_value(); }, int((watchdog + slack) / 1ms));
        if (state == State::Late)
            QTest::qWait(std::max(0, int(4 * shortWatchdog / 1ms - elapsed.elapsed())));
        if (isSilent)
            keyring->resume();
        QVERIFY(answered);
        QVERIFY2(codes(state, isMet).contains(answer->code), qPrintable(answer->code));
        if (job == Job::Read && answer->code == u"ok"_s)
            QVERIFY2(answer->value == "before" || (state == State::Foreign && answer->value == "theirs"),
                     answer->value.constData());
        if (state == State::NoBus)
            return;
        if (!keyring->isOpen())
            QVERIFY(keyring->unlock());
        checkWhatIsThere(job, state, isMet, key, *answer);
    }
};

int main(int argc, char **argv)
{
    PrivateKeyring privateKeyring;
    keyring = &privateKeyring;
    return runTest<KeychainMatrixTest, QCoreApplication>(argc, argv);
}

} // namespace keychain_matrix_test

KEYTURN_TEST_ROLE(keychain_matrix, &keychain_matrix_test::main)
#include "keychain_matrix_test.moc"
