#include "core/oauth/token_answer.h"

#include "core/base/redaction.h"
#include "core/document/secret_document.h"
#include "core/oauth/provider.h"

#include <QHash>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr qint64 longestLifeSeconds = 10LL * 366 * 24 * 60 * 60; // more than that is not a life but a mistake
constexpr QByteArrayView byteOrderMark("\xEF\xBB\xBF");

//! Where the last member of a cut object is certainly whole: behind it comes a comma.
qsizetype lastWholeMember(QByteArrayView text)
{
    qsizetype comma = -1;
    int depth = 0;
    bool isInString = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text.at(i);
        if (isInString && c == '\\')
            ++i;
        else if (c == '"')
            isInString = !isInString;
        else if (isInString)
            continue;
        else if (c == '{' || c == '[')
            ++depth;
        else if (c == '}' || c == ']')
            --depth;
        else if (c == ',' && depth == 1)
            comma = i;
    }
    return comma;
}

SecretDocument closedAt(QByteArrayView text, qsizetype end)
{
    QByteArray closed = text.first(end).toByteArray() + '}';
    return SecretDocument(SecretString::take(std::move(closed)));
}

//! The answer as a document; of one that was cut, what had come whole.
SecretDocument documentOf(const TokenAnswer &answer)
{
    QByteArrayView text = answer.body.bytes();
    if (text.startsWith(byteOrderMark))
        text = text.sliced(byteOrderMark.size());
    SecretDocument whole{SecretString(text)};
    if (!whole.isRaw() || answer.isWhole)
        return whole;
    text = text.trimmed();
    if (text.endsWith('"')) { // a string that is closed is complete; a number may lack digits
        const SecretDocument closed = closedAt(text, text.size());
        if (!closed.isRaw())
            return closed;
    }
    const qsizetype comma = lastWholeMember(text);
    return comma < 0 ? whole : closedAt(text, comma);
}

ErrorKind kindOf(const QString &code)
{
    static const QHash<QString, ErrorKind> kinds{
        {u"invalid_request"_s, ErrorKind::Invalid},
        {u"invalid_scope"_s, ErrorKind::Invalid},
        {u"unsupported_grant_type"_s, ErrorKind::Invalid},
        {u"server_error"_s, ErrorKind::Unavailable},
        {u"servererror"_s, ErrorKind::Unavailable},
        {u"temporarily_unavailable"_s, ErrorKind::Unavailable},
        {u"slow_down"_s, ErrorKind::Throttled},
    };
    return kinds.value(code, ErrorKind::Auth); // invalid_grant, invalid_client, unauthorized_client, access_denied ...
}

//! The part of \p answer that holds the tokens: itself, or the object in which some providers wrap them.
SecretDocument tokensIn(const SecretDocument &answer)
{
    if (answer.member(u"access_token"_s))
        return answer;
    for (const Provider &provider : providers()) {
        const SecretDocument::Member *object =
            provider.tokenObject.isEmpty() ? nullptr : answer.member(provider.tokenObject);
        if (object && object->kind == JsonKind::Object)
            return SecretDocument(object->value);
    }
    return answer;
}

