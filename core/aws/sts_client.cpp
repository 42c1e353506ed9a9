#include "core/aws/sts_client.h"

#include "core/aws/query_client.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

QueryClient::Parameters parametersOf(const RoleRequest &role)
{
    QueryClient::Parameters parameters{{"RoleArn", role.arn}, {"RoleSessionName", role.sessionName}};
    if (role.durationSeconds)
        parameters.emplaceBack("DurationSeconds", QString::number(*role.durationSeconds));
    if (!role.externalId.isEmpty())
        parameters.emplaceBack("ExternalId", role.externalId);
    if (!role.mfaCode.isEmpty()) {
        parameters.emplaceBack("SerialNumber", role.mfaSerial);
        parameters.emplaceBack("TokenCode", role.mfaCode.reveal());
    }
    return parameters;
}

//! Two of one name contradict each other, even if they are the same.
bool hasOne(const XmlElement &answer, QStringView name)
{
    return std::count_if(answer.children.begin(), answer.children.end(),
                         [name](const XmlElement &child) { return child.name == name; })
           == 1;
}

} // namespace

QString CallerIdentity::displayName() const
{
    const QString resource = arn.section(u':', 5);
    const QString kind = resource.section(u'/', 0, 0);
    if (kind == "assumed-role"_L1)
        return "role "_L1 + resource.section(u'/', 1, 1);
    if (kind == "user"_L1)
        return "user "_L1 + resource.section(u'/', -1); // a path may stand between
    return resource;
}

StsClient::StsClient(AwsTransport &transport) : m_transport(transport)
{}

Task<Result<CallerIdentity>> StsClient::getCallerIdentity() const
{
    const QueryClient client(m_transport, aws_services::sts);
    const QueryClient::Parameters none;
    const Result<XmlElement> answer = co_await client.call("GetCallerIdentity", none, Repeat::Safe);
    if (!answer)
        co_return answer.error();
    CallerIdentity identity{answer->textOf(u"Account"), answer->textOf(u"Arn"), answer->textOf(u"UserId")};
    const bool isAccount = identity.account.size() == 12
                           && std::all_of(identity.account.begin(), identity.account.end(),
                                          [](QChar c) { return c >= u'0' && c <= u'9'; });
    const bool isIdentity = isAccount && identity.arn.startsWith("arn:"_L1);
    const bool isOne =
        hasOne(*answer, u"Account") && hasOne(*answer, u"Arn") && identity.arn.section(u':', 4, 4) == identity.account;
    if (!isIdentity || !isOne) {
        const QString host = m_transport.endpoint(aws_services::sts).authority();
        const QString detail = isIdentity ? u"the answer names several accounts or identities"_s
                                          : u"the answer names no account and identity"_s;
        const QString operation = u"sts:GetCallerIdentity"_s;
        co_return Error{ErrorKind::Protocol, Refusal::BadAnswer, detail, {}, host, operation};
    }
    co_return identity;
}

Task<Result<Credentials>> StsClient::assumeRole(RoleRequest role) const
{
    QueryClient::Parameters parameters = parametersOf(role);
    // A code is good for one use: the answer to a repetition would be a refusal that hides what came of the first.
    const Repeat repeat = role.mfaCode.isEmpty() ? Repeat::Safe : Repeat::Unsafe;
    co_return co_await session("AssumeRole", std::move(parameters), repeat);
}

Task<Result<Credentials>> StsClient::assumeRoleWithWebIdentity(RoleRequest role, SecretString token) const
{
    QueryClient::Parameters parameters = parametersOf(role);
    parameters.emplaceBack("WebIdentityToken", token.reveal());
    co_return co_await session("AssumeRoleWithWebIdentity", std::move(parameters), Repeat::Safe);
}

Task<Result<Credentials>> StsClient::session(QByteArray action, QList<std::pair<QByteArray, QString>> parameters,
                                             Repeat repeat) const
{
    const QueryClient client(m_transport, aws_services::sts);
    const Result<XmlElement> answer = co_await client.call(action, std::move(parameters), repeat);
    if (!answer)
        co_return answer.error();
    Credentials credentials;
    if (const XmlElement *found = answer->child(u"Credentials")) {
        credentials.accessKeyId = found->textOf(u"AccessKeyId").toUtf8();
        credentials.secretAccessKey = SecretString(found->textOf(u"SecretAccessKey"));
        credentials.sessionToken = SecretString(found->textOf(u"SessionToken"));
        credentials.expiresAt = QDateTime::fromString(found->textOf(u"Expiration"), Qt::ISODate).toUTC();
    }
    if (credentials.accessKeyId.isEmpty() || credentials.secretAccessKey.isEmpty() || credentials.sessionToken.isEmpty()
        || !credentials.expiresAt.isValid()) {
        const QString host = m_transport.endpoint(aws_services::sts).authority();
        const QString operation = u"sts:"_s + QString::fromLatin1(action);
        const QString detail = u"the answer has no temporary credentials"_s;
        co_return Error{ErrorKind::Protocol, Refusal::BadAnswer, detail, {}, host, operation};
    }
    co_return credentials;
}

} // namespace keyturn
