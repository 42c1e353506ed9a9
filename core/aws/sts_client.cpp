#include "core/aws/sts_client.h"

#include "core/aws/query_client.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

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
    if (!isAccount || !identity.arn.startsWith("arn:"_L1)) {
        const QString host = m_transport.endpoint(aws_services::sts).authority();
        const QString detail = u"the answer names no account and identity"_s;
        const QString operation = u"sts:GetCallerIdentity"_s;
        co_return Error{ErrorKind::Protocol, u"bad-answer"_s, detail, {}, host, operation};
    }
    co_return identity;
}

} // namespace keyturn
