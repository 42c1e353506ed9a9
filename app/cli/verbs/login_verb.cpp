#include "app/cli/verbs/login_verb.h"

#include "app/cli/session.h"
#include "app/cli/words.h"

#include <QProcess>

namespace keyturn::cli {

using namespace Qt::StringLiterals;

namespace {

//! Without one xdg-open starts a browser in the terminal, or none.
bool hasScreen()
{
    return !qEnvironmentVariableIsEmpty("DISPLAY") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
}

} // namespace

QString LoginVerb::name() const
{
    return u"login"_s;
}

QString LoginVerb::summary() const
{
    return tr("Sign in to IAM Identity Center (SSO) in the browser.");
}

QString LoginVerb::description() const
{
    return tr(
        "Signs the profile in that has sso_account_id and sso_role_name, and keeps the token in the keychain, where "
        "the other verbs and the window find it. The browser opens AWS's page, and comes back to a port of 127.0.0.1 "
        "within five minutes (authorization code with PKCE, S256); the address holds no secret, and is printed, too.\n"
        "Where no browser can be opened, with --use-device-code, and for profiles without an sso_session, a page and a "
        "code are printed instead, to confirm in a browser on any computer. Confirm only a code that you see "
        "here.\n"
        "A sign-in of \"aws sso login\" serves as well; its cache is read and never written.");
}

QStringList LoginVerb::examples() const
{
    return {u"keyturnctl --profile asp-staging login"_s, u"keyturnctl --profile asp-staging login --use-device-code"_s};
}

QList<QCommandLineOption> LoginVerb::options() const
{
    return {{u"use-device-code"_s, tr("Print a code to confirm in a browser, which may be on another computer.")},
            {u"no-browser"_s, tr("Print the address and open no browser; one of this computer has to open it.")}};
}

Task<ExitCode> LoginVerb::run(Session &session, VerbArguments arguments)
{
    const bool opens = !arguments.has(u"no-browser"_s);
    const bool byCode = arguments.has(u"use-device-code"_s);
    if (byCode && !opens)
        co_return session.usage(tr("--use-device-code opens no browser: leave --no-browser out."));
    session.givenUp = {tr("Interrupted; not signed in.")};
    Session *const shared = &session;
    SsoPrompts prompts;
    prompts.showCode = [shared](const SsoClient::Device &device) {
        shared->out().message(tr("Open %1").arg(device.page.toString(QUrl::FullyEncoded)));
        shared->out().note(tr("and confirm this code if it is the one shown there: %1").arg(device.userCode));
    };
    if (!byCode && (!opens || hasScreen()))
        prompts.openBrowser = [shared, opens](const QUrl &page) { return show(*shared, page, opens); };
    Task<Result<SsoToken>> signingIn = session.signIn(std::move(prompts));
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

bool LoginVerb::show(Session &session, const QUrl &page, bool opens)
{
    const QString address = page.toString(QUrl::FullyEncoded);
    session.out().note(tr("Open this address and agree there, within five minutes:"));
    session.out().note(address);
    // Detached and by itself: no shell reads the address, and nothing in it is secret.
    if (!opens || QProcess::startDetached(u"xdg-open"_s, {address}))
        return true;
    session.out().note(tr("No browser could be opened (xdg-open), so here is a code instead."));
    return false;
}

} // namespace keyturn::cli
