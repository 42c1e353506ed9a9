#include "ui/text/profile_text.h"

using namespace Qt::StringLiterals;

namespace keyturn {

QString ProfileText::name(const Profile &profile)
{
    return profile.kind == ProfileKind::Sandbox ? tr("Sandbox") : profile.name;
}

QString ProfileText::kind(const Profile &profile)
{
    if (profile.signIn == "sso"_L1)
        return tr("SSO");
    if (profile.signIn == "login"_L1)
        return tr("AWS login");
    if (profile.signIn == "role"_L1)
        return tr("Assume role");
    if (profile.signIn == "web-identity"_L1)
        return tr("Web identity");
    if (profile.signIn == "process"_L1)
        return tr("Process");
    switch (profile.kind) {
    case ProfileKind::Sandbox:
        return tr("Sandbox");
    case ProfileKind::SharedConfig:
        return tr("Access keys");
    case ProfileKind::Environment:
        return tr("Environment");
    case ProfileKind::Keychain:
        return tr("Keychain");
    }
    return {};
}

QString ProfileText::obstacle(const Profile &profile)
{
    if (profile.unusable == Refusal::None)
        return {};
    if (profile.unusable == Refusal::Container)
        return tr("Credentials from containers and EC2 aren't supported yet");
    if (profile.unusable == Refusal::SignIn)
        return tr("It can't sign in: %1").arg(profile.badSetting);
    if (profile.unusable == Refusal::IncompleteKeys)
        return tr("One of the two access keys is missing");
    if (profile.unusable == Refusal::NoCredentials)
        return tr("There are no access keys in this profile");
    if (profile.unusable == Refusal::BadEndpoint)
        return tr("Its endpoint is not https");
    if (profile.unusable == Refusal::BadSetting)
        return tr("It has an invalid setting: %1").arg(profile.badSetting);
    if (profile.unusable == Refusal::ConfigSyntax || profile.unusable == Refusal::ConfigUnreadable)
        return tr("The AWS configuration can't be used: %1").arg(profile.badSetting);
    return refusalWord(profile.unusable);
}

} // namespace keyturn
