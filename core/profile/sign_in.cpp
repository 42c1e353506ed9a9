#include "core/profile/sign_in.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

Error contradiction(const QString &detail)
{
    return {ErrorKind::Invalid, Refusal::SignIn, detail};
}

//! Python's int(); none where it is no number.
std::optional<int> wholeNumber(const QString &text)
{
    static const QRegularExpression number(u"\\A[+-]?[0-9]+(?:_[0-9]+)*\\z"_s);
    QString digits = text.trimmed();
    if (!number.match(digits).hasMatch())
        return {};
    bool fits = false;
    const int value = digits.remove(u'_').toInt(&fits);
    return fits ? std::optional<int>(value) : std::nullopt;
}

//! botocore's chain for a profile that was named: roles first, then web identity, SSO, keys in the credentials file,
//! `aws login`, a process, keys in the config file.
class Resolver {
public:
    Resolver(const SharedConfig &shared, const QString &profile) : m_shared(shared), m_visited{profile} {}

    Result<SignIn> resolve()
    {
        const QString name = m_visited.constFirst();
        const ConfigSection *section = m_shared.profile(name);
        if (!section)
            return Error{ErrorKind::NotFound, Refusal::NoProfile, u"there is no profile %1"_s.arg(name)};
        return isRole(*section) ? viaRole(name, *section) : fromProviders(name, *section);
    }

private:
    static bool isRole(const ConfigSection &section)
    {
        return section.has(u"role_arn"_s) && !section.has(u"web_identity_token_file"_s);
    }
    static bool hasAnyKey(const ConfigSection &section)
    {
        return section.has(u"aws_access_key_id"_s) || section.has(u"aws_secret_access_key"_s);
    }

    Result<SignIn> viaRole(const QString &name, const ConfigSection &section)
    {
        Result<SignIn> source = sourceOf(name, section);
        if (!source)
            return source;
        const QMap<QString, QString> &values = section.values;
        RoleStep step;
        step.profile = name;
        step.arn = values.value(u"role_arn"_s);
        step.externalId = values.value(u"external_id"_s);
        step.mfaSerial = values.value(u"mfa_serial"_s);
        step.sessionName = values.value(u"role_session_name"_s);
        step.durationSeconds = wholeNumber(values.value(u"duration_seconds"_s));
        source->roles.append(step);
        return source;
    }

    Result<SignIn> sourceOf(const QString &name, const ConfigSection &section)
    {
        const bool hasSource = section.has(u"credential_source"_s);
        const bool hasProfile = section.has(u"source_profile"_s);
        if (hasSource && hasProfile)
            return contradiction(u"profile %1 has both source_profile and credential_source"_s.arg(name));
        if (!hasSource && !hasProfile)
            return contradiction(
                u"profile %1 has a role_arn, but neither source_profile nor credential_source"_s.arg(name));
        return hasSource ? fromSource(name, section.values.value(u"credential_source"_s))
                         : fromProfile(name, section.values.value(u"source_profile"_s));
    }

    static Result<SignIn> fromSource(const QString &name, const QString &source)
    {
        SignIn found;
        found.profile = name;
        if (source == "Environment"_L1) {
            found.base = SignIn::Base::Environment;
        } else if (source == "EcsContainer"_L1 || source == "Ec2InstanceMetadata"_L1) {
            found.base = SignIn::Base::Container;
            found.container = source;
        } else {
            return contradiction(
                u"credential_source = %1 of profile %2 is none that AWS tools know"_s.arg(source, name));
        }
        return found;
    }

    Result<SignIn> fromProfile(const QString &name, const QString &source)
    {
        const ConfigSection *section = m_shared.profile(source);
        if (!section)
            return contradiction(u"source_profile = %1 of profile %2 does not exist"_s.arg(source, name));
        // A profile may name itself where it has keys of its own.
        if (m_visited.contains(source) && (source != name || !hasAnyKey(*section)))
            return contradiction(
                u"the source profiles go round in a circle: %1"_s.arg((m_visited + QStringList{source}).join(u", "_s)));
        m_visited.append(source);
        if (isRole(*section) && !hasAnyKey(*section))
            return viaRole(source, *section);
        Result<SignIn> found = fromProviders(source, *section);
        if (!found && found.error().kind == ErrorKind::NotFound)
            return contradiction(
                u"source_profile = %1 of profile %2 has no credentials: %3"_s.arg(source, name, found.error().detail));
        return found;
    }

    Result<SignIn> fromProviders(const QString &name, const ConfigSection &section)
    {
        SignIn found;
        found.profile = name;
        if (!section.values.value(u"web_identity_token_file"_s).isEmpty())
            return webIdentity(found, section);
        if (section.has(u"sso_role_name"_s) || section.has(u"sso_account_id"_s))
            return sso(found, section);
        if (const ConfigSection *own = m_shared.ofCredentialsFile(name); own && own->has(u"aws_access_key_id"_s))
            return keys(found, *own, SignIn::Base::CredentialsFile);
        if (section.has(u"login_session"_s)) {
            found.base = SignIn::Base::Login;
            found.loginSession = section.values.value(u"login_session"_s);
            return found;
        }
        if (section.has(u"credential_process"_s))
            return process(found, section);
        if (const ConfigSection *own = m_shared.ofConfigFile(name); own && own->has(u"aws_access_key_id"_s))
            return keys(found, *own, SignIn::Base::ConfigFile);
        return nothing(name, section);
    }

