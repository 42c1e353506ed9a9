#include "core/document/jwt.h"

#include "core/json/json_cursor.h"

#include <QByteArrayList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr qsizetype longestToken = 64LL * 1024; // bytes
constexpr qsizetype longestText = 400;          // characters of one member

bool isDate(QByteArrayView name)
{
    return name == "exp" || name == "iat" || name == "nbf" || name == "auth_time";
}

std::optional<QList<Jwt::Member>> membersOf(const QByteArray &part)
{
    constexpr auto strict = QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors;
    const QByteArray::FromBase64Result json = QByteArray::fromBase64Encoding(part, strict);
    if (!json)
        return std::nullopt;
    JsonCursor cursor(json.decoded);
    QList<Jwt::Member> members;
    if (cursor.kind() != JsonCursor::Kind::Object || !cursor.beginObject())
        return std::nullopt;
    while (cursor.nextMember()) {
        Jwt::Member member;
        const QByteArrayView name = cursor.key();
        member.name = QString::fromUtf8(name);
        if (cursor.kind() == JsonCursor::Kind::String) {
            member.text = cursor.string();
        } else {
            const QByteArrayView raw = cursor.raw();
            bool isNumber = false;
            const double number = raw.toDouble(&isNumber);
            if (isDate(name) && isNumber && number > 0 && number < 1e12)
                member.secondsSinceEpoch = qint64(number);
            member.text = QString::fromUtf8(raw);
        }
        if (member.text.size() > longestText)
            member.text = member.text.left(longestText) + u'…';
        members.append(member);
    }
    if (cursor.failed() || !cursor.atEnd())
        return std::nullopt;
    return members;
}

} // namespace

std::optional<Jwt> Jwt::decoded(const SecretString &token)
{
    if (token.size() > longestToken)
        return std::nullopt;
    const QByteArrayList parts = token.bytes().toByteArray().split('.');
    if (parts.size() != 3 || parts.at(0).isEmpty() || parts.at(1).isEmpty())
        return std::nullopt;
    const std::optional<QList<Member>> header = membersOf(parts.at(0));
    const std::optional<QList<Member>> claims = header ? membersOf(parts.at(1)) : std::nullopt;
    const bool isSigned = claims && std::any_of(header->cbegin(), header->cend(), [](const Member &member) {
                              return member.name == "alg"_L1;
                          });
    return isSigned ? std::optional(Jwt{*header, *claims}) : std::nullopt;
}

} // namespace keyturn