//! RFC 6749 appendix A.12 and A.17: visible ASCII. Anything else would not survive the header it is made for.
bool isToken(const SecretString &text)
{
    const QByteArrayView bytes = text.bytes();
    return std::all_of(bytes.begin(), bytes.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
}

//! The gate: what passes is written over a working credential.
class AnswerGate {
public:
    AnswerGate(const TokenAnswer &answer, const SecretString &used) :
        m_answer(answer), m_used(used), m_document(documentOf(answer)), m_tokens(tokensIn(m_document))
    {}

    TokenVerdict verdict() const
    {
        const int status = m_answer.status;
        const bool isSuccess = status >= 200 && status <= 299;
        const QString code = errorCode();
        const bool holdsTokens = !token("access_token").isEmpty() || !token("refresh_token").isEmpty();
        if (isSuccess && code.isNull() && !token("access_token").isEmpty())
            return granted();
        // What refuses and yet holds tokens is not understood, and not thrown away.
        const bool isRefusal = !holdsTokens && ((status >= 300 && status < 500) || (isSuccess && !code.isNull()));
        return {isRefusal ? TokenVerdict::Kind::Refused : TokenVerdict::Kind::Unknown, {}, refusal(code)};
    }

private:
    TokenVerdict granted() const
    {
        TokenVerdict verdict;
        TokenSet &tokens = verdict.tokens;
        tokens.accessToken = token("access_token");
        const SecretString next = token("refresh_token");
        tokens.refreshTokenRotated = !next.isEmpty() && !(next == m_used);
        tokens.refreshToken = tokens.refreshTokenRotated ? next : m_used;
        const SecretDocument::Member *given = m_tokens.member(u"refresh_token"_s);
        if (given && given->kind != JsonKind::Null && !given->isString) { // there is one, and it cannot be stored
            verdict.error = error(ErrorKind::Protocol, {}, u"refresh_token in the answer is no text"_s);
            return verdict;
        }
        if (!isToken(tokens.accessToken) || !isToken(next)) {
            verdict.error = error(ErrorKind::Protocol, {}, u"a token in the answer holds control characters"_s);
            return verdict;
        }
        // Cut before a refresh token came: there may have been one.
        if (!m_answer.isWhole && next.isEmpty()) {
            verdict.error = error(ErrorKind::Network, {}, u"the answer ended early"_s);
            return verdict;
        }
        if (const SecretDocument::Member *life = m_tokens.member(u"expires_in"_s)) {
            const double seconds = life->value.bytes().toByteArray().toDouble(); // a number, or a string that holds one
            if (seconds > 0 && seconds < static_cast<double>(longestLifeSeconds)) {
                tokens.life = std::chrono::seconds(static_cast<qint64>(seconds));
                tokens.expiresAt = m_answer.receivedAt.addDuration(tokens.life);
            }
        }
        const SecretDocument::Member *scope = m_tokens.member(u"scope"_s);
        if (scope && scope->isString)
            tokens.scope = scope->value.reveal().left(4096).simplified();
        verdict.kind = TokenVerdict::Kind::Granted;
        return verdict;
    }

    //! Null: no word of an error. Some providers say it under a 200, with "ok": false, or in "status".
    QString errorCode() const
    {
        const SecretDocument::Member *word = m_document.member(u"error"_s);
        if (word && word->kind != JsonKind::Null)
            return word->isString ? redacted(word->value.reveal().toLower()) : u""_s;
        const SecretDocument::Member *ok = m_document.member(u"ok"_s);
        if (ok && ok->kind == JsonKind::Boolean && ok->value.bytes() == "false")
            return u""_s;
        const bool isFailure = m_answer.status >= 400;
        const QString status = isFailure ? text("status").reveal() : QString();
        return status.isEmpty() ? QString() : redacted(status.toLower());
    }

    Error refusal(const QString &code) const
    {
        const int status = m_answer.status;
        if (!m_answer.isWhole && status < 400 && code.isEmpty())
            return error(ErrorKind::Network, {}, u"the answer ended early"_s);
        QString words = text("error_description").reveal();
        if (words.isEmpty())
            words = text("message").reveal();
        if (status == 429)
            return error(ErrorKind::Throttled, code, u"HTTP status 429"_s);
        if (status >= 500)
            return error(ErrorKind::Unavailable, code, u"HTTP status %1"_s.arg(status));
        if (isDeadTokenWord(code)) // each provider has its own word for it
            return error(ErrorKind::Auth, u"invalid_grant"_s,
                         code == "invalid_grant"_L1 ? words : code + (words.isEmpty() ? words : u": "_s + words));
        if (!code.isEmpty()) // whatever the status says
            return error(kindOf(code), code, words);
        if (m_document.isRaw()) {
            return error(
                ErrorKind::Protocol, {},
                u"HTTP status %1, but the answer is no JSON object: %2"_s.arg(status).arg(m_document.rawReason()));
        }
        if (status < 200 || status > 299)
            return error(ErrorKind::Protocol, {}, u"HTTP status %1 without an error code"_s.arg(status));
        return error(ErrorKind::Protocol, {}, u"the answer has no access_token"_s);
    }

    SecretString text(const char *name) const { return stringIn(m_document, name); }
    SecretString token(const char *name) const { return stringIn(m_tokens, name); }

    static SecretString stringIn(const SecretDocument &document, const char *name)
    {
        const SecretDocument::Member *member = document.member(QLatin1String(name));
        return member && member->isString ? member->value : SecretString();
    }

    Error error(ErrorKind kind, const QString &code, const QString &detail) const
    {
        QString requestId = text("request_id").reveal();
        if (requestId.isEmpty())
            requestId = m_answer.requestId;
        return Error{kind, code, redacted(detail), redacted(requestId), m_answer.host, u"refresh_token"_s};
    }

    const TokenAnswer &m_answer;
    const SecretString m_used;
    const SecretDocument m_document;
    const SecretDocument m_tokens;
};

} // namespace

TokenVerdict verdictOn(const TokenAnswer &answer, const SecretString &used)
{
    return AnswerGate(answer, used).verdict();
}

} // namespace keyturn
