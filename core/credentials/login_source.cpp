#include "core/credentials/login_source.h"

#include "core/async/sleep_for.h"
#include "core/base/log.h"

#include <QElapsedTimer>
#include <QRegularExpression>

#include <sys/file.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace keyturn {

namespace {

constexpr qint64 renewAheadSeconds = 5LL * 60; // as the aws command line does
constexpr std::chrono::milliseconds lookAgain = 20ms;
constexpr std::chrono::milliseconds lockPatience = 30s; // longer than one request may take

//! Ends with its object, or the process.
class LockFile {
public:
    explicit LockFile(int handle) : m_handle(handle) {}
    ~LockFile() { ::close(m_handle); }
    Q_DISABLE_COPY_MOVE(LockFile)

    bool take() const { return ::flock(m_handle, LOCK_EX | LOCK_NB) == 0; }

private:
    const int m_handle;
};

//! As a shell takes it.
QString asArgument(QString text)
{
    static const QRegularExpression plain(u"\\A[A-Za-z0-9_.@/+-]+\\z"_s);
    if (plain.match(text).hasMatch())
        return text;
    return u'\'' + text.replace(u'\'', u"'\\''"_s) + u'\'';
}

//! What a person can mend by signing in, in our words; empty for the rest.
QString reasonOf(const Error &error)
{
    if (error.code == "TOKEN_EXPIRED"_L1)
        return u"the sign-in has ended"_s;
    if (error.code == "USER_CREDENTIALS_CHANGED"_L1)
        return u"the password has changed since"_s;
    if (error.code == "INSUFFICIENT_PERMISSIONS"_L1)
        return u"the policy SignInLocalDevelopmentAccess, or what it permits, is missing"_s;
    if (error.refusal == Refusal::Key)
        return u"the key of the sign-in cannot be used"_s;
    return error.kind == ErrorKind::Auth ? error.detail : QString();
}

} // namespace

LoginSource::LoginSource(QString session, QString profile, const SignInContext &context) :
    m_session(std::move(session)), m_profile(std::move(profile)), m_locks(context.environment.lockFolder()),
    m_clock(context.clock), m_client(context.http, context.region, context.endpoints),
    m_cache(context.environment.loginCacheFolder(), m_session)
{}

QString LoginSource::description() const
{
    return u"aws login as %1 (profile %2)"_s.arg(m_session, m_profile);
}

bool LoginSource::serves(const CachedLogin &login) const
{
    return m_clock.utcNow().secsTo(login.credentials.expiresAt) > renewAheadSeconds
           && login.credentials.accessKeyId != m_given;
}

Error LoginSource::signInFirst(Error why) const
{
    const QString reason = reasonOf(why);
    if (reason.isEmpty())
        return why;
    why.kind = ErrorKind::Auth;
    why.refuse(Refusal::Login);
    why.detail = u"%1; run \"aws login --profile %2\""_s.arg(reason, asArgument(m_profile));
    return why;
}

Task<Result<Credentials>> LoginSource::fetch()
{
    Result<CachedLogin> login = m_cache.read();
    if (!login)
        co_return signInFirst(login.error());
    if (!serves(*login)) {
        Result<CachedLogin> fresh = co_await renewed();
        // Where it cannot be renewed, what is there serves to its end.
        if (fresh)
            login = std::move(fresh);
        else if (m_clock.utcNow() >= login->credentials.expiresAt || login->credentials.accessKeyId == m_given)
            co_return signInFirst(fresh.error());
    }
    m_given = login->credentials.accessKeyId;
    co_return login->credentials;
}

//! One program of this user at a time; who waited finds what the one before has renewed.
Task<Result<CachedLogin>> LoginSource::renewed()
{
    const Result<PrivateFolder> folder = PrivateFolder::make(m_locks);
    const Result<int> file = folder ? folder->lockable(u"login-%1.lock"_s.arg(m_cache.name())) : folder.error();
    if (!file)
        co_return file.error();
    const LockFile lock(*file);
    QElapsedTimer waited;
    waited.start();
    while (!lock.take()) {
        if (waited.elapsed() > lockPatience.count())
            co_return Error(ErrorKind::Timeout, Refusal::Timeout, u"another program of yours renews it"_s);
        co_await sleepFor(lookAgain);
    }
    m_cache.recover();
    const Result<CachedLogin> login = m_cache.read();
    if (!login || serves(*login))
        co_return login;
    const Result<> prepared = m_cache.prepare();
    if (!prepared)
        co_return prepared.error();
    SignInClient::Grant grant = login->grant;
    const QDateTime now = m_clock.utcNow();
    const Result<SignInClient::Renewed> answer = co_await m_client.createToken(std::move(grant), now);
    if (!answer) {
        m_cache.giveUp();
        co_return answer.error();
    }
    co_return kept(*login, *answer); // nothing is awaited in between: only a kill can keep the answer from the disk
}

Result<CachedLogin> LoginSource::kept(const CachedLogin &old, const SignInClient::Renewed &answer) const
{
    CachedLogin fresh = old.with(answer);
    const Result<bool> isOurs = m_cache.keep(old, fresh);
    if (!isOurs)
        qCWarning(awsLog).noquote() << "a renewed sign-in was not kept:" << isOurs.error().detail;
    if (!isOurs || *isOurs)
        return fresh;
    Result<CachedLogin> theirs = m_cache.read();
    if (!theirs) // signed out meanwhile: what came serves nobody
        return theirs;
    return serves(*theirs) ? *theirs : fresh;
}

} // namespace keyturn
