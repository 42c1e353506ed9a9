#include "app/sandbox/clock/sandbox_clock.h"

#include <QRegularExpression>

namespace keyturn::sandbox {

namespace {

using namespace Qt::StringLiterals;

Error notATime(const QString &text)
{
    return {ErrorKind::Invalid, Refusal::NotATime,
            u"\"%1\" is no time: write how far to move it (+150d, -3h, +1d12h, +10m) or an instant with its zone "
            "(2027-04-20T12:00:00Z)"_s.arg(text.left(64))};
}

} // namespace

Result<QDateTime> readTime(const QString &text, const QDateTime &from)
{
    static const QRegularExpression move(
        u"\\A([+-])(?=[0-9])(?:([0-9]{1,6})d)?(?:([0-9]{1,8})h)?(?:([0-9]{1,9})m)?(?:([0-9]{1,9})s)?\\z"_s);
    QDateTime time;
    if (const auto found = move.match(text); found.hasMatch()) {
        const auto amount = [&found](int group) { return found.captured(group).toLongLong(); };
        const qint64 seconds = ((amount(2) * 24 + amount(3)) * 60 + amount(4)) * 60 + amount(5);
        time = from.addSecs(found.captured(1) == u"-" ? -seconds : seconds);
    } else {
        time = QDateTime::fromString(text, Qt::ISODateWithMs);
        if (time.timeSpec() == Qt::LocalTime) // no zone was written
            time = QDateTime();
        time = time.toUTC();
    }
    if (!time.isValid() || time.date().year() < 1970 || time.date().year() > 2999)
        return notATime(text);
    return time;
}

} // namespace keyturn::sandbox
