#include "app/sandbox/oauth/authorizations.h"

#include "app/sandbox/store/oauth_records.h"

#include <QCryptographicHash>
#include <QRandomGenerator>

#include <algorithm>
#include <array>

namespace keyturn::sandbox::oauth {

bool Authorization::isVerifiedBy(const QString &verifier) const
{
    const auto isAllowed = [](QChar c) {
        return (c.unicode() < 0x80 && c.isLetterOrNumber()) || QStringView(u"-._~").contains(c);
    };
    if (verifier.size() < 43 || verifier.size() > 128 || !std::all_of(verifier.begin(), verifier.end(), isAllowed))
        return false;
    const QByteArray hash = QCryptographicHash::hash(verifier.toLatin1(), QCryptographicHash::Sha256);
    return challenge.toLatin1() == hash.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QString Authorizations::issue(const Authorization &authorization)
{
    std::array<quint32, 8> random{};
    QRandomGenerator::system()->fillRange(random.data(), random.size());
    const QByteArray bytes(reinterpret_cast<const char *>(random.data()), sizeof random);
    const QString code =
        QString::fromLatin1(bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
    m_known.push_back({OAuthToken::hashOf(code), authorization});
    if (m_known.size() > most)
        m_known.pop_front();
    return code;
}

Authorization *Authorizations::find(const QString &code)
{
    const QString hash = OAuthToken::hashOf(code);
    const auto it =
        std::find_if(m_known.begin(), m_known.end(), [&hash](const Known &known) { return known.codeHash == hash; });
    return it == m_known.end() ? nullptr : &it->authorization;
}

} // namespace keyturn::sandbox::oauth
