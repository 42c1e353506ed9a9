#include "core/desktop/desktop_lock.h"
#include "tests/support/test_main.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusUnixFileDescriptor>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>
#include <utility>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace desktop_lock_test {

namespace {

const QString mine = u"/org/freedesktop/login1/session/_33"_s;

//! A dbus-daemon of our own, as session and as system bus.
class Bus {
public:
    Bus()
    {
        m_daemon.start(u"dbus-daemon"_s, {u"--session"_s, u"--nofork"_s, u"--print-address"_s});
        if (!m_daemon.waitForStarted() || !m_daemon.waitForReadyRead())
            qFatal("no dbus-daemon");
        address = QString::fromLatin1(m_daemon.readLine().trimmed());
        qputenv("DBUS_SESSION_BUS_ADDRESS", address.toLatin1());
        qputenv("DBUS_SYSTEM_BUS_ADDRESS", address.toLatin1());
    }
    ~Bus()
    {
        m_daemon.terminate();
        m_daemon.waitForFinished();
    }

    QString address;

private:
    QProcess m_daemon;
};

//! What of logind is used, on a connection of its own.
class Logind : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.login1.Manager")

public:
    explicit Logind(const QString &address) : m_bus(QDBusConnection::connectToBus(address, u"logind"_s))
    {
        m_bus.registerObject(u"/org/freedesktop/login1"_s, this,
                             QDBusConnection::ExportScriptableSlots | QDBusConnection::ExportScriptableSignals);
        m_bus.registerService(u"org.freedesktop.login1"_s);
    }
    ~Logind() override
    {
        closePipe();
        QDBusConnection::disconnectFromBus(u"logind"_s);
    }

    void lock(const QString &session)
    {
        m_bus.send(QDBusMessage::createSignal(session, u"org.freedesktop.login1.Session"_s, u"Lock"_s));
    }
    //! Of our session; \p active: it is in front.
    void tellActive(const QString &session, bool active)
    {
        QDBusMessage changed =
            QDBusMessage::createSignal(session, u"org.freedesktop.DBus.Properties"_s, u"PropertiesChanged"_s);
        changed << u"org.freedesktop.login1.Session"_s << QVariantMap{{u"Active"_s, active}} << QStringList();
        m_bus.send(changed);
    }
    //! Nobody holds back sleep any more.
    bool isFree() const
    {
        pollfd end{m_pipe[0], POLLIN, 0};
        return ::poll(&end, 1, 0) == 1 && (end.revents & POLLHUP);
    }
    int asked = 0;
    int delays = 0;

public slots:
    Q_SCRIPTABLE QDBusUnixFileDescriptor Inhibit(const QString &what, const QString &, const QString &,
                                                 const QString &mode)
    {
        delays += what == u"sleep"_s && mode == u"delay"_s ? 1 : 0;
        closePipe();
        if (::pipe2(m_pipe, O_CLOEXEC) != 0)
            return {};
        QDBusUnixFileDescriptor held(m_pipe[1]); // a copy; it goes with the answer
        ::close(std::exchange(m_pipe[1], -1));
        return held;
    }
    Q_SCRIPTABLE QDBusObjectPath GetSessionByPID(uint pid)
    {
        ++asked;
        return QDBusObjectPath(pid == uint(QCoreApplication::applicationPid()) ? mine : u"/"_s);
    }

signals:
    Q_SCRIPTABLE void PrepareForSleep(bool start);

private:
    void closePipe()
    {
        for (int &end : m_pipe) {
            if (end >= 0)
                ::close(std::exchange(end, -1));
        }
    }
    QDBusConnection m_bus;
    int m_pipe[2] = {-1, -1};
};

//! Another program.
void send(const QString &path, const QString &member, const QString &argument)
{
    QProcess program;
    program.start(u"dbus-send"_s, {u"--session"_s, u"--type=signal"_s, path, member, argument});
    if (!program.waitForFinished() || program.exitCode() != 0)
        qFatal("dbus-send");
}

} // namespace

