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

QString DoctorText::subject(const Finding &finding)
{
    const QString about = finding.about();
    if (about == "profile"_L1)
        return tr("Profile");
    if (about == "identity"_L1)
        return tr("Identity");
    if (about == "clock"_L1)
        return tr("Clock");
    if (about == "endpoint"_L1)
        return tr("Endpoint");
    if (about == "proxy"_L1)
        return tr("Proxy");
    if (about == "tls"_L1)
        return tr("Certificate");
    if (about == "permission"_L1)
        return tr("Permission");
    if (about == "keychain"_L1)
        return tr("Keychain");
    if (about == "files"_L1)
        return tr("Files");
    return tr("Unfinished");
}

Diagnosis DoctorText::ofConnection(const Finding &finding)
{
    const auto fact = [&finding](int i) { return finding.facts.value(i); };
    switch (finding.what) {
    case What::Profile:
        return {{}, {}, tr("%1 in %2: %3").arg(fact(0), fact(1), fact(2)), {}};
    case What::NoPlace:
        return {{}, {}, tr("no profile is open"), tr("Choose one to check it.")};
    case What::UnobeyedSettings:
        return {{},
                {},
                tr("the profile has settings that Keyturn does not obey: %1").arg(fact(0)),
                tr("AWS tools obey them; set what you need in another way.")};
    case What::Identity:
        return {{}, {}, fact(0), {}};
    case What::Clock:
        return {{}, {}, tr("within 4 minutes of AWS's"), {}};
    case What::ClockAhead:
        return {{},
                {},
                tr("%1 min ahead of AWS's").arg(fact(0)),
                tr("Set the clock of this computer, or have it set by NTP.")};
    case What::ClockBehind:
        return {{},
                {},
                tr("%1 min behind AWS's").arg(fact(0)),
                tr("Set the clock of this computer, or have it set by NTP.")};
    case What::Endpoint:
        return {{},
                {},
                tr("Requests go to %2 (%1)").arg(fact(0), fact(1)),
                tr("If you don't want that, remove endpoint_url from the profile.")};
    case What::TlsIssuer:
        return {{}, {}, tr("%1 has a certificate of %2").arg(fact(0), fact(1)), {}};
    case What::Listed:
        return {{}, {}, tr("%1 may be listed").arg(fact(0)), {}};
    case What::Needed:
        return {{}, {}, tr("%1 needs %2").arg(fact(0), fact(1)), {}};
    default:
        return ofComputer(finding);
    }
}

Diagnosis DoctorText::ofComputer(const Finding &finding)
{
    const auto fact = [&finding](int i) { return finding.facts.value(i); };
    switch (finding.what) {
    case What::NoProxy:
        return {{}, {}, tr("none is set (HTTPS_PROXY)"), {}};
    case What::Proxy:
        return {{}, {}, tr("requests go through %1").arg(fact(0)), tr("Name hosts that it must not see in NO_PROXY.")};
    case What::ProxyPassword:
        return {{},
                {},
                tr("%1, and its password is in the environment").arg(fact(0)),
                tr("Every program that you start can read it there.")};
    case What::KeychainOpen:
        return {{}, {}, tr("it is there and open"), {}};
    case What::KeychainLocked:
        return {{}, {}, tr("it is locked"), tr("Unlock it, for example by signing in to the desktop.")};
    case What::KeychainAbsent:
        return {{},
                {},
                tr("no Secret Service answers on the session bus"),
                tr("Start gnome-keyring or another one; without it no keys are kept, and a provider that gives a new "
                   "refresh token each time is not asked.")};
    case What::KeychainHung:
        return {{}, {}, tr("it does not answer"), tr("Restart the keyring daemon.")};
    case What::KeychainOwner:
        return {{}, {}, tr("%1 keeps it (process %2)").arg(fact(0), fact(1)), {}};
    case What::PathAbsent:
        return {{}, {}, tr("%1 is not there").arg(fact(0)), {}};
    case What::PathPrivate:
        return {{}, {}, tr("%1 is yours alone").arg(fact(0)), {}};
    case What::FileOpen:
        return {{}, {}, tr("others can read or write %1").arg(fact(0)), u"chmod 600 %1"_s.arg(fact(0))};
    case What::FolderOpen:
        return {{}, {}, tr("others can read or write %1").arg(fact(0)), u"chmod 700 %1"_s.arg(fact(0))};
    case What::AllEnded:
        return {{}, {}, tr("no unfinished operations"), {}};
    case What::Unfinished:
        return {{},
                {},
                tr("%1 unfinished operations").arg(fact(0)),
                tr("See \"keyturnctl pending\", and finish them with \"keyturnctl resume\" or in the window.")};
    default:
        return {};
    }
}

Diagnosis DoctorText::diagnosis(const Finding &finding, const ErrorLines &lines)
{
    Diagnosis said;
    if (finding.error) {
        QStringList words = lines(*finding.error);
        const QString first = words.isEmpty() ? QString() : words.takeFirst();
        said.text = finding.what == What::NotListed ? tr("%1: %2").arg(finding.facts.value(0), first) : first;
        said.fix = words.join(u' ').simplified();
    } else {
        said = ofConnection(finding);
    }
    said.about = finding.about();
    said.level = levelWord(finding.level);
    return said;
}

} // namespace keyturn
