#pragma once
#include <QEventLoop>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

namespace keyturn {

//! How a run of keyturnctl ended.
struct Ran {
    int exitCode = -1;
    QByteArray out;
    QByteArray err;
    QJsonDocument json() const { return QJsonDocument::fromJson(out); }
};

//! Runs the built keyturnctl (environment variable KEYTURNCTL) as a user with a home of its own and the sandbox's keys.
class Keyturnctl {
public:
    Keyturnctl()
    {
        QProcessEnvironment clean = QProcessEnvironment::systemEnvironment();
        for (const QString &name : clean.keys()) {
            if (name.startsWith(QLatin1String("AWS_")) || name.startsWith(QLatin1String("XDG_"))
                || name.contains(QLatin1String("proxy"), Qt::CaseInsensitive))
                clean.remove(name);
        }
        clean.insert(QStringLiteral("HOME"), m_home.path());
        clean.insert(QStringLiteral("AWS_ACCESS_KEY_ID"), QStringLiteral("testing"));
        clean.insert(QStringLiteral("AWS_SECRET_ACCESS_KEY"), QStringLiteral("testing"));
        clean.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), QStringLiteral("unix:path=/nonexistent/keyturn"));
        environment = clean;
    }

    QProcessEnvironment environment;
    QStringList options;    //!< in front of every command line, e.g. --endpoint-url
    mutable qint64 pid = 0; //!< of the run that is under way

    QString home() const { return m_home.path(); }
    static QString program() { return qEnvironmentVariable("KEYTURNCTL"); }

    Ran run(const QStringList &arguments, const QByteArray &input = {}) const
    {
        QProcess process;
        QEventLoop loop; // keeps servers of the test answering
        QObject::connect(&process, &QProcess::finished, &loop, &QEventLoop::quit);
        QObject::connect(&process, &QProcess::errorOccurred, &loop, &QEventLoop::quit);
        process.setProcessEnvironment(environment);
        process.setChildProcessModifier([] { ::signal(SIGHUP, SIG_DFL); }); // also where ctest runs under nohup
        process.start(program(), options + arguments);
        pid = process.processId();
        process.write(input);
        process.closeWriteChannel();
        if (process.state() != QProcess::NotRunning)
            loop.exec();
        Ran ran;
        if (process.exitStatus() == QProcess::NormalExit && process.error() == QProcess::UnknownError)
            ran.exitCode = process.exitCode();
        ran.out = process.readAllStandardOutput();
        ran.err = process.readAllStandardError();
        return ran;
    }

private:
    QTemporaryDir m_home;
};

//! `keyturnctl sandbox` on a port of its own, in memory of nobody: fresh state, ends with this object.
class SandboxProcess {
public:
    explicit SandboxProcess(Keyturnctl &user)
    {
        m_process.setProcessEnvironment(user.environment);
        m_process.start(Keyturnctl::program(), {QStringLiteral("sandbox"), QStringLiteral("--port"),
                                                QStringLiteral("0"), QStringLiteral("--fresh")});
        while (!m_process.canReadLine() && m_process.waitForReadyRead(20'000)) {
        }
        readyLine = m_process.readLine();
        url = QString::fromLatin1(readyLine).section(QLatin1Char(' '), 4, 4);
        user.options = QStringList{QStringLiteral("--endpoint-url"), url};
    }
    ~SandboxProcess() { stop(); }
    Q_DISABLE_COPY_MOVE(SandboxProcess)

    QByteArray readyLine;
    QString url;

    //! SIGTERM; the exit code.
    int stop()
    {
        if (m_process.state() != QProcess::NotRunning) {
            m_process.terminate();
            m_process.waitForFinished();
        }
        return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
    }
    qint64 pid() const { return m_process.processId(); }

private:
    QProcess m_process;
};

} // namespace keyturn