    static Result<SignIn> webIdentity(SignIn &found, const ConfigSection &section)
    {
        found.base = SignIn::Base::WebIdentity;
        found.tokenFile = section.values.value(u"web_identity_token_file"_s);
        found.webIdentity.profile = found.profile;
        found.webIdentity.arn = section.values.value(u"role_arn"_s);
        found.webIdentity.sessionName = section.values.value(u"role_session_name"_s);
        if (found.webIdentity.arn.isEmpty())
            return contradiction(u"profile %1 has a web_identity_token_file, but no role_arn"_s.arg(found.profile));
        return found;
    }

    Result<SignIn> sso(SignIn &found, const ConfigSection &section)
    {
        QMap<QString, QString> values = section.values;
        const bool hasSession = section.has(u"sso_session"_s);
        const QString name = values.value(u"sso_session"_s);
        if (hasSession) {
            const ConfigSection *session = m_shared.ssoSession(name);
            if (!session)
                return contradiction(
                    u"there is no [sso-session %1], which profile %2 names"_s.arg(name, found.profile));
            for (auto it = session->values.begin(); it != session->values.end(); ++it) {
                if (values.value(it.key(), it.value()) != it.value())
                    return contradiction(u"%1 is \"%2\" in profile %3 and \"%4\" in [sso-session %5]"_s.arg(
                        it.key(), values.value(it.key()), found.profile, it.value(), name));
                values.insert(it.key(), it.value());
            }
        }
        QStringList missing;
        for (const QString &key : {u"sso_role_name"_s, u"sso_account_id"_s, u"sso_start_url"_s, u"sso_region"_s}) {
            if (!values.contains(key))
                missing.append(key);
        }
        if (!missing.isEmpty())
            return contradiction(
                u"profile %1 signs in by SSO and lacks %2"_s.arg(found.profile, missing.join(u", "_s)));
        found.base = SignIn::Base::Sso;
        found.sso = {name,
                     values.value(u"sso_start_url"_s),
                     values.value(u"sso_region"_s),
                     values.value(u"sso_account_id"_s),
                     values.value(u"sso_role_name"_s),
                     {}};
        for (const QString &scope : values.value(u"sso_registration_scopes"_s).split(u',', Qt::SkipEmptyParts))
            found.sso.scopes.append(scope.trimmed());
        return found;
    }

    static Result<SignIn> process(SignIn &found, const ConfigSection &section)
    {
        found.base = SignIn::Base::Process;
        found.command = section.values.value(u"credential_process"_s);
        found.argv = shellWords(found.command);
        if (found.argv.isEmpty() || found.argv.constFirst().isEmpty())
            return contradiction(u"credential_process of profile %1 is no command"_s.arg(found.profile));
        return found;
    }

    static Result<SignIn> keys(SignIn &found, const ConfigSection &section, SignIn::Base base)
    {
        found.base = base;
        if (section.values.value(u"aws_access_key_id"_s).isEmpty()
            || section.secrets.value(u"aws_secret_access_key"_s).isEmpty())
            return Error{ErrorKind::Auth, Refusal::IncompleteKeys,
                         u"profile %1 has only half of a key pair"_s.arg(found.profile)};
        return found;
    }

    //! What botocore would have looked at, each with its reason.
    Error nothing(const QString &name, const ConfigSection &section) const
    {
        QStringList reasons{u"assume role: no role_arn"_s, u"web identity: no web_identity_token_file"_s,
                            u"SSO: neither sso_account_id nor sso_role_name"_s};
        reasons.append(m_shared.ofCredentialsFile(name) ? u"credentials file: no aws_access_key_id in [%1]"_s.arg(name)
                                                        : u"credentials file: no [%1]"_s.arg(name));
        reasons += {u"aws login: no login_session"_s, u"process: no credential_process"_s};
        reasons.append(m_shared.ofConfigFile(name) ? u"config file: no aws_access_key_id in the profile"_s
                                                   : u"config file: no such profile"_s);
        if (section.has(u"aws_secret_access_key"_s)) // botocore passes over half a pair of this kind
            return {ErrorKind::Auth, Refusal::IncompleteKeys, u"profile %1 has only half of a key pair"_s.arg(name)};
        return {ErrorKind::NotFound, Refusal::NoCredentials, reasons.join(u"; "_s)};
    }

    const SharedConfig &m_shared;
    QStringList m_visited;
};

} // namespace

QString SignIn::word() const
{
    if (!roles.isEmpty())
        return u"role"_s;
    switch (base) {
    case Base::CredentialsFile:
    case Base::ConfigFile:
        return u"keys"_s;
    case Base::Environment:
        return u"environment"_s;
    case Base::Container:
        return u"container"_s;
    case Base::WebIdentity:
        return u"web-identity"_s;
    case Base::Sso:
        return u"sso"_s;
    case Base::Login:
        return u"login"_s;
    case Base::Process:
        return u"process"_s;
    }
    return {};
}

Result<SignIn> signInOf(const SharedConfig &shared, const QString &profile)
{
    return Resolver(shared, profile).resolve();
}

} // namespace keyturn
