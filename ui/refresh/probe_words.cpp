#include "ui/refresh/probe_words.h"

#include "core/stores/version_stage.h"
#include "ui/refresh/refresh_words.h"
#include "ui/text/error_text.h"
#include "ui/text/wording.h"

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

QString providersWords(const Error &error)
{
    QStringList words{error.code, error.detail};
    words.removeAll(QString());
    return words.join(u": "_s);
}

bool isOfUse(const VersionCheck &check)
{
    return check.stage.isEmpty() || check.stage == stage::current;
}

} // namespace

Status ProbeWords::status(const VersionCheck &check, bool runs)
{
    if (check.propagatingSince.isValid())
        return Status::Propagating;
    if (!check.answer)
        return runs && check.hasToken && !check.error ? Status::Running : Status::Unknown;
    switch (check.answer->kind) {
    case ProbeAnswer::Kind::Works:
    case ProbeAnswer::Kind::Limited:
        return Status::Fine;
    case ProbeAnswer::Kind::Refused:
        return isOfUse(check) ? Status::Overdue : Status::NoDueDate; // an old one that has died is as it should be
    case ProbeAnswer::Kind::Unclear:
        break;
    }
    return Status::Unknown;
}

QString ProbeWords::chip(const VersionCheck &check, bool runs)
{
    if (check.propagatingSince.isValid())
        return tr("propagating since %1").arg(Wording::time(check.propagatingSince));
    if (check.error)
        return tr("not readable");
    if (!check.hasToken)
        return tr("no token in it");
    if (!check.answer)
        return runs ? tr("asking") : tr("not asked");
    switch (check.answer->kind) {
    case ProbeAnswer::Kind::Works:
        return tr("works");
    case ProbeAnswer::Kind::Limited:
        return tr("accepted");
    case ProbeAnswer::Kind::Refused:
        return isOfUse(check) ? tr("refused") : tr("no longer works");
    case ProbeAnswer::Kind::Unclear:
        break;
    }
    return tr("not known");
}

QString ProbeWords::remark(const VersionCheck &check, const QDateTime &now)
{
    if (check.error)
        return failure(*check.error);
    if (!check.answer)
        return {};
    const QString words = providersWords(check.answer->error);
    const QString asked = RefreshWords::moment(check.answer->at, now);
    QString text;
    switch (check.answer->kind) {
    case ProbeAnswer::Kind::Works:
        text = tr("Asked %1 %2.").arg(check.answer->host, asked);
        break;
    case ProbeAnswer::Kind::Limited:
        text = tr("The token is good, but lacks the scope for this request (%1).").arg(words);
        break;
    case ProbeAnswer::Kind::Refused:
        text = tr("%1 said: %2").arg(check.answer->host, words);
        break;
    case ProbeAnswer::Kind::Unclear:
        text = tr("%1 gave no clear answer (%2).").arg(check.answer->host, words);
        break;
    }
    return check.isSame ? tr("The same token. %1").arg(text) : text;
}

QString ProbeWords::where(const Result<ProbeTarget> &target)
{
    if (target) {
        const QUrl url = target->urls.value(0);
        const QString place = url.host() + url.path();
        return target->urls.size() > 1
                   ? tr("Shows each access token to %1 and its sister regions. Nothing is written.").arg(place)
                   : tr("Shows each access token to %1. Nothing is written.").arg(place);
    }
    return failure(target.error());
}

QString ProbeWords::failure(const Error &error)
{
    if (error.refusal == Refusal::NoProbe)
        return tr("%1 offers no way to test a token. Name an address that answers 200 if it works.").arg(error.detail);
    if (error.refusal == Refusal::ProbeUrlConsent)
        return tr("Would show the access token to %1, which isn't on Keyturn's list. Nothing was sent.")
            .arg(error.detail);
    if (error.refusal == Refusal::ProbeUrl)
        return tr("Can't be asked there: %1.").arg(error.detail);
    return ErrorText::message(error).sentence;
}

QString ProbeWords::trial(const std::optional<ProbeAnswer> &answer)
{
    if (!answer)
        return {};
    switch (answer->kind) {
    case ProbeAnswer::Kind::Works:
        return tr("%1 accepts it.").arg(answer->host);
    case ProbeAnswer::Kind::Limited:
        return tr("%1 accepts it, without the scope for the test.").arg(answer->host);
    case ProbeAnswer::Kind::Refused:
        return tr("%1 does not accept it yet (%2); it is stored because the refresh token was replaced with it.")
            .arg(answer->host, providersWords(answer->error));
    case ProbeAnswer::Kind::Unclear:
        break;
    }
    return tr("Couldn't find out whether %1 accepts it (%2).").arg(answer->host, providersWords(answer->error));
}

} // namespace keyturn
