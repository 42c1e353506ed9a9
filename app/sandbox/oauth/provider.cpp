#include "app/sandbox/oauth/provider.h"

#include "app/sandbox/service/service.h"

#include <QJsonArray>

#include <algorithm>

namespace keyturn::sandbox::oauth {

namespace {

using namespace Qt::StringLiterals;

constexpr int day = 24 * 3600;

Error wrong(const QString &member, const QString &want)
{
    return refusal(u"ValidationException"_s, u"behaviour.%1 must be %2"_s.arg(member, want));
}

Result<> read(int &number, const QString &name, const QJsonValue &value, int max)
{
    if (!value.isDouble() || value.toDouble() != value.toInt(-1) || value.toInt() < 0 || value.toInt() > max)
        return wrong(name, u"a whole number from 0 to %1"_s.arg(max));
    number = value.toInt();
    return {};
}

//! \p words in order; the index of the one that \p value is.
Result<qsizetype> read(const QString &name, const QJsonValue &value, const QStringList &words)
{
    const qsizetype index = value.isString() ? words.indexOf(value.toString()) : -1;
    if (index < 0)
        return wrong(name, u"one of "_s + words.join(u", "_s));
    return index;
}

Result<> read(QStringList &list, const QString &name, const QJsonValue &value, const QStringList &words)
{
    list.clear();
    for (const QJsonValue &item : value.toArray())
        list << item.toString();
    const bool known = std::all_of(list.begin(), list.end(), [&](const QString &word) { return words.contains(word); });
    if (!value.isArray() || list.isEmpty() || !known)
        return wrong(name, u"a list of "_s + words.join(u", "_s));
    return {};
}

const QStringList refreshTokenWords{u"keep"_s, u"omit"_s, u"rotate"_s};
const QStringList successorWords{u"new"_s, u"same"_s};
const QStringList typeWords{u"number"_s, u"string"_s};
const QStringList authenticationWords{u"basic"_s, u"form"_s};
const QStringList grantWords{u"refresh_token"_s, u"client_credentials"_s, u"authorization_code"_s};

bool matchesPath(const QByteArray &pattern, const QByteArray &asked)
{
    const QByteArrayList want = pattern.split('/');
    const QByteArrayList is = asked.split('/');
    return want.size() == is.size()
           && std::equal(want.begin(), want.end(), is.begin(), [](const QByteArray &a, const QByteArray &b) {
                  return (a == "*" && !b.isEmpty()) || a.compare(b, Qt::CaseInsensitive) == 0;
              });
}

Result<> overlay(Behaviour &behaviour, const QString &name, const QJsonValue &value)
{
    constexpr int longest = 10 * 366 * day;
    if (name == u"leewaySeconds")
        return read(behaviour.leewaySeconds, name, value, 366 * day);
    if (name == u"refreshTokenSeconds")
        return read(behaviour.refreshTokenSeconds, name, value, longest);
    if (name == u"expiresIn")
        return read(behaviour.expiresIn, name, value, longest);
    if (name == u"secretGraceSeconds")
        return read(behaviour.secretGraceSeconds, name, value, longest);
    if (name == u"propagationSeconds")
        return read(behaviour.propagationSeconds, name, value, day);
    if (name == u"grantedScope") {
        behaviour.grantedScope = value.toString().simplified();
        return value.isString() ? Result<>() : wrong(name, u"a text"_s);
    }
    if (name == u"authentication")
        return read(behaviour.authentication, name, value, authenticationWords);
    if (name == u"grantTypes")
        return read(behaviour.grantTypes, name, value, grantWords);
    if (name == u"redirectUri") {
        behaviour.redirectUri = value.toString();
        return value.isString() ? Result<>() : wrong(name, u"a text"_s);
    }
    const auto word = [&](const QStringList &words, const std::function<void(qsizetype)> &set) -> Result<> {
        const Result<qsizetype> index = read(name, value, words);
        if (!index)
            return index.error();
        set(*index);
        return {};
    };
    if (name == u"refreshToken")
        return word(refreshTokenWords,
                    [&](qsizetype index) { behaviour.refreshToken = static_cast<Behaviour::RefreshToken>(index); });
    if (name == u"leewaySuccessor")
        return word(successorWords, [&](qsizetype index) { behaviour.sameSuccessor = index == 1; });
    if (name == u"expiresInType")
        return word(typeWords, [&](qsizetype index) { behaviour.expiresInIsText = index == 1; });
    return refusal(u"ValidationException"_s, u"behaviour has no member %1"_s.arg(name));
}

} // namespace

const Provider *provider(const QString &name)
{
    const auto &all = providers();
    const auto it = std::find_if(all.begin(), all.end(), [&name](const Provider &p) { return p.name == name; });
    return it == all.end() ? nullptr : &*it;
}

bool Provider::isAt(const QByteArray &asked) const
{
    return asked.compare("/oauth/" + name.toLatin1() + "/token", Qt::CaseInsensitive) == 0 || matchesPath(path, asked);
}

bool Provider::asksForConsentAt(const QByteArray &asked) const
{
    return asked.compare("/oauth/" + name.toLatin1() + "/authorize", Qt::CaseInsensitive) == 0
           || matchesPath(consent.path, asked);
}

Behaviour behaviourOf(const OAuthClient &client)
{
    const Provider *row = provider(client.provider);
    Behaviour base = row ? row->behaviour : Behaviour();
    if (row)
        base.redirectUri = row->consent.redirectUri;
    const Result<Behaviour> own = overlaid(base, client.behaviour);
    return own ? *own : base;
}

Result<Behaviour> overlaid(Behaviour behaviour, const QJsonObject &settings)
{
    for (auto it = settings.begin(); it != settings.end(); ++it) {
        if (const Result<> done = overlay(behaviour, it.key(), it.value()); !done)
            return done.error();
    }
    return behaviour;
}

QJsonObject toJson(const Behaviour &behaviour)
{
    return {{u"refreshToken"_s, refreshTokenWords.at(static_cast<qsizetype>(behaviour.refreshToken))},
            {u"leewaySeconds"_s, behaviour.leewaySeconds},
            {u"leewaySuccessor"_s, successorWords.at(behaviour.sameSuccessor ? 1 : 0)},
            {u"refreshTokenSeconds"_s, behaviour.refreshTokenSeconds},
            {u"expiresIn"_s, behaviour.expiresIn},
            {u"expiresInType"_s, typeWords.at(behaviour.expiresInIsText ? 1 : 0)},
            {u"authentication"_s, QJsonArray::fromStringList(behaviour.authentication)},
            {u"grantTypes"_s, QJsonArray::fromStringList(behaviour.grantTypes)},
            {u"secretGraceSeconds"_s, behaviour.secretGraceSeconds},
            {u"propagationSeconds"_s, behaviour.propagationSeconds},
            {u"grantedScope"_s, behaviour.grantedScope},
            {u"redirectUri"_s, behaviour.redirectUri}};
}

OAuthClient withSecret(OAuthClient client, const QString &secret, const QDateTime &now)
{
    client.oldSecret = client.secret;
    client.oldSecretUntil = now.addSecs(behaviourOf(client).secretGraceSeconds);
    client.secret = secret;
    client.secretChangedAt = now;
    return client;
}

} // namespace keyturn::sandbox::oauth
