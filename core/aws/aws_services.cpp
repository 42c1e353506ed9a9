#include "core/aws/aws_services.h"

#include <QRegularExpression>

namespace keyturn::aws_services {

constinit const AwsService secretsManager{"secretsmanager", "secretsmanager", "secretsmanager", "secretsmanager.", {}};
constinit const AwsService ssm{"ssm", "ssm", "ssm", "AmazonSSM.", {}};
constinit const AwsService sts{"sts", "sts", "sts", {}, "2011-06-15"};
constinit const AwsService kms{"kms", "kms", "kms", "TrentService.", {}};
constinit const AwsService sns{"sns", "sns", "sns", {}, "2010-03-31"};
constinit const AwsService sqs{"sqs", "sqs", "sqs", "AmazonSQS.", {}, "1.0"};
constinit const AwsService events{"events", "events", "events", "AWSEvents.", {}};
constinit const AwsService scheduler{"scheduler", "scheduler", "scheduler", {}, {}};
constinit const AwsService cloudFormation{"cloudformation", "cloudformation", "cloudformation", {}, "2010-05-15"};
constinit const AwsService cloudTrail{
    "cloudtrail", "cloudtrail", "cloudtrail", "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.", {}};
constinit const AwsService ssoOidc{"sso-oidc", "oidc", "sso-oauth", {}, {}};
constinit const AwsService ssoPortal{"sso", "portal.sso", "awsssoportal", {}, {}};
constinit const AwsService signIn{"signin", "signin", "signin", {}, {}};

namespace {

struct Partition {
    QLatin1String regionPrefix;
    QLatin1String suffix;
    QLatin1String dualstackSuffix;
};

//! Longer prefixes before those they contain (botocore's partitions.json).
constexpr Partition partitions[] = {
    {QLatin1String("cn-"), QLatin1String("amazonaws.com.cn"), QLatin1String("api.amazonwebservices.com.cn")},
    {QLatin1String("us-gov-"), QLatin1String("amazonaws.com"), QLatin1String("api.aws")},
    {QLatin1String("us-iso-"), QLatin1String("c2s.ic.gov"), QLatin1String("api.aws.ic.gov")},
    {QLatin1String("us-isob-"), QLatin1String("sc2s.sgov.gov"), QLatin1String("api.aws.scloud")},
    {QLatin1String("eu-isoe-"), QLatin1String("cloud.adc-e.uk"), QLatin1String("api.cloud-aws.adc-e.uk")},
    {QLatin1String("us-isof-"), QLatin1String("csp.hci.ic.gov"), QLatin1String("api.aws.hci.ic.gov")},
    {QLatin1String("eusc-"), QLatin1String("amazonaws.eu"), QLatin1String("api.amazonwebservices.eu")},
    {QLatin1String(""), QLatin1String("amazonaws.com"), QLatin1String("api.aws")},
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

//! Where the console signs people in: a domain of its own in the three oldest partitions.
QLatin1String signInDomain(const Partition &partition)
{
    if (partition.regionPrefix == QLatin1String("cn-"))
        return QLatin1String("signin.amazonaws.cn");
    if (partition.regionPrefix == QLatin1String("us-gov-"))
        return QLatin1String("signin.amazonaws-us-gov.com");
    return partition.regionPrefix.isEmpty() ? QLatin1String("signin.aws.amazon.com") : QLatin1String();
}

} // namespace

const QList<const AwsService *> &all()
{
    static const QList<const AwsService *> services{
        &secretsManager, &ssm, &sts, &kms, &sns, &sqs, &events, &scheduler, &cloudFormation, &cloudTrail};
    return services;
}

QUrl publicEndpoint(const AwsService &service, const QString &region, const EndpointVariant &variant)
{
    const Partition *partition = find(region);
    if (!partition)
        return {};
    if (service.id == signIn.id && variant == EndpointVariant() && !signInDomain(*partition).isEmpty())
        return QUrl(QLatin1String("https://") + region + u'.' + signInDomain(*partition) + u'/');
    const bool isGov = partition->regionPrefix == QLatin1String("us-gov-");
    const bool isChina = partition->regionPrefix == QLatin1String("cn-");
    const bool isCommercial = partition->regionPrefix.isEmpty();
    // In GovCloud the usual hosts of these are the FIPS ones; of EventBridge alone those by IPv6 are, too.
    const bool fipsIsUsual =
        isGov
        && (service.id == events.id
            || (!variant.dualstack
                && (service.id == ssm.id || service.id == sts.id || service.id == sns.id || service.id == sqs.id
                    || service.id == cloudFormation.id || service.id == cloudTrail.id)));
    // Secrets Manager's usual hosts answer by IPv6 too; there is no other name for that (endpoint rules of 2025).
    const bool dualstackIsUsual =
        service.id == secretsManager.id && (isCommercial || isGov || (isChina && !variant.fips));
    const QLatin1String fips = variant.fips && !fipsIsUsual ? QLatin1String("-fips") : QLatin1String();
    const QLatin1String suffix =
        variant.dualstack && !dualstackIsUsual ? partition->dualstackSuffix : partition->suffix;
    return QUrl(QLatin1String("https://") + QString::fromLatin1(service.endpointName) + fips + u'.' + region + u'.'
                + suffix + u'/');
}

} // namespace keyturn::aws_services
