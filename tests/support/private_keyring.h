#pragma once
#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusVariant>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QThread>

#include <csignal>
#include <sys/prctl.h>

namespace keyturn {

//! A session bus of our own with a real gnome-keyring-daemon, in a HOME of our own. Changes this process's environment,
//! so it is made before QCoreApplication, and once: libsecret stays with the bus it saw first. All of it ends with us.
class PrivateKeyring {
public:
    enum class Services {
        Installed, //!< the bus starts what the system has, gnome-keyring among it
        None,      //!< nothing is started by the bus
    };

    explicit PrivateKeyring(Services services = Services::Installed)
    {
        const QString home = m_home.path();
        qputenv("HOME", home.toUtf8());
        qputenv("XDG_RUNTIME_DIR", home.toUtf8());
        for (const char *name : {"XDG_CURRENT_DESKTOP", "DESKTOP_SESSION", "KDE_FULL_SESSION", "DISPLAY",
                                 "XDG_DATA_HOME", "GNOME_KEYRING_CONTROL", "SSH_AUTH_SOCK"})
            qunsetenv(name); // or qtkeychain may choose KWallet, and prompts may appear on somebody's screen
        startBus(services);
    }
    ~PrivateKeyring()
    {
        QDBusConnection::disconnectFromBus(connectionName());
        stop(m_bus); // the daemon ends with its bus
    }
    Q_DISABLE_COPY_MOVE(PrivateKeyring)

    bool isBusUp() const { return m_bus.state() == QProcess::Running; }
    void stopBus() { stop(m_bus); }

    //! Starts a daemon with an open default keyring, in the place of one that runs; \p password opens it again later.
    bool unlock(const QByteArray &password = "test")
    {
        QProcess daemon;
        daemon.start(QStringLiteral("gnome-keyring-daemon"),
                     {QStringLiteral("--replace"), QStringLiteral("--unlock"), QStringLiteral("--components=secrets")});
        daemon.write(password);
        daemon.closeWriteChannel();
        return daemon.waitForFinished() && daemon.exitCode() == 0 && waitFor([this] { return isOpen(); });
    }

    //! There is a daemon and its default keyring is not locked. Starts none.
    bool isOpen()
    {
        if (pid() <= 0)
            return false;
        QDBusMessage get = call("org.freedesktop.DBus.Properties", "Get", defaultCollection().path());
        get << QStringLiteral("org.freedesktop.Secret.Collection") << QStringLiteral("Locked");
        const QVariant locked = bus().call(get).arguments().value(0).value<QDBusVariant>().variant();
        return locked.isValid() && !locked.toBool();
    }

    bool lock()
    {
        QDBusMessage lock = call("org.freedesktop.Secret.Service", "Lock");
        lock << QVariant::fromValue(QList<QDBusObjectPath>{defaultCollection()});
        return bus().call(lock).type() == QDBusMessage::ReplyMessage;
    }

    QDBusObjectPath defaultCollection()
    {
        QDBusMessage alias = call("org.freedesktop.Secret.Service", "ReadAlias");
        alias << QStringLiteral("default");
        return bus().call(alias).arguments().value(0).value<QDBusObjectPath>();
    }

    //! Of the daemon; 0 when there is none.
    pid_t pid() { return static_cast<pid_t>(bus().interface()->servicePid(serviceName()).value()); }
    void pause() { ::kill(pid(), SIGSTOP); }
    void resume() { ::kill(pid(), SIGCONT); }
    //! Kills the daemon and waits until the bus knows; the bus may have started another by then, which is locked.
    bool killDaemon()
    {
        const pid_t daemon = pid();
        return daemon > 0 && ::kill(daemon, SIGKILL) == 0 && waitFor([this, daemon] { return pid() != daemon; });
    }

private:
    static QString serviceName() { return QStringLiteral("org.freedesktop.secrets"); }
    static QString connectionName() { return QStringLiteral("private-keyring"); }
    static QDBusMessage call(const char *interface, const char *method,
                             const QString &path = QStringLiteral("/org/freedesktop/secrets"))
    {
        return QDBusMessage::createMethodCall(serviceName(), path, QLatin1String(interface), QLatin1String(method));
    }
    template <typename Condition>
    static bool waitFor(Condition condition)
    {
        for (int i = 0; i < 1000; ++i) {
            if (condition())
                return true;
            QThread::msleep(5);
        }
        return false;
    }
    QDBusConnection bus()
    {
        QDBusConnection known(connectionName());
        return known.isConnected() ? known
                                   : QDBusConnection::connectToBus(QDBusConnection::SessionBus, connectionName());
    }

    void startBus(Services services)
    {
        QStringList arguments{QStringLiteral("--nofork"), QStringLiteral("--print-address=1")};
        if (services == Services::Installed) {
            arguments << QStringLiteral("--session");
        } else {
            QFile config(m_home.filePath(QStringLiteral("bus.conf")));
            if (config.open(QIODevice::WriteOnly))
                config.write("<busconfig><type>session</type><listen>unix:dir=/tmp</listen><policy context=\"default\">"
                             "<allow user=\"*\"/><allow receive_sender=\"*\"/><allow send_destination=\"*\"/><allow "
                             "own=\"*\"/></policy></busconfig>");
            arguments << QStringLiteral("--config-file=") + config.fileName();
        }
        m_bus.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
        m_bus.setStandardErrorFile(QProcess::nullDevice());
        m_bus.start(QStringLiteral("dbus-daemon"), arguments);
        while (!m_bus.canReadLine() && m_bus.waitForReadyRead()) {
        }
        qputenv("DBUS_SESSION_BUS_ADDRESS", m_bus.readLine().trimmed());
    }
    static void stop(QProcess &process)
    {
        process.terminate();
        if (!process.waitForFinished(5000))
            process.kill();
    }

    // in memory where that is possible: the daemon syncs the keyring's file on every write
    QTemporaryDir m_home{QFileInfo(QStringLiteral("/dev/shm")).isWritable()
                             ? QStringLiteral("/dev/shm/keyturn-XXXXXX")
                             : QDir::tempPath() + QStringLiteral("/keyturn-XXXXXX")};
    QProcess m_bus;
};

} // namespace keyturn
