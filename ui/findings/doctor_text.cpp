#include "ui/findings/doctor_text.h"

using namespace Qt::StringLiterals;

namespace keyturn {

using What = Finding::What;

QString DoctorText::levelWord(Finding::Level level)
{
    switch (level) {
    case Finding::Level::Good:
        return u"ok"_s;
    case Finding::Level::Note:
        return u"note"_s;
    case Finding::Level::Bad:
        break;
    }
    return u"wrong"_s;
}

Diagnosis DoctorText::ofConnection(const Finding &finding)
{
    const auto fact = [&finding](int i) { return finding.facts.value(i); };
    switch (finding.what) {
    case What::Profile:
        if (fact(2) == fact(0)) // the sandbox signs in by itself
            return {{}, {}, tr("Using %1 in %2.").arg(fact(0), fact(1)), {}};
        return {{}, {}, tr("Using %1 in %2. Credentials: %3.").arg(fact(0), fact(1), fact(2)), {}};
    case What::NoPlace:
        return {{},
                {},
                tr("Sign-in and permissions can't be checked without one."),
                tr("Open a profile, then check again.")};
    case What::UnobeyedSettings:
        return {{},
                {},
                tr("Keyturn ignores these settings, which AWS tools use: %1.").arg(fact(0)),
                tr("If sign-in or requests fail because of that, open another profile.")};
    case What::Identity:
        return {{}, {}, fact(0), {}};
    case What::Clock:
        return {{}, {}, tr("This computer's clock is within 4 minutes of AWS."), {}};
    case What::ClockAhead:
    case What::ClockBehind:
        return {{},
                {},
                (finding.what == What::ClockAhead
                     ? tr("This computer's clock is %1 min ahead. Requests are signed with the corrected time.")
                     : tr("This computer's clock is %1 min behind. Requests are signed with the corrected time."))
                    .arg(fact(0)),
                tr("Turn on automatic time (NTP) or set the clock.")};
    case What::Endpoint:
        if (finding.level == Finding::Level::Good)
            return {{}, {}, tr("Requests stay on this computer and go to %1.").arg(fact(1)), {}};
        return {{},
                {},
                tr("Requests to %1 go to %2 instead of AWS.").arg(fact(0), fact(1)),
                tr("If you don't want that, remove endpoint_url from the profile.")};
    case What::TlsIssuer:
        return {{}, {}, tr("%1 has a certificate issued by %2.").arg(fact(0), fact(1)), {}};
    case What::Listed:
        return {{}, {}, tr("%1 is allowed.").arg(listingAction(finding)), {}};
    case What::Needed:
        return {{}, {}, tr("%1: %2").arg(feature(fact(0)), fact(1)), {}};
    default:
        return ofComputer(finding);
    }
}

Diagnosis DoctorText::ofComputer(const Finding &finding)
{
    const auto fact = [&finding](int i) { return finding.facts.value(i); };
    switch (finding.what) {
    case What::NoProxy:
        return {{}, {}, tr("Requests go out directly. HTTPS_PROXY isn't set."), {}};
    case What::Proxy:
        return {{},
                {},
                tr("Requests go through %1 (HTTPS_PROXY).").arg(fact(0)),
                tr("To bypass it for some hosts, list them in NO_PROXY.")};
    case What::ProxyPassword:
        return {{},
                {},
                tr("HTTPS_PROXY contains the password for %1. Every program you start can read it.").arg(fact(0)),
                tr("Take the password out, for example by using a local proxy that signs in for you.")};
    case What::KeychainOpen:
        return {{}, {}, tr("Keyturn can keep access keys and new tokens in it."), {}};
    case What::KeychainLocked:
        return {{},
                {},
                tr("Keyturn can't read your access keys or refresh tokens safely."),
                tr("Unlock it in your desktop's password manager, then check again.")};
    case What::KeychainAbsent:
        return {{},
                {},
                tr("Keyturn can't keep access keys, and can't refresh tokens that change with every use."),
                tr("Start a keychain service, such as GNOME Keyring or KWallet, then check again.")};
    case What::KeychainHung:
        return {{},
                {},
                tr("The keychain service is running but doesn't answer."),
                tr("Restart it or sign out and in again, then check again.")};
    case What::KeychainOwner:
        return {{}, {}, tr("Provided by %1 (process %2).").arg(fact(0), fact(1)), {}};
    default:
        return ofFiles(finding);
    }
}

Diagnosis DoctorText::ofFiles(const Finding &finding)
{
    const QString fact = finding.facts.value(0);
    switch (finding.what) {
    case What::PathAbsent:
        return {{}, {}, tr("%1 doesn't exist.").arg(fact), {}};
    case What::PathPrivate:
        return {{}, {}, tr("Only you can open %1.").arg(fact), {}};
    case What::FileOpen:
        return {
            {}, {}, tr("Other users of this computer can read or change %1.").arg(fact), u"chmod 600 %1"_s.arg(fact)};
    case What::FolderOpen:
        return {
            {}, {}, tr("Other users of this computer can read or change %1.").arg(fact), u"chmod 700 %1"_s.arg(fact)};
    case What::AllEnded:
        return {{}, {}, tr("Every refresh and save has finished."), {}};
    case What::Unfinished:
        return {{},
                {},
                fact == "1"_L1 ? tr("A refresh or save didn't finish.")
                               : tr("%1 refreshes or saves didn't finish.").arg(fact),
                tr("Finish in the window's Unfinished folder, or with \"keyturnctl pending\" and \"keyturnctl "
                   "resume\".")};
    default:
        return {};
    }
}

QString DoctorText::listingAction(const Finding &finding)
{
    return finding.facts.value(0) == "secretsmanager"_L1 ? u"secretsmanager:ListSecrets"_s
                                                         : u"ssm:DescribeParameters"_s;
}

QString DoctorText::fixOfError(const Finding &finding)
{
    switch (finding.error->kind) {
    case ErrorKind::AccessDenied:
        if (finding.what == What::NotListed)
            return tr("Ask an IAM admin to allow %1.").arg(listingAction(finding));
        break;
    case ErrorKind::Network:
    case ErrorKind::Timeout:
    case ErrorKind::Tls:
    case ErrorKind::Protocol:
    case ErrorKind::Unavailable:
        return tr("Check the network, the endpoint and the proxy, then check again.");
    case ErrorKind::Throttled:
        return tr("Wait a minute, then check again.");
    default:
        break;
    }
    return tr("Check the profile and its credentials, then check again.");
}

Diagnosis DoctorText::diagnosis(const Finding &finding, const ErrorLines &lines)
{
    Diagnosis said;
    if (finding.error) {
        QStringList words = lines(*finding.error);
        const QString first = words.isEmpty() ? QString() : words.takeFirst();
        said.text = first;
        said.fix = words.join(u' ').simplified();
        if (said.fix.isEmpty())
            said.fix = fixOfError(finding);
    } else {
        said = ofConnection(finding);
    }
    said.about = finding.about();
    said.level = levelWord(finding.level);
    return said;
}

} // namespace keyturn
