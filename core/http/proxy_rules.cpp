#include "core/http/proxy_rules.h"

#include <QHostAddress>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

bool isThisComputer(const QString &host)
{
    return host == "localhost"_L1 || QHostAddress(host).isLoopback();
}

//! The variable's text without a password, for messages.
QString shown(const QUrl &proxy)
{
    return proxy.toString(QUrl::RemoveUserInfo | QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment);
}

} // namespace

bool ProxyRules::excepts(const QUrl &url) const
{
    if (except == "*"_L1) // alone only: urllib reads it as a name in a list
        return true;
    static const QRegularExpression portAtEnd(u"\\A(.*):([0-9]*)\\z"_s, QRegularExpression::DotMatchesEverythingOption);
    const QString withPort = url.authority(QUrl::FullyEncoded).toLower();
    const QRegularExpressionMatch port = portAtEnd.match(withPort);
    const QString host = port.hasMatch() ? port.captured(1) : withPort;
    const QStringList names = except.split(u',');
    return std::any_of(names.begin(), names.end(), [&](const QString &entry) {
        QString name = entry.trimmed().toLower();
        if (name.isEmpty())
            return false;
        while (name.startsWith(u'.'))
            name.remove(0, 1);
        const QString suffix = u'.' + name;
        return host == name || withPort == name || host.endsWith(suffix) || withPort.endsWith(suffix);
    });
}

Result<QUrl> ProxyRules::proxyFor(const QUrl &url) const
{
    QString text = url.scheme() == "http"_L1 ? http : https;
    if (text.isEmpty() || isThisComputer(url.host()) || excepts(url))
        return QUrl();
    if (text.startsWith("//"_L1))
        text.prepend("http:"_L1);
    else if (!text.contains("://"_L1))
        text.prepend("http://"_L1);
    QUrl proxy(text, QUrl::TolerantMode);
    const QString variable = url.scheme() == "http"_L1 ? u"HTTP_PROXY"_s : u"HTTPS_PROXY"_s;
    if (!proxy.isValid() || proxy.host().isEmpty())
        return Error{ErrorKind::Invalid, Refusal::ProxySetting,
                     u"%1 does not hold the address of a proxy"_s.arg(variable)};
    if (proxy.scheme() != "http"_L1)
        return Error{
            ErrorKind::Unsupported, Refusal::ProxyScheme,
            u"%1 names %2, and only proxies with an http:// address can be used"_s.arg(variable, shown(proxy))};
    proxy.setPort(proxy.port(80));
    return proxy;
}

} // namespace keyturn
