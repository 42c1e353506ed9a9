#include "ui/refresh/refresh_words.h"

#include "ui/dialogs/refresh_text.h"
#include "ui/text/wording.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {
constexpr qint64 minuteSeconds = 60;
constexpr qint64 hourSeconds = 3600;
} // namespace

QString RefreshWords::roles(const QList<KeyRole> &roles)
{
    QStringList words;
    for (const KeyRole role : roles)
        words.append(Wording::role(role));
    return words.join(u", "_s);
}

QString RefreshWords::reason(const KeyChoice &choice, KeyRole role)
{
    switch (choice.reason(role)) {
    case KeyChoice::Reason::Said:
        return tr("Your choice");
    case KeyChoice::Reason::Name:
        return tr("Recognised by its name");
    case KeyChoice::Reason::Value:
        return tr("Recognised by its value");
    case KeyChoice::Reason::Several:
        return tr("Could be %1: choose one").arg(choice.namesakes(role).join(u", "_s));
    case KeyChoice::Reason::None:
        break;
    }
    return choice.missing().contains(role) ? tr("Missing") : tr("Not found");
}

QString RefreshWords::fault(const Error &error)
{
    if (error.refusal == Refusal::KeyTwice)
        return tr("%1 is chosen twice. Each key has one role.").arg(error.detail);
    if (error.refusal == Refusal::ParameterForm)
        return tr("“%1” is not name=value. Separate several with &.").arg(error.detail);
    if (error.refusal == Refusal::ParameterReserved)
        return tr("%1 can't be a parameter: Keyturn sends it from the entry.").arg(error.detail);
    return {};
}

QString RefreshWords::state(const KeyChoice &choice)
{
    const Result<RefreshRequest> request = choice.request();
    if (request)
        return tr("Complete. A refresh asks %1 at %2.").arg(request->provider.name, request->grant.tokenUrl.host());
    const Error &error = request.error();
    if (const QString wrong = fault(error); !wrong.isEmpty())
        return wrong;
    if (error.refusal == Refusal::TokenUrlConsent)
        return tr("Complete. %1 isn't on Keyturn's list of token hosts, so the refresh asks before anything is sent.")
            .arg(error.host);
    if (error.refusal == Refusal::TokenUrl)
        return choice.key(KeyRole::TokenUrl).isEmpty()
                   ? tr("Can't tell where to refresh. Choose the key with the token URL, or the provider.")
                   : error.detail.left(1).toUpper() + error.detail.mid(1) + u'.';
    if (const QList<KeyRole> missing = choice.missing(); !missing.isEmpty())
        return tr("Missing: %1. Choose the key that holds it, or add the key on the Values tab.").arg(roles(missing));
    return isAnsweredByKeys(error.refusal) ? tr("Choose at least a client ID and a refresh token.")
                                           : ErrorText::obstacle(error.refusal) + u'.';
}

QString RefreshWords::step(RefreshStep step)
{
    switch (step) {
    case RefreshStep::ReadSecret:
        return tr("Checking before the request");
    case RefreshStep::ProveWriting:
        return tr("Checking that the answer can be written");
    case RefreshStep::AskProvider:
        return tr("Asking the provider");
    case RefreshStep::WriteBack:
        return tr("Writing to AWS");
    case RefreshStep::Check:
        return tr("Checking what was written");
    case RefreshStep::Done:
        break;
    }
    return tr("Done");
}

QString RefreshWords::plan(const RefreshBatch::Item &item)
{
    if (item.state == RefreshBatch::State::Reading)
        return tr("Reading…");
    const Refusal obstacle = item.obstacle;
    if (obstacle == Refusal::None)
        return item.isTest ? tr("Tests the refresh token; this entry keeps no access token") : tr("Will be refreshed");
    if (obstacle == Refusal::Unread)
        return item.error ? ErrorText::message(*item.error, item.entry.leafName()).sentence : tr("Can't be read");
    if (obstacle == Refusal::Unsaved)
        return tr("Has unsaved changes: save or discard them first");
    if (obstacle == Refusal::HalfSaved)
        return tr("Its last save was interrupted: finish that first");
    if (obstacle == Refusal::Unfinished)
        return tr("Has an unfinished refresh: finish that first");
    if (obstacle == Refusal::Refreshing)
        return tr("Is being refreshed already");
    if (obstacle == Refusal::Rotation)
        return tr("A rotation function refreshes it too: refresh it alone to decide");
    if (obstacle == Refusal::TokenUrlConsent)
        return tr("Unknown token host %1: refresh it alone to decide").arg(item.host);
    if (isAnsweredByKeys(obstacle) && item.missing.isEmpty() && obstacle != Refusal::TokenUrl)
        return tr("Holds no credentials that can be refreshed");
    if (!item.missing.isEmpty())
        return tr("Missing: %1").arg(roles(item.missing));
    return ErrorText::obstacle(obstacle);
}

