#include "core/credentials/process_source.h"

#include "core/base/redaction.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTimer>

#include <csignal>
#include <functional>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

Error processError(const QString &why)
{
    return {ErrorKind::Io, Refusal::Process, why};
}

//! A program in a session of its own, so that what it starts can be ended with it.
class Program {
public:
    Program(const QStringList &argv, const ProcessSource::Limits &limits, std::function<void()> takesLong) :
        m_limits(limits), m_takesLong(std::move(takesLong))
    {
        m_process.setProgram(argv.constFirst());
        m_process.setArguments(argv.sliced(1));
        m_process.setStandardInputFile(QProcess::nullDevice());
        m_process.setChildProcessModifier([] { ::setsid(); });
        const auto end = m_ended.completer();
        QObject::connect(&m_process, &QProcess::readyReadStandardOutput, &m_process,
                         [this] { take(m_process.readAllStandardOutput(), m_output); });
        QObject::connect(&m_process, &QProcess::readyReadStandardError, &m_process,
                         [this] { take(m_process.readAllStandardError(), m_complaint); });
        QObject::connect(&m_process, &QProcess::finished, &m_process, [end] { end({}); });
        QObject::connect(&m_process, &QProcess::errorOccurred, &m_process, [this, end](QProcess::ProcessError error) {
            if (error == QProcess::FailedToStart) {
                m_problem = m_process.errorString();
                end({});
            }
        });
        m_timer.setSingleShot(true);
        QObject::connect(&m_timer, &QTimer::timeout, &m_process, [this] {
            stop(u"it did not end within %1 seconds"_s.arg(
                std::chrono::duration_cast<std::chrono::seconds>(m_limits.time).count()));
        });
        m_patience.setSingleShot(true);
        QObject::connect(&m_patience, &QTimer::timeout, &m_process, m_takesLong);
    }
    ~Program()
    {
        m_process.disconnect();
        killGroup();
        if (m_process.state() != QProcess::NotRunning) { // given up; Qt would do the same, and complain on the terminal
            m_process.kill();
            m_process.waitForFinished();
        }
        wipe(m_output);
        wipe(m_complaint);
    }
    Q_DISABLE_COPY_MOVE(Program)

    const Completion<std::monostate> &start()
    {
        m_timer.start(m_limits.time);
        m_patience.start(m_limits.quiet);
        m_process.start();
        m_group = static_cast<pid_t>(m_process.processId());
        return m_ended;
    }

    Result<SecretString> result()
    {
        if (m_problem.isEmpty() && m_process.exitStatus() == QProcess::CrashExit)
            m_problem = u"it was ended by a signal"_s;
        if (m_problem.isEmpty() && m_process.exitCode() != 0) {
            const QString said = redacted(QString::fromUtf8(m_complaint).trimmed());
            m_problem = u"exit code %1"_s.arg(m_process.exitCode()) + (said.isEmpty() ? QString() : u": "_s + said);
        }
        if (!m_problem.isEmpty())
            return processError(m_problem);
        return SecretString(QByteArrayView(m_output));
    }

private:
    void take(QByteArray bytes, QByteArray &into)
    {
        if (into.isEmpty())
            into.reserve(m_limits.bytes); // grows without leaving copies behind
        const bool isTooMuch = into.size() + bytes.size() > m_limits.bytes;
        if (!isTooMuch)
            into.append(bytes);
        wipe(bytes);
        if (isTooMuch)
            stop(u"it printed more than %1 KiB"_s.arg(m_limits.bytes / 1024));
    }
    void stop(const QString &why)
    {
        if (m_problem.isEmpty())
            m_problem = why;
        m_process.kill();
        killGroup();
    }
    void killGroup() const
    {
        if (m_group > 0)
            ::kill(-m_group, SIGKILL);
    }

    const ProcessSource::Limits m_limits;
    const std::function<void()> m_takesLong;
    QProcess m_process;
    QTimer m_timer;
    QTimer m_patience;
    pid_t m_group = 0;
    QByteArray m_output;
    QByteArray m_complaint;
    QString m_problem;
    const Completion<std::monostate> m_ended;
};

} // namespace

ProcessSource::ProcessSource(SignIn signIn, const SignInContext &context) :
    ProcessSource(std::move(signIn), context, Limits())
{}

ProcessSource::ProcessSource(SignIn signIn, const SignInContext &context, Limits limits) :
    m_signIn(std::move(signIn)), m_consent(context.environment), m_prompts(context.prompts), m_limits(limits)
{}

QString ProcessSource::description() const
{
    return u"credential_process of profile %1 (%2)"_s.arg(m_signIn.profile, m_signIn.argv.constFirst());
}

Task<Result<SecretString>> ProcessSource::output() const
{
    const std::function<void()> takesLong = [this] {
        if (m_prompts)
            m_prompts->stillRuns(m_signIn.profile, m_signIn.argv.constFirst());
    };
    Program program(m_signIn.argv, m_limits, takesLong);
    const Completion<std::monostate> &ended = program.start();
    co_await ended;
    co_return program.result();
}

Task<Result<Credentials>> ProcessSource::fetch()
{
    if (!m_consent.isGiven(m_signIn.profile, m_signIn.command))
        co_return Error{ErrorKind::Invalid, Refusal::ProcessConsent, m_signIn.command};
    const Result<SecretString> printed = co_await output();
    Result<Credentials> credentials = printed ? credentialsOfProcess(*printed) : Result<Credentials>(printed.error());
    if (credentials)
        co_return credentials;
    Error error = credentials.error();
    error.detail = u"credential_process of profile %1: %2"_s.arg(m_signIn.profile, error.detail);
    co_return error;
}

Result<Credentials> credentialsOfProcess(const SecretString &output)
{
    const QByteArrayView bytes = output.bytes();
    QJsonParseError problem;
    const QJsonDocument document =
        QJsonDocument::fromJson(QByteArray::fromRawData(bytes.data(), bytes.size()), &problem);
    if (!document.isObject())
        return processError(u"what it printed is no JSON object: %1"_s.arg(problem.errorString()));
    const QJsonObject object = document.object();
    const QJsonValue version = object[u"Version"];
    if (!version.isDouble() || version.toDouble() != 1.0)
        return processError(u"what it printed has no \"Version\": 1"_s);
    Credentials credentials;
    credentials.accessKeyId = object[u"AccessKeyId"].toString().toUtf8();
    credentials.secretAccessKey = SecretString(object[u"SecretAccessKey"].toString());
    credentials.sessionToken = SecretString(object[u"SessionToken"].toString());
    if (credentials.accessKeyId.isEmpty() || credentials.secretAccessKey.isEmpty())
        return processError(u"what it printed lacks AccessKeyId or SecretAccessKey"_s);
    const QJsonValue expiration = object[u"Expiration"];
    if (!expiration.isUndefined() && !expiration.isNull()) {
        credentials.expiresAt = QDateTime::fromString(expiration.toString(), Qt::ISODate).toUTC();
        if (!credentials.expiresAt.isValid())
            return processError(u"its Expiration is no time"_s);
    }
    return credentials;
}

} // namespace keyturn
