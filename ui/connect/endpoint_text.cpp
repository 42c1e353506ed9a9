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
    if (service.id == aws_services::events.id)
        return tr("EventBridge");
    if (service.id == aws_services::scheduler.id)
        return tr("EventBridge Scheduler");
    if (service.id == aws_services::cloudFormation.id)
        return tr("CloudFormation");
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
    // Most go to one place; it is told once.
    QStringList places;
    for (const ServiceEndpoint &endpoint : endpoints)
        places.append(endpoint.isPublic ? tr("AWS") : originOf(endpoint.url));
    const QString usual = *std::max_element(places.cbegin(), places.cend(), [&](const QString &a, const QString &b) {
        return places.count(a) < places.count(b);
    });
    QStringList words;
    for (qsizetype i = 0; i < endpoints.size(); ++i) {
        if (places.at(i) != usual)
            words.append(tr("%1 at %2").arg(service(*endpoints.at(i).service), places.at(i)));
    }
    words.append(tr("everything else at %1").arg(usual));
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
