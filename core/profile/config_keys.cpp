#include "core/profile/config_keys.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

//! What botocore's configprovider, credentials and tokens read; newer ones than Debian's too.
struct Row {
    QLatin1String key;
    ConfigKeyUse use;
    const char *variable = nullptr; //!< that stands for it, where the use is Unsupported
    QLatin1String harmless = {};    //!< the value that changes nothing
};

constexpr auto obeyed = ConfigKeyUse::Obeyed;
constexpr auto unsupported = ConfigKeyUse::Unsupported;
constexpr auto noBearing = ConfigKeyUse::NoBearing;

constexpr Row rows[] = {
    {"aws_access_key_id"_L1, obeyed},
    {"aws_secret_access_key"_L1, obeyed},
    {"aws_session_token"_L1, obeyed},
    {"aws_security_token"_L1, obeyed},
    {"region"_L1, obeyed},
    {"endpoint_url"_L1, obeyed},
    {"services"_L1, obeyed},
    {"ignore_configured_endpoint_urls"_L1, obeyed},
    {"ca_bundle"_L1, obeyed},
    {"max_attempts"_L1, obeyed},
    {"use_fips_endpoint"_L1, obeyed},
    {"use_dualstack_endpoint"_L1, obeyed},
    // These make a profile one that Keyturn says it cannot use, or belong to those that do.
    {"role_arn"_L1, obeyed},
    {"source_profile"_L1, obeyed},
    {"credential_source"_L1, obeyed},
    {"external_id"_L1, obeyed},
    {"mfa_serial"_L1, obeyed},
    {"role_session_name"_L1, obeyed},
    {"duration_seconds"_L1, obeyed},
    {"web_identity_token_file"_L1, obeyed},
    {"credential_process"_L1, obeyed},
    {"sso_session"_L1, obeyed},
    {"sso_start_url"_L1, obeyed},
    {"sso_region"_L1, obeyed},
    {"sso_account_id"_L1, obeyed},
    {"sso_role_name"_L1, obeyed},
    {"sso_registration_scopes"_L1, obeyed},
    {"login_session"_L1, obeyed},

    {"retry_mode"_L1, unsupported, "AWS_RETRY_MODE", "standard"_L1}, // "legacy" and its 5 attempts: see below
    {"sts_regional_endpoints"_L1, unsupported, "AWS_STS_REGIONAL_ENDPOINTS", "regional"_L1},
    {"defaults_mode"_L1, unsupported, "AWS_DEFAULTS_MODE", "legacy"_L1},
    {"tcp_keepalive"_L1, unsupported, "BOTOCORE_TCP_KEEPALIVE", "false"_L1},
    {"parameter_validation"_L1, unsupported, nullptr, "true"_L1},
    {"data_path"_L1, unsupported, "AWS_DATA_PATH"},
    {"api_versions"_L1, unsupported},
    {"proxy_ca_bundle"_L1, unsupported},
    {"proxy_client_cert"_L1, unsupported},
    {"proxy_use_forwarding_for_https"_L1, unsupported, nullptr, "false"_L1},
    {"csm_enabled"_L1, unsupported, "AWS_CSM_ENABLED", "false"_L1},
    {"csm_host"_L1, unsupported, "AWS_CSM_HOST"},
    {"csm_port"_L1, unsupported, "AWS_CSM_PORT"},
    {"csm_client_id"_L1, unsupported, "AWS_CSM_CLIENT_ID"},
    {"sdk_ua_app_id"_L1, unsupported, "AWS_SDK_UA_APP_ID"},
    {"auth_scheme_preference"_L1, unsupported, "AWS_AUTH_SCHEME_PREFERENCE"},
    {"sigv4a_signing_region_set"_L1, unsupported, "AWS_SIGV4A_SIGNING_REGION_SET"},

    {"metadata_service_timeout"_L1, noBearing},
    {"metadata_service_num_attempts"_L1, noBearing},
    {"ec2_metadata_service_endpoint"_L1, noBearing},
    {"ec2_metadata_service_endpoint_mode"_L1, noBearing},
    {"ec2_metadata_v1_disabled"_L1, noBearing},
    {"imds_use_ipv6"_L1, noBearing},
    {"s3"_L1, noBearing},
    {"s3_use_arn_region"_L1, noBearing},
    {"s3_us_east_1_regional_endpoint"_L1, noBearing},
    {"s3_disable_multiregion_access_points"_L1, noBearing},
    {"s3_disable_express_session_auth"_L1, noBearing},
    {"endpoint_discovery_enabled"_L1, noBearing},         // DynamoDB, Timestream
    {"request_min_compression_size_bytes"_L1, noBearing}, // CloudWatch
    {"disable_request_compression"_L1, noBearing},
    {"request_checksum_calculation"_L1, noBearing}, // S3
    {"response_checksum_validation"_L1, noBearing},
    {"account_id_endpoint_mode"_L1, noBearing}, // DynamoDB
    {"aws_account_id"_L1, noBearing},
    {"disable_host_prefix_injection"_L1, noBearing}, // none of our services has such a prefix
};

const Row *find(const QString &key)
{
    const auto row = std::find_if(std::begin(rows), std::end(rows), [&key](const Row &r) { return r.key == key; });
    return row == std::end(rows) ? nullptr : &*row;
}

bool changesNothing(const Row &row, const QString &value)
{
    if (row.key == "retry_mode"_L1 && value == "legacy"_L1)
        return true; // five attempts, which are made
    return !row.harmless.isEmpty() && value.trimmed().compare(row.harmless, Qt::CaseInsensitive) == 0;
}

} // namespace

ConfigKeyUse configKeyUse(const QString &key)
{
    const Row *row = find(key);
    return row ? row->use : ConfigKeyUse::Unknown;
}

QStringList unsupportedSettings(const Environment &environment, const ConfigSection *section)
{
    QStringList names;
    for (const Row &row : rows) {
        if (row.use != ConfigKeyUse::Unsupported)
            continue;
        const std::optional<QString> variable =
            row.variable ? environment.setting(row.variable) : std::optional<QString>();
        if (variable) {
            if (!variable->isEmpty() && !changesNothing(row, *variable))
                names.append(QString::fromLatin1(row.variable));
            continue; // goes before the file
        }
        const QString key = row.key;
        if (section && (section->nested.contains(key) || !section->values.value(key).isEmpty())
            && !changesNothing(row, section->values.value(key)))
            names.append(key);
    }
    // With it and no profile chosen botocore acts as a role, not as the profile's keys.
    const QString token = environment.setting("AWS_WEB_IDENTITY_TOKEN_FILE").value_or(QString());
    if (!token.isEmpty() && environment.accessKeyId().isEmpty())
        names.append(u"AWS_WEB_IDENTITY_TOKEN_FILE"_s);
    return names;
}

} // namespace keyturn
