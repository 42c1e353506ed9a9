#include "core/entry/clock_reset.h"

#include "core/entry/parameter_change.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace keyturn {

namespace {

constexpr qint64 secondsPerHour = 60LL * 60;

QList<ParameterPolicy> policiesIn(const QString &text)
{
    QList<ParameterPolicy> policies;
    for (const QJsonValue &value : QJsonDocument::fromJson(text.toUtf8()).array())
        policies.append(ParameterPolicy::fromJson(value.toObject(), {}));
    return policies;
}

QList<qint64> spansOf(const QList<ParameterPolicy> &policies)
{
    QList<qint64> hours;
    for (const ParameterPolicy &policy : policies) {
        if (policy.type == ParameterPolicy::Type::NoChangeNotification)
            hours.append(policy.amount);
    }
    return hours;
}

SecretString valueAfter(const EntryField &field, const QList<FieldEdit> &edits)
{
    SecretString value = field.value;
    for (const FieldEdit &edit : edits) {
        if (edit.key == field.key)
            value = edit.value;
    }
    return value;
}

} // namespace

QList<ClockReset> clockResets(const EntryContent &content, const QList<FieldEdit> &edits, const DetailChanges &details,
                              const QDateTime &now)
{
    QList<ClockReset> resets;
    for (const ParameterMetadata &parameter : content.entry.parameters) {
        const EntryField *field = content.field(parameter.name);
        if (!field || !parameter.lastModifiedAt.isValid())
            continue;
        const SecretString after = valueAfter(*field, edits);
        const bool stays = after == field->value;
        const ParameterChange change = ParameterChange::from(details, parameter.name);
        const bool isWritten = !stays || !change.isEmpty();
        if (!isWritten || after.bytes().trimmed() != field->value.bytes().trimmed())
            continue;
        const QList<qint64> before = spansOf(parameter.policies);
        const QList<qint64> then = change.policies ? spansOf(policiesIn(*change.policies)) : before;
        for (qsizetype i = 0; i < std::min(before.size(), then.size()); ++i) {
            resets.append({parameter.name, static_cast<int>(then.at(i)),
                           parameter.lastModifiedAt.addSecs(before.at(i) * secondsPerHour),
                           now.addSecs(then.at(i) * secondsPerHour), !stays});
        }
    }
    return resets;
}

} // namespace keyturn
