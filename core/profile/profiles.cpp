#include "core/profile/profiles.h"

#include "core/profile/profile_settings.h"
#include "core/profile/sign_in.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

//! How it gets its credentials, or why it cannot be used.
void setSignIn(Profile &profile, const SharedConfig &shared)
{
    const Result<SignIn> signIn = signInOf(shared, profile.name);
    if (!signIn) {
        profile.unusable = signIn.error().refusal;
        profile.badSetting = signIn.error().detail;
        return;
    }
    profile.signIn = signIn->word();
    if (signIn->base == SignIn::Base::Container)
        profile.unusable = Refusal::Container;
}

QString productionMark(const ConfigSection *section)
{
    return section ? section->values.value(u"keyturn_production"_s).trimmed().toLower() : QString();
}

//! Whoever wrote "true # careful" meant it: only a plain no is one.
bool saysProduction(const ConfigSection *section)
{
    const QString said = productionMark(section);
    return !said.isEmpty() && said != "false"_L1 && said != "no"_L1 && said != "0"_L1 && said != "off"_L1;
}

//! What a file that cannot be used says of endpoints and authorities is lost, so nothing is sent.
void refuse(Profile &profile, const Error &problem)
{
    profile.unusable = problem.refusal;
    profile.badSetting = problem.detail;
}

} // namespace

Profiles Profiles::load(const Environment &environment)
{
    Profiles profiles;
    SharedConfig shared;
    Result<SharedConfig> loaded = SharedConfig::load(environment);
    if (loaded)
        shared = *std::move(loaded);
    else
        profiles.m_problem = loaded.error();

    if (!environment.accessKeyId().isEmpty()) {
        Profile profile;
        profile.name = u"environment"_s;
        profile.kind = ProfileKind::Environment;
        profile.region = environment.region();
        if (profiles.m_problem)
            refuse(profile, *profiles.m_problem);
        else if (environment.secretAccessKey().isEmpty())
            profile.unusable = Refusal::IncompleteKeys;
        // botocore takes region and endpoint of the environment's keys from the profile in force.
        const QString named = environment.profile();
        const ConfigSection *section = shared.profile(named.isEmpty() ? u"default"_s : named);
        if (profile.region.isEmpty() && section)
            profile.region = section->values.value(u"region"_s);
        // The mark, too, unless a section of their own name says otherwise.
        const ConfigSection *own = shared.profile(profile.name);
        profile.production = saysProduction(productionMark(own).isEmpty() ? section : own);
        applySettings(profile, environment, shared, section);
        profiles.m_profiles.append(profile);
        profiles.m_preferred = profile.name;
    }
    for (const QString &name : shared.profileNames()) {
        const ConfigSection *section = shared.profile(name);
        Profile profile;
        profile.name = name;
        profile.kind = ProfileKind::SharedConfig;
        profile.region = environment.region();
        if (profile.region.isEmpty())
            profile.region = section->values.value(u"region"_s);
        profile.production = saysProduction(section);
        setSignIn(profile, shared);
        applySettings(profile, environment, shared, section);
        profiles.m_profiles.append(profile);
    }
    if (profiles.m_preferred.isEmpty())
        profiles.m_preferred = environment.profile();
    if (profiles.m_preferred.isEmpty() && shared.profile(u"default"_s))
        profiles.m_preferred = u"default"_s;
    return profiles;
}

Profile Profiles::ofKeychain(const Environment &environment, const QString &name)
{
    Profile profile;
    profile.name = name;
    profile.kind = ProfileKind::Keychain;
    SharedConfig shared;
    Result<SharedConfig> loaded = SharedConfig::load(environment);
    if (loaded)
        shared = *std::move(loaded);
    else
        refuse(profile, loaded.error());
    profile.region = environment.region();
    const ConfigSection *section = shared.profile(name);
    profile.production = saysProduction(section);
    applySettings(profile, environment, shared, section);
    return profile;
}

const Profile *Profiles::find(const QString &name) const
{
    const auto found = std::find_if(m_profiles.begin(), m_profiles.end(),
                                    [&name](const Profile &profile) { return profile.name == name; });
    return found == m_profiles.end() ? nullptr : &*found;
}

} // namespace keyturn
