#include "core/aws/aws_services.h"

#include <QRegularExpression>

namespace keyturn::aws_services {

constinit const AwsService secretsManager{"secretsmanager", "secretsmanager", "secretsmanager", "secretsmanager.", {}};
constinit const AwsService ssm{"ssm", "ssm", "ssm", "AmazonSSM.", {}};
constinit const AwsService sts{"sts", "sts", "sts", {}, "2011-06-15"};
constinit const AwsService kms{"kms", "kms", "kms", "TrentService.", {}};

namespace {

struct Partition {
    QLatin1String regionPrefix;
    QLatin1String suffix;
};

//! Longer prefixes before those they contain (botocore's partitions.json).
constexpr Partition partitions[] = {
    {QLatin1String("cn-"), QLatin1String("amazonaws.com.cn")},
    {QLatin1String("us-gov-"), QLatin1String("amazonaws.com")},
    {QLatin1String("us-iso-"), QLatin1String("c2s.ic.gov")},
    {QLatin1String("us-isob-"), QLatin1String("sc2s.sgov.gov")},
    {QLatin1String("eu-isoe-"), QLatin1String("cloud.adc-e.uk")},
    {QLatin1String("us-isof-"), QLatin1String("csp.hci.ic.gov")},
    {QLatin1String("eusc-"), QLatin1String("amazonaws.eu")},
    {QLatin1String(""), QLatin1String("amazonaws.com")},
};

//! Null if \p region could not be a region: it becomes part of a host name, so nothing else may pass.
const Partition *find(const QString &region)
{
    static const QRegularExpression wellFormed(QStringLiteral("\\A[a-z]{2,4}(-[a-z]+)+-[0-9]{1,2}\\z"));
    if (!wellFormed.match(region).hasMatch())
        return nullptr;
    return std::find_if(std::begin(partitions), std::end(partitions),
                        [&region](const Partition &partition) { return region.startsWith(partition.regionPrefix); });
}

} // namespace

QUrl publicEndpoint(const AwsService &service, const QString &region)
{
    const Partition *partition = find(region);
    if (!partition)
        return {};
    return QUrl(QLatin1String("https://") + QString::fromLatin1(service.endpointName) + u'.' + region + u'.'
                + partition->suffix + u'/');
}

} // namespace keyturn::aws_services
