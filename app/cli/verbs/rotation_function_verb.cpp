#include "app/cli/verbs/rotation_function_verb.h"

#include "app/cli/session.h"
#include "core/secret_rotation/rotation_function.h"

namespace keyturn::cli {

using namespace Qt::StringLiterals;

QString RotationFunctionVerb::name() const
{
    return u"rotation-function"_s;
}

QString RotationFunctionVerb::summary() const
{
    return tr("Write a Lambda function that rotates OAuth tokens, with what installs it.");
}

QString RotationFunctionVerb::description() const
{
    return tr(
        "Writes three files into a folder: rotate_tokens.py, the function (Python, nothing but boto3); template.yaml, "
        "a CloudFormation template with the function in it, its role, the permission of Secrets Manager to call it, an "
        "alarm and the schedule of one secret; and policy.json, what its role must be allowed. Files that are there "
        "already are not overwritten.\n"
        "The function shows that the secret can be written before it asks the provider, asks once, notes on the secret "
        "that it did, and stores the answer under the token of the rotation: a step that is repeated finds how far the "
        "one before got, and a refresh token whose answer was lost is not sent again. It then puts the tag "
        "keyturn:needs-consent on the secret: \"keyturnctl authorize\" mends that.\n"
        "Install it with \"aws cloudformation deploy\", --capabilities CAPABILITY_IAM, and the parameters SecretArn "
        "and "
        "TokenUrl; the others have defaults that rotate nothing at once.");
}

QStringList RotationFunctionVerb::examples() const
{
    return {u"keyturnctl rotation-function --output rotation"_s,
            u"aws cloudformation validate-template --template-body file://rotation/template.yaml"_s};
}

QList<QCommandLineOption> RotationFunctionVerb::options() const
{
    return {{u"output"_s, tr("The folder; it is made if need be."), u"DIR"_s}};
}

Task<ExitCode> RotationFunctionVerb::run(Session &session, VerbArguments arguments)
{
    const QString folder = arguments.value(u"output"_s);
    if (folder.isEmpty())
        co_return session.usage(tr("Say where to with --output DIR."));
    const Result<QStringList> written = writeRotationFunction(folder);
    if (!written && written.error().refusal == Refusal::Present)
        co_return session.fail(Error{ErrorKind::Io, Refusal::Present,
                                     tr("%1 is there already; nothing was written.").arg(written.error().detail)});
    if (!written)
        co_return session.fail(Error{ErrorKind::Io, Refusal::File, tr("Cannot write %1.").arg(written.error().detail)});
    if (session.json()) {
        JsonWriter json;
        json.beginArray();
        for (const QString &path : *written)
            json.string(path);
        json.endArray();
        session.printJson(std::move(json));
        co_return ExitCode::Ok;
    }
    for (const QString &path : *written)
        session.out().line(tr("Written: %1").arg(path));
    co_return ExitCode::Ok;
}

} // namespace keyturn::cli
