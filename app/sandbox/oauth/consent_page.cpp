#include "app/sandbox/oauth/consent_page.h"

#include <QUrl>
#include <QUrlQuery>

namespace keyturn::sandbox::oauth {

namespace {

using namespace Qt::StringLiterals;

const QString decisionName = u"decision"_s;

Response page(int status, const QString &title, const QString &content)
{
    const QString html = u"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>%1</title><style>"
                         "body{font:16px/1.5 sans-serif;max-width:34em;margin:4em auto;padding:0 "
                         "1em}button{font:inherit;padding:.4em 1.4em;"
                         "margin-right:.6em}</style></head><body><h1>%1</h1>\n%2</body></html>\n"_s.arg(title, content);
    return {status,
            {{"Content-Type", "text/html;charset=UTF-8"},
             {"Cache-Control", "no-store"},
             {"X-Frame-Options", "DENY"}, // a page around this one could make people click what they do not see
             {"Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"},
             // Not "no-referrer": with that a browser hides the origin of the form, too.
             {"Referrer-Policy", "same-origin"}},
            html.toUtf8()};
}

} // namespace

Response complaint(const QString &what)
{
    return page(400, u"This request cannot be answered"_s, u"<p>%1</p>\n"_s.arg(what.toHtmlEscaped()));
}

Response question(const QString &sentences, const QByteArray &path, const Form &form)
{
    QString fields;
    for (auto it = form.begin(); it != form.end(); ++it) {
        if (it.key() != decisionName)
            fields += u"<input type=\"hidden\" name=\"%1\" value=\"%2\">\n"_s.arg(it.key().toHtmlEscaped(),
                                                                                  it.value().toHtmlEscaped());
    }
    const QString buttons = u"<form method=\"post\" action=\"%1\">\n%2"
                            "<button name=\"decision\" value=\"approve\" id=\"approve\">Approve</button>\n"
                            "<button name=\"decision\" value=\"deny\" id=\"deny\">Deny</button>\n</form>\n"_s.arg(
                                QString::fromLatin1(path).toHtmlEscaped(), fields);
    return page(200, u"Sandbox sign-in"_s, sentences + buttons);
}

std::optional<bool> isApproved(const Form &form)
{
    const QString decision = form.value(decisionName);
    if (decision != u"approve" && decision != u"deny")
        return std::nullopt;
    return decision == u"approve";
}

Response sentBack(const QString &redirectUri, const QList<std::pair<QString, QString>> &parameters)
{
    QUrl url(redirectUri);
    QUrlQuery query(url);
    for (const auto &[name, text] : parameters)
        query.addQueryItem(name, QString::fromLatin1(QUrl::toPercentEncoding(text)));
    url.setQuery(query);
    return {303, {{"Location", url.toEncoded()}, {"Cache-Control", "no-store"}}, {}};
}

bool isRegistered(const QString &asked, const QString &registered, bool anyLoopbackPort)
{
    if (asked == registered || !anyLoopbackPort)
        return asked == registered;
    const QUrl want(registered, QUrl::StrictMode);
    const QUrl is(asked, QUrl::StrictMode);
    return is.isValid() && is.scheme() == u"http" && is.host() == want.host() && is.path() == want.path()
           && !is.hasQuery() && !is.hasFragment() && is.userInfo().isEmpty();
}

} // namespace keyturn::sandbox::oauth
