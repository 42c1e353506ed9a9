#include "ui/findings/doctor_text.h"

#include "core/policy/access_policy.h"

using namespace Qt::StringLiterals;

namespace keyturn {

using What = Finding::What;

QString DoctorText::title(const Finding &finding)
{
    const bool isGood = finding.level == Finding::Level::Good;
    const bool ofSecrets = finding.facts.value(0) == "secretsmanager"_L1;
    switch (finding.what) {
    case What::Profile:
        return tr("Profile");
    case What::UnobeyedSettings:
        return tr("Unsupported profile settings");
    case What::NoPlace:
        return tr("No profile open");
    case What::Setup:
        return tr("Can't connect to AWS");
    case What::Identity:
        return tr("Signed in");
    case What::IdentityRefused:
        return tr("Can't sign in");
    case What::Clock:
        return tr("Clock in sync");
    case What::ClockAhead:
        return tr("Clock ahead of AWS");
    case What::ClockBehind:
        return tr("Clock behind AWS");
    case What::Endpoint:
        return isGood ? tr("Sandbox endpoint") : tr("Custom endpoint");
    case What::TlsIssuer:
        return tr("Server certificate");
    case What::Listed:
        return ofSecrets ? tr("Secrets can be listed") : tr("Parameters can be listed");
    case What::NotListed:
        return ofSecrets ? tr("Can't list secrets") : tr("Can't list parameters");
    case What::Needed:
        return feature(finding.facts.value(0));
    default:
        return titleOfComputer(finding);
    }
}

QString DoctorText::titleOfComputer(const Finding &finding)
{
    switch (finding.what) {
    case What::NoProxy:
        return tr("No proxy");
    case What::Proxy:
        return tr("Proxy in use");
    case What::ProxyPassword:
        return tr("Proxy password exposed");
    case What::KeychainOpen:
        return tr("Keychain unlocked");
    case What::KeychainLocked:
        return tr("Keychain locked");
    case What::KeychainAbsent:
        return tr("No keychain");
    case What::KeychainHung:
        return tr("Keychain not responding");
    case What::KeychainOwner:
        return tr("Keychain service");
    case What::PathAbsent:
        return tr("Nothing stored yet");
    case What::PathPrivate:
        return tr("Private to you");
    case What::FileOpen:
        return tr("File open to other users");
    case What::FolderOpen:
        return tr("Folder open to other users");
    case What::AllEnded:
        return tr("Nothing unfinished");
    case What::Unfinished:
        return tr("Unfinished operations");
    default:
        return {};
    }
}

QString DoctorText::feature(const QString &word)
{
    const std::optional<AccessFeature> known = accessFeatureOfWord(word);
    if (!known)
        return word;
    switch (*known) {
    case AccessFeature::Browse:
        return tr("Browse entries");
    case AccessFeature::Reveal:
        return tr("Read values");
    case AccessFeature::Edit:
        return tr("Edit values");
    case AccessFeature::Create:
        return tr("Create entries");
    case AccessFeature::Versions:
        return tr("Versions and rollback");
    case AccessFeature::Delete:
        return tr("Delete and restore");
    case AccessFeature::Tags:
        return tr("Edit tags");
    case AccessFeature::Rotation:
        return tr("Rotation");
    case AccessFeature::Replicas:
        return tr("Replicas");
    case AccessFeature::ResourcePolicy:
        return tr("Resource policies");
    case AccessFeature::KeyPicker:
        return tr("Choose KMS keys");
    case AccessFeature::ClientSecretApi:
        return tr("Rotate client secrets by API");
    case AccessFeature::WhoWrote:
        return tr("See who wrote a version");
    case AccessFeature::Reminders:
        return tr("Reminders sent by AWS");
    }
    return word;
}

} // namespace keyturn
