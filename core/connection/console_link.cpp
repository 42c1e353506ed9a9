#include "core/connection/console_link.h"

#include <QRandomGenerator>

#include <array>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

SecretString newTicket()
{
    std::array<quint32, 8> random{};
    QRandomGenerator::system()->fillRange(random.data(), random.size());
    const QByteArray bytes(reinterpret_cast<const char *>(random.data()), sizeof random);
    return SecretString::take(bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

} // namespace

ConsoleLink::ConsoleLink(std::unique_ptr<LoopbackListener> listener, SecretString link) :
    m_listener(std::move(listener)), m_link(std::move(link)), m_ticket(newTicket())
{}

Task<Result<>> ConsoleLink::check(Connection *connection)
{
    Task<Result<Credentials>> signingIn = connection->credentials().credentials();
    const Result<Credentials> credentials = co_await std::move(signingIn);
    if (!credentials)
        co_return credentials.error();
    co_return connection->federation().check(*credentials);
}

Task<Result<std::unique_ptr<ConsoleLink>>> ConsoleLink::make(Connection *connection, QByteArray page,
                                                             std::optional<std::chrono::seconds> session)
{
    Task<Result<Credentials>> signingIn = connection->credentials().credentials();
    const Result<Credentials> credentials = co_await std::move(signingIn);
    if (!credentials)
        co_return credentials.error();
    Task<Result<SecretString>> asking = connection->federation().getSigninToken(*credentials, session);
    const Result<SecretString> token = co_await std::move(asking);
    if (!token)
        co_return token.error();
    Result<std::unique_ptr<LoopbackListener>> listener = LoopbackListener::listen(QUrl(u"http://127.0.0.1/console"_s));
    if (!listener)
        co_return listener.error();
    co_return std::unique_ptr<ConsoleLink>(
        new ConsoleLink(std::move(*listener), connection->federation().login(*token, page)));
}

QUrl ConsoleLink::address() const
{
    QUrl address = m_listener->address();
    address.setQuery(QString::fromLatin1(m_ticket.bytes()));
    return address;
}

Task<Result<>> ConsoleLink::handOver()
{
    const LoopbackListener::Accepts isTicket = [ticket = m_ticket](QByteArrayView query) {
        return SecretString(query) == ticket;
    };
    Task<Result<QByteArray>> waiting = m_listener->answer(isTicket, patience, std::exchange(m_link, {}));
    const Result<QByteArray> asked = co_await std::move(waiting);
    if (asked)
        co_return Result<>();
    Error error = asked.error();
    error.operation = u"console"_s;
    co_return error;
}

} // namespace keyturn
