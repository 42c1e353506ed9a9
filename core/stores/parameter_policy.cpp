#include "core/stores/parameter_policy.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

namespace keyturn {

namespace {

constexpr qint64 longestSpanDays =
    200LL * 366; // counted from any date of a parameter, it stays within four digits of a year

//! AWS writes these numbers as strings; a number is understood too. In hours; 0 if it is neither, or out of range.
qint64 hours(const QJsonObject &attributes, QLatin1String name)
{
    const QJsonValue value = attributes.value(name);
    const qint64 amount = value.isString() ? value.toString().toLongLong() : value.toInteger();
    const QString unit = attributes.value(QLatin1String("Unit")).toString();
    if (amount < 1 || amount > longestSpanDays * (unit == QLatin1String("Hours") ? 24 : 1))
        return 0;
    if (unit == QLatin1String("Days"))
        return amount * 24;
    return unit == QLatin1String("Hours") ? amount : 0;
}

QDateTime timeFromText(QString text)
{
    // AWS's own sample has seconds in the offset ("+10:30:00"), which Qt does not read.
    static const QRegularExpression secondsInOffset(QStringLiteral("([+-]\\d\\d:\\d\\d):\\d\\d\\z"));
    text.replace(secondsInOffset, QStringLiteral("\\1"));
    QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (time.timeSpec() == Qt::LocalTime)
        time.setTimeSpec(Qt::UTC); // without an offset it cannot be the time zone of whoever looks at it
    return time.toUTC();
}

} // namespace

ParameterPolicy ParameterPolicy::fromText(const QString &text, const QString &status)
{
    ParameterPolicy policy = fromJson(QJsonDocument::fromJson(text.toUtf8()).object(), status);
    policy.text = text;
    return policy;
}

ParameterPolicy ParameterPolicy::fromJson(const QJsonObject &json, const QString &status)
{
    ParameterPolicy policy;
    policy.status = status;
    const QString type = json.value(QLatin1String("Type")).toString();
    const QJsonObject attributes = json.value(QLatin1String("Attributes")).toObject();
    if (type == QLatin1String("Expiration")) {
        policy.timestamp = timeFromText(attributes.value(QLatin1String("Timestamp")).toString());
        policy.type = policy.timestamp.isValid() ? Type::Expiration : Type::Unknown;
    } else if (type == QLatin1String("ExpirationNotification")) {
        policy.amount = hours(attributes, QLatin1String("Before"));
        policy.type = policy.amount > 0 ? Type::ExpirationNotification : Type::Unknown;
    } else if (type == QLatin1String("NoChangeNotification")) {
        policy.amount = hours(attributes, QLatin1String("After"));
        policy.type = policy.amount > 0 ? Type::NoChangeNotification : Type::Unknown;
    } else {
        policy.isBroken = type.isEmpty(); // a word that is not known here may be one of AWS's to come
        return policy;
    }
    policy.isBroken = policy.type == Type::Unknown;
    return policy;
}

} // namespace keyturn
