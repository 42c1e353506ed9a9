#include "core/credentials/assume_role_source.h"

#include <QCryptographicHash>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr int mostCodes = 3;

bool isSixDigits(const SecretString &code)
{
    const QByteArrayView bytes = code.bytes();
    return bytes.size() == 6 && std::all_of(bytes.begin(), bytes.end(), [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

bool MfaCodes::use(const QString &serial, const SecretString &code)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(serial.toUtf8());
    hash.addData(QByteArrayView("\0", 1));
    hash.addData(code.bytes());
    const qsizetype before = m_used.size();
    m_used.insert(hash.result());
    return m_used.size() > before;
}

QString usualSessionName(const Environment &environment)
{
    static const QRegularExpression others(u"[^A-Za-z0-9_+=,.@-]"_s);
    QString user = environment.setting("USER").value_or(QString());
    user.replace(others, u"-"_s);
    return (u"keyturn-"_s + (user.isEmpty() ? u"user"_s : user)).left(64);
}

AssumeRoleSource::AssumeRoleSource(std::unique_ptr<CredentialProvider> signer, RoleStep step,
                                   const SignInContext &context) :
    m_signer(std::move(signer)),
    m_step([&step, &context] {
        if (step.sessionName.isEmpty())
            step.sessionName = usualSessionName(context.environment);
        return std::move(step);
    }()),
    m_prompts(context.prompts), m_codes(context.codes),
    m_transport(context.http, *m_signer, context.clock, context.region, context.endpoints), m_sts(m_transport)
{}

QString AssumeRoleSource::description() const
{
    return u"%1, then role %2 (profile %3)"_s.arg(m_signer->description(), m_step.arn, m_step.profile);
}

Task<Result<SecretString>> AssumeRoleSource::code(MfaQuestion::Trouble trouble)
{
    for (int asked = 0; asked < mostCodes; ++asked) {
        if (!m_prompts) {
            const QString detail = u"profile %1 needs a code of %2"_s.arg(m_step.profile, m_step.mfaSerial);
            co_return Error{ErrorKind::Auth, Refusal::Mfa, detail};
        }
        MfaQuestion question{m_step.profile, m_step.mfaSerial, m_step.arn, trouble};
        const Result<SecretString> code = co_await m_prompts->mfaCode(std::move(question));
        if (!code)
            co_return code.error();
        if (!isSixDigits(*code))
            trouble = MfaQuestion::Trouble::NotSixDigits;
        else if (!m_codes->use(m_step.mfaSerial, *code))
            trouble = MfaQuestion::Trouble::UsedBefore;
        else
            co_return *code;
    }
    const QString detail = u"three codes of %1 were no good"_s.arg(m_step.mfaSerial);
    co_return Error{ErrorKind::Auth, Refusal::Mfa, detail};
}

Task<Result<Credentials>> AssumeRoleSource::fetch()
{
    // The signer first: nobody should type a code for keys that are not there.
    const Result<Credentials> signer = co_await m_signer->credentials();
    if (!signer)
        co_return signer.error();
    RoleRequest request{m_step.arn, m_step.sessionName,    m_step.externalId, m_step.mfaSerial,
                        {},         m_step.durationSeconds};
    MfaQuestion::Trouble trouble = MfaQuestion::Trouble::None;
    for (int sent = 1;; ++sent) {
        if (asksPeople()) {
            const Result<SecretString> given = co_await code(trouble);
            if (!given)
                co_return given.error();
            request.mfaCode = *given;
        }
        const Result<Credentials> assumed = co_await m_sts.assumeRole(request);
        if (assumed)
            co_return *assumed;
        Error error = assumed.error();
        const bool isCode = asksPeople() && error.kind == ErrorKind::AccessDenied
                            && error.detail.contains("MultiFactorAuthentication failed"_L1);
        if (!isCode || sent == mostCodes) {
            error.detail = u"profile %1, role %2: %3"_s.arg(m_step.profile, m_step.arn, error.detail);
            co_return error;
        }
        trouble = MfaQuestion::Trouble::Refused;
    }
}

} // namespace keyturn
