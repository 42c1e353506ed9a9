#include "core/oauth/provider.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

//! '*' stands for one label or more; everything else for itself.
bool matchesHost(QStringView pattern, QStringView host)
{
    const qsizetype star = pattern.indexOf(u'*');
    if (star < 0)
        return pattern == host;
    const QStringView before = pattern.first(star);
    const QStringView after = pattern.sliced(star + 1);
    if (!host.startsWith(before) || host.size() <= before.size())
        return false;
    for (qsizetype end = before.size() + 1; end <= host.size(); ++end) {
        const QStringView labels = host.sliced(before.size(), end - before.size());
        const bool isWhole = !labels.startsWith(u'.') && !labels.endsWith(u'.') && !labels.contains(u"..");
        if (isWhole && matchesHost(after, host.sliced(end)))
            return true;
    }
    return false;
}

template <typename Tells>
const Provider *firstThat(Tells tells)
{
    const QList<Provider> &all = providers();
    const auto it = std::find_if(all.cbegin(), all.cend(), tells);
    return it == all.cend() ? nullptr : &*it;
}

QString plainKey(const QString &key)
{
    QString plain;
    for (const QChar c : key) {
        if (c.isLetterOrNumber())
            plain.append(c.toLower());
    }
    return plain;
}

bool hasWordOf(const Provider &provider, const QString &plain)
{
    return std::any_of(provider.keyWords.cbegin(), provider.keyWords.cend(),
                       [&plain](const QString &word) { return plain.startsWith(word); });
}

} // namespace

bool Provider::ownsHost(const QString &host) const
{
    return std::any_of(tokenUrls.cbegin(), tokenUrls.cend(),
                       [&host](const QString &url) { return QUrl(url).host() == host; });
}

const Provider &genericProvider()
{
    return providers().constLast();
}

const Provider *providerOfId(const QString &id)
{
    return firstThat([&id](const Provider &provider) { return provider.id == id; });
}

const Provider *providerOfHost(const QString &host)
{
    if (const Provider *own = firstThat([&host](const Provider &provider) { return provider.ownsHost(host); }))
        return own;
    return firstThat([&host](const Provider &provider) {
        return std::any_of(provider.tenantHosts.cbegin(), provider.tenantHosts.cend(),
                           [&host](const QString &pattern) { return matchesHost(pattern, host); });
    });
}

const Provider *providerOfLayout(CredentialKind kind)
{
    return firstThat([kind](const Provider &provider) { return provider.layouts.contains(kind); });
}

const Provider *providerOfKeys(const QStringList &keys)
{
    const Provider *found = nullptr;
    for (const QString &key : keys) {
        const QString plain = plainKey(key);
        const Provider *told = firstThat([&plain](const Provider &provider) { return hasWordOf(provider, plain); });
        if (told && found && told != found)
            return nullptr;
        found = told ? told : found;
    }
    return found;
}

const Provider *providerOfValue(QByteArrayView value)
{
    return firstThat([value](const Provider &provider) {
        return std::any_of(provider.valuePrefixes.cbegin(), provider.valuePrefixes.cend(),
                           [value](const QByteArray &prefix) { return value.startsWith(prefix); });
    });
}

bool isDeadTokenWord(const QString &code)
{
    return code == "invalid_grant"_L1
           || firstThat([&code](const Provider &provider) { return provider.deadTokenWords.contains(code); });
}

} // namespace keyturn
