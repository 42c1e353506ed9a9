#include "core/doctor/finding.h"

using namespace Qt::StringLiterals;

namespace keyturn {

QString Finding::about() const
{
    switch (what) {
    case What::Profile:
    case What::UnobeyedSettings:
    case What::NoPlace:
    case What::Setup:
        return u"profile"_s;
    case What::Identity:
    case What::IdentityRefused:
        return u"identity"_s;
    case What::Clock:
    case What::ClockAhead:
    case What::ClockBehind:
        return u"clock"_s;
    case What::Endpoint:
        return u"endpoint"_s;
    case What::NoProxy:
    case What::Proxy:
    case What::ProxyPassword:
        return u"proxy"_s;
    case What::TlsIssuer:
        return u"tls"_s;
    case What::Listed:
    case What::NotListed:
    case What::Needed:
        return u"permission"_s;
    case What::KeychainOpen:
    case What::KeychainLocked:
    case What::KeychainAbsent:
    case What::KeychainHung:
    case What::KeychainOwner:
        return u"keychain"_s;
    case What::PathAbsent:
    case What::PathPrivate:
    case What::FileOpen:
    case What::FolderOpen:
        return u"files"_s;
    case What::AllEnded:
    case What::Unfinished:
        return u"unfinished"_s;
    }
    return {};
}

} // namespace keyturn
