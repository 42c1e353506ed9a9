#include "app/sandbox/secretsmanager/rotation_functions.h"

#include <QDir>
#include <QFileInfo>
#include <QHostAddress>
#include <QJsonArray>
#include <QRegularExpression>

namespace keyturn::sandbox::rotation_functions {

namespace {

using namespace Qt::StringLiterals;

const QString kind = u"rotation-function"_s;

Error badFunction(const QString &message)
{
    return {ErrorKind::Invalid, u"rotation-function"_s, message};
}

Result<> checkProgram(const QString &folder, const QString &name)
{
    if (folder.isEmpty())
        return badFunction(u"programs are run only if the sandbox was started with a folder of rotation programs"_s);
    const QFileInfo file(QDir(folder), name);
    // Without links: what they point to may lie anywhere.
    if (name.contains(u'/') || file.isSymLink() || !file.isFile() || !file.isExecutable())
        return badFunction(u"\"program\" must be the name of an executable file in %1"_s.arg(folder));
    return {};
}

Result<> checkUrl(const QUrl &url)
{
    const bool isHttp = url.scheme() == u"http" || url.scheme() == u"https";
    if (!url.isValid() || !isHttp || !QHostAddress(url.host()).isLoopback() || !url.userInfo().isEmpty())
        return badFunction(u"\"url\" must be an http address of 127.0.0.1 or [::1]"_s);
    return {};
}

} // namespace

std::optional<RotationFunction> find(const Store &store, const QString &arn)
{
    const Store::Documents &documents = store.documents(kind);
    const auto it = documents.find(arn);
    if (it == documents.end())
        return std::nullopt;
    const QJsonObject &document = it->second;
    return RotationFunction{document[u"program"].toString(), QUrl(document[u"url"].toString()),
                            std::chrono::seconds(document[u"timeoutSeconds"].toInt(30))};
}

Result<> change(Store &store, const QString &folder, const ControlInput &input)
{
    static const QRegularExpression form(
        u"\\Aarn:aws:lambda:[a-z0-9-]+:\\d{12}:function:[\\w-]{1,64}(:[\\w$-]+)?\\z"_s);
    const QString arn = input[u"arn"].toString();
    if (!form.match(arn).hasMatch())
        return badFunction(u"\"arn\" must be the ARN of a Lambda function"_s);
    if (input[u"remove"].toBool())
        return store.removeDocument(kind, arn);
    if (input.contains(u"program"_s) == input.contains(u"url"_s))
        return badFunction(u"give one of \"program\" and \"url\""_s);
    const int seconds = input[u"timeoutSeconds"].toInt(30);
    if (seconds < 1 || seconds > 900)
        return badFunction(u"\"timeoutSeconds\" must be from 1 to 900"_s);
    const QString program = input[u"program"].toString();
    const QUrl url(input[u"url"].toString(), QUrl::StrictMode);
    if (auto checked = input.contains(u"program"_s) ? checkProgram(folder, program) : checkUrl(url); !checked)
        return checked;
    return store.saveDocument(kind, arn,
                              {{u"program"_s, program}, {u"url"_s, url.toString()}, {u"timeoutSeconds"_s, seconds}});
}

QJsonArray list(const Store &store)
{
    QJsonArray functions;
    for (const auto &[arn, document] : store.documents(kind)) {
        QJsonObject entry{{u"arn"_s, arn}, {u"timeoutSeconds"_s, document[u"timeoutSeconds"]}};
        const QString what = document[u"program"].toString().isEmpty() ? u"url"_s : u"program"_s;
        entry.insert(what, document[what]);
        functions.append(entry);
    }
    return functions;
}

} // namespace keyturn::sandbox::rotation_functions
