#include "ui/connect/endpoint_text.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

QString EndpointText::service(const AwsService &service)
{
    if (service.id == aws_services::secretsManager.id)
        return tr("Secrets Manager");
    if (service.id == aws_services::ssm.id)
        return tr("Parameter Store");
    return QString::fromLatin1(service.id).toUpper();
}

QString EndpointText::line(const QList<ServiceEndpoint> &endpoints)
{
    const bool isAws = std::all_of(endpoints.begin(), endpoints.end(),
                                   [](const ServiceEndpoint &endpoint) { return endpoint.isPublic; });
    if (isAws)
        return {};
    if (!goDifferentWays(endpoints))
        return tr("at %1").arg(originOf(endpoints.constFirst().url));
    QStringList words;
    for (const ServiceEndpoint &endpoint : endpoints)
        words.append(
            tr("%1 at %2").arg(service(*endpoint.service), endpoint.isPublic ? tr("AWS") : originOf(endpoint.url)));
    return words.join(u", "_s);
}

QString EndpointText::list(const QList<ServiceEndpoint> &endpoints)
{
    QStringList lines;
    for (const ServiceEndpoint &endpoint : endpoints)
        lines.append(tr("%1: %2").arg(service(*endpoint.service), endpoint.url.toString()));
    return lines.join(u'\n');
}

} // namespace keyturn
