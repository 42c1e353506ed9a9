#include "app/sandbox/rotation/function_call.h"

#include "core/async/completion.h"

#include <QJsonDocument>
#include <QProcess>
#include <QTimer>

namespace keyturn::sandbox {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype messageBytes = 2000;

Error failure(const QString &why)
{
    return {ErrorKind::Protocol, u"function-failed"_s, why};
}

} // namespace

Task<Result<>> callProgram(QString file, QByteArray event, QProcessEnvironment environment,
                           std::chrono::milliseconds timeout)
{
    QProcess process;
    QTimer limit;
    QByteArray complaint;
    QString problem;
    Completion<bool> ended;
    const auto end = ended.completer();
    process.setProgram(file);
    process.setProcessEnvironment(environment);
    process.setStandardOutputFile(QProcess::nullDevice());
    QObject::connect(&process, &QProcess::readyReadStandardError, &process, [&process, &complaint] {
        complaint = (complaint + process.readAllStandardError()).right(messageBytes);
    });
    QObject::connect(&process, &QProcess::finished, &process, [end](int code, QProcess::ExitStatus status) {
        end(code == 0 && status == QProcess::NormalExit);
    });
    QObject::connect(&process, &QProcess::errorOccurred, &process, [end, &process, &problem](QProcess::ProcessError e) {
        if (e != QProcess::FailedToStart)
            return;
        problem = process.errorString();
        end(false);
    });
    limit.setSingleShot(true);
    QObject::connect(&limit, &QTimer::timeout, &process, [&process, &problem, timeout] {
        problem = u"Task timed out after %1 seconds"_s.arg(static_cast<double>(timeout.count()) / 1000.0, 0, 'f', 2);
        process.kill();
    });
    limit.start(timeout);
    process.start();
    process.write(event);
    process.closeWriteChannel();
    const bool succeeded = co_await ended;
    if (succeeded)
        co_return Result<>();
    if (problem.isEmpty())
        problem = QString::fromUtf8(complaint + process.readAllStandardError()).trimmed().section(u'\n', -1);
    if (problem.isEmpty())
        problem = u"exit code %1"_s.arg(process.exitCode());
    co_return failure(problem);
}

Task<Result<>> callUrl(HttpClient &http, QUrl url, QByteArray event, std::chrono::milliseconds timeout)
{
    HttpRequest request;
    request.url = url;
    request.headers.emplaceBack("Content-Type", "application/json");
    request.body = SecretString(QByteArrayView(event));
    request.deadline = timeout;
    const Result<HttpResponse> response = co_await http.send(std::move(request));
    if (!response)
        co_return failure(response.error().detail);
    const QJsonObject body = QJsonDocument::fromJson(response->body.bytes().toByteArray()).object();
    const QString message = body[u"errorMessage"].toString().left(messageBytes);
    if (response->status < 200 || response->status > 299)
        co_return failure(u"HTTP status %1"_s.arg(response->status));
    if (!message.isEmpty() || !response->header("X-Amz-Function-Error").isEmpty())
        co_return failure(message.isEmpty() ? u"function error"_s : message);
    co_return Result<>();
}

} // namespace keyturn::sandbox
