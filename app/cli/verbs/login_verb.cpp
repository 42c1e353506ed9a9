#include "app/cli/verbs/login_verb.h"

#include "app/cli/session.h"
#include "app/cli/words.h"

namespace keyturn::cli {

using namespace Qt::StringLiterals;

QString LoginVerb::name() const
{
    return u"login"_s;
}

QString LoginVerb::summary() const
{
    return tr("Sign in to IAM Identity Center (SSO) with a code.");
}

QString LoginVerb::description() const
{
    return tr(
        "Signs the profile in that has sso_account_id and sso_role_name: prints a page and a code on standard error, "
        "waits until someone has confirmed the code in a browser, and keeps the token in the keychain, where the "
        "other verbs and the window find it. Confirm only a code that you see here.\n"
        "A sign-in of \"aws sso login\" serves as well; its cache is read and never written.");
}

QStringList LoginVerb::examples() const
{
    return {u"keyturnctl --profile asp-staging login"_s};
}

Task<ExitCode> LoginVerb::run(Session &session, VerbArguments)
{
    session.givenUp = {tr("Interrupted; not signed in.")};
    Session *const shared = &session;
    const auto show = [shared](const SsoClient::Device &device) {
        shared->out().message(tr("Open %1").arg(device.page.toString(QUrl::FullyEncoded)));
        shared->out().note(tr("and confirm this code if it is the one shown there: %1").arg(device.userCode));
    };
    Task<Result<SsoToken>> signingIn = session.signIn(show);
    const Result<SsoToken> token = co_await std::move(signingIn);
    if (!token)
        co_return session.fail(token.error());
    if (session.json()) {
        JsonWriter json;
        json.beginObject().key("signedIn").boolean(true).key("until").string(isoTime(token->expiresAt)).endObject();
        session.printJson(std::move(json));
        co_return ExitCode::Ok;
    }
    session.out().line(tr("Signed in until %1.").arg(isoTime(token->expiresAt)));
    co_return ExitCode::Ok;
}

} // namespace keyturn::cli