QString RefreshWords::result(const RefreshBatch::Item &item)
{
    using State = RefreshBatch::State;
    switch (item.state) {
    case State::Reading:
    case State::Ready:
    case State::Unfit:
        break;
    case State::Waiting:
        return tr("Waiting for its turn");
    case State::Running:
        return tr("%1…").arg(step(item.step));
    case State::Failed:
        return item.error ? RefreshText::message(*item.error, item.entry.leafName()).sentence : QString();
    case State::Done:
        if (item.receipt.takenOver)
            return tr("Refreshed elsewhere at the same time");
        if (!item.receipt.writtenBack)
            return tr("The refresh token works");
        return item.receipt.expiresAt.isValid()
                   ? tr("Refreshed, valid until %1").arg(Wording::time(item.receipt.expiresAt))
                   : tr("Refreshed");
    }
    return plan(item);
}

QString RefreshWords::countdown(const QDateTime &expiresAt, const QDateTime &now)
{
    const qint64 left = now.secsTo(expiresAt);
    if (!expiresAt.isValid() || left <= 0 || left >= 2 * hourSeconds)
        return Wording::tokenLeft(expiresAt, now);
    if (left < minuteSeconds)
        return tr("%1 s left").arg(left);
    return tr("%1 min %2 s left").arg(left / minuteSeconds).arg(left % minuteSeconds);
}

QString RefreshWords::moment(const QDateTime &when, const QDateTime &now)
{
    if (when.toLocalTime().date() == now.toLocalTime().date())
        return tr("today, %1").arg(Wording::time(when));
    //: %1: a date, %2: a time
    return tr("%1, %2").arg(Wording::date(when, now), Wording::time(when));
}

QString RefreshWords::claim(const Jwt::Member &member, const QDateTime &now)
{
    if (!member.secondsSinceEpoch)
        return member.text;
    const QDateTime when = QDateTime::fromSecsSinceEpoch(*member.secondsSinceEpoch, Qt::UTC);
    //: %1: a number, %2: the moment it stands for
    return tr("%1 (%2)").arg(member.text, moment(when, now));
}

QString RefreshWords::whyAutoRefreshWaits(Refusal why)
{
    if (why == Refusal::Locked)
        return tr("Keyturn is locked. It continues when you unlock it.");
    if (why == Refusal::ReadOnly)
        return tr("Production is read-only. It continues while writing is unlocked.");
    if (why == Refusal::RotationPending)
        return tr("A rotation is unfinished (AWSPENDING). Both would use up the same refresh token.");
    if (why == Refusal::RotationEnabled)
        return tr("A rotation function refreshes it too. Both would use up the same refresh token.");
    if (why == Refusal::Unfinished)
        return tr("Its last refresh is unfinished: finish that first.");
    if (why == Refusal::Unsaved)
        return tr("It has unsaved changes: save or discard them first.");
    if (why == Refusal::Deleted)
        return tr("It is scheduled for deletion.");
    return tr("The provider doesn't say when its tokens expire.");
}

QString RefreshWords::request(const TokenRequestView &request)
{
    QStringList lines(request.isJson ? tr("POST, as JSON") : tr("POST, as a form"));
    if (request.isBasic)
        lines += tr("client ID and secret in the Authorization header");
    for (const TokenRequestView::Field &field : request.fields) {
        const int count = static_cast<int>(field.hidden);
        const QString value = count == 0   ? field.value
                              : count == 1 ? tr("hidden, 1 byte")
                                           : tr("hidden, %n bytes", nullptr, count);
        lines += u"%1: %2"_s.arg(field.name, value);
    }
    return lines.join(u'\n');
}

QString RefreshWords::rotation(const Provider &provider)
{
    switch (provider.rotation) {
    case Provider::Rotation::Never:
        return tr("Keeps its refresh token");
    case Provider::Rotation::Sometimes:
        return tr("May replace the refresh token");
    case Provider::Rotation::Always:
        return tr("Replaces the refresh token each time");
    }
    return {};
}

} // namespace keyturn
