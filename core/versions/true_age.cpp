#include "core/versions/true_age.h"

#include "core/due/due_rules.h"

namespace keyturn {

namespace {

//! The value has changed after the tag's date, and not only been stored some days after it was made; or it has not
//! changed since before that date.
bool isContradicted(const QDateTime &tagged, const KeyAge &history)
{
    if (!history.since.isValid())
        return false;
    const bool isStale = history.known && history.since > tagged.addDays(lwaGraceDays);
    return isStale || tagged > history.since.addDays(1);
}

} // namespace

QDateTime taggedAge(const QMap<QString, QString> &tags, const QString &key, bool isClientSecret)
{
    const QDateTime own = timeFromTag(tags.value(QLatin1String(rotatedTagPrefix) + key));
    if (own.isValid() || !isClientSecret)
        return own;
    return timeFromTag(tags.value(QLatin1String(rotatedAtTag)));
}

TrueAge trueAge(const QDateTime &tagged, const KeyAge &history, const LedgerSight &ledger, const QDateTime &createdAt)
{
    if (tagged.isValid() && !isContradicted(tagged, history))
        return {tagged, AgeSource::Tag, false};
    // A value that came back is as old as it was.
    const QDateTime seen = history.firstSeen.isValid() ? history.firstSeen : history.since;
    if (seen.isValid() && history.isFirstKnown)
        return {seen, AgeSource::History, false};
    if (ledger.firstSeen.isValid() && (!seen.isValid() || ledger.firstSeen < seen))
        return {ledger.firstSeen, AgeSource::Ledger, !ledger.sawOther};
    if (seen.isValid())
        return {seen, AgeSource::History, true};
    if (createdAt.isValid())
        return {createdAt, AgeSource::Creation, false};
    return {};
}

} // namespace keyturn