class DesktopLockTest : public QObject {
    Q_OBJECT

private slots:
    void hearsTheScreenSaversOfAllDesktops_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("member");
        QTest::newRow("KDE") << u"/ScreenSaver"_s << u"org.freedesktop.ScreenSaver.ActiveChanged"_s;
        QTest::newRow("KDE, the other") << u"/org/freedesktop/ScreenSaver"_s
                                        << u"org.freedesktop.ScreenSaver.ActiveChanged"_s;
        QTest::newRow("GNOME") << u"/org/gnome/ScreenSaver"_s << u"org.gnome.ScreenSaver.ActiveChanged"_s;
        QTest::newRow("MATE") << u"/"_s << u"org.mate.ScreenSaver.ActiveChanged"_s;
    }
    void hearsTheScreenSaversOfAllDesktops()
    {
        QFETCH(QString, path);
        QFETCH(QString, member);
        DesktopLock lock;
        QSignalSpy locked(&lock, &DesktopLock::locked);
        send(path, member, u"boolean:false"_s); // unlocked
        send(path, member, u"boolean:true"_s);
        QTRY_COMPARE(locked.count(), 1);
    }

    void hearsThatTheComputerGoesToSleepAndNotThatItWakesUp()
    {
        Logind logind(m_bus.address);
        DesktopLock lock;
        QSignalSpy locked(&lock, &DesktopLock::locked);
        QTRY_COMPARE(logind.asked, 1);
        emit logind.PrepareForSleep(false);
        emit logind.PrepareForSleep(true);
        QTRY_COMPARE(locked.count(), 1);
    }

    void hearsTheLockOfItsOwnSessionOnly()
    {
        Logind logind(m_bus.address);
        DesktopLock lock;
        QSignalSpy locked(&lock, &DesktopLock::locked);
        QTRY_COMPARE(logind.asked, 1);
        logind.lock(u"/org/freedesktop/login1/session/c9"_s);
        logind.lock(mine);
        QTRY_COMPARE(locked.count(), 1);
        emit logind.PrepareForSleep(true); // comes after whatever was sent before
        QTRY_COMPARE(locked.count(), 2);
    }

    void sleepWaitsUntilItMay()
    {
        Logind logind(m_bus.address);
        DesktopLock lock;
        QSignalSpy locked(&lock, &DesktopLock::locked);
        QTRY_COMPARE(logind.delays, 1);
        lock.letSleep(); // none is near
        emit logind.PrepareForSleep(true);
        QTRY_COMPARE(locked.count(), 1);
        QVERIFY(!logind.isFree());
        lock.letSleep();
        QTRY_VERIFY(logind.isFree());
        emit logind.PrepareForSleep(false); // the next one waits again
        QTRY_COMPARE(logind.delays, 2);
    }

    void hearsThatAnotherUserTakesOver()
    {
        Logind logind(m_bus.address);
        DesktopLock lock;
        QSignalSpy locked(&lock, &DesktopLock::locked);
        QTRY_COMPARE(logind.delays, 1); // asked after the session
        logind.tellActive(u"/org/freedesktop/login1/session/c9"_s, false);
        logind.tellActive(mine, true);
        logind.tellActive(mine, false);
        QTRY_COMPARE(locked.count(), 1);
        emit logind.PrepareForSleep(true);
        QTRY_COMPARE(locked.count(), 2);
    }

    void isNotToldByAProgramThatIsNotLogind()
    {
        Logind logind(m_bus.address);
        DesktopLock lock;
        QSignalSpy locked(&lock, &DesktopLock::locked);
        QTRY_COMPARE(logind.asked, 1);
        send(mine, u"org.freedesktop.login1.Session.Lock"_s, u"string:"_s);
        send(u"/org/freedesktop/login1"_s, u"org.freedesktop.login1.Manager.PrepareForSleep"_s, u"boolean:true"_s);
        emit logind.PrepareForSleep(true);
        QTRY_COMPARE(locked.count(), 1);
        QTest::qWait(0);
        QCOMPARE(locked.count(), 1);
    }

    void withoutLogindAnyLockCounts()
    {
        Logind logind(m_bus.address);
        QDBusConnection(u"logind"_s).unregisterObject(u"/org/freedesktop/login1"_s);
        DesktopLock lock;
        QSignalSpy locked(&lock, &DesktopLock::locked);
        QTRY_VERIFY((logind.lock(u"/org/freedesktop/login1/session/c9"_s), !locked.isEmpty()));
    }

    void withoutAnyBusNothingIsToldAndNothingFails()
    {
        QProcess self;
        QProcessEnvironment without = QProcessEnvironment::systemEnvironment();
        without.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/nonexistent"_s);
        without.insert(u"DBUS_SYSTEM_BUS_ADDRESS"_s, u"unix:path=/nonexistent"_s);
        self.setProcessEnvironment(without);
        self.start(QCoreApplication::applicationFilePath(), {u"listen_in_vain"_s});
        QVERIFY(self.waitForFinished());
        QCOMPARE(self.exitStatus(), QProcess::NormalExit);
        QCOMPARE(self.exitCode(), 0);
    }

private:
    Bus m_bus;
};

//! Without a system bus there is nothing to listen to, and nothing goes wrong.
int listenInVain(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const DesktopLock lock;
    QCoreApplication::processEvents();
    return 0;
}

} // namespace desktop_lock_test

KEYTURN_TEST(desktop_lock, desktop_lock_test::DesktopLockTest)
KEYTURN_TEST_ROLE(listen_in_vain, &desktop_lock_test::listenInVain)
#include "desktop_lock_test.moc"
