#include "app/sandbox/service/service.h"

#include <QRegularExpression>
#include <QVariant>

#include <algorithm>

namespace keyturn::sandbox {

namespace {

using namespace Qt::StringLiterals;

bool hasKind(const Member &member, const QJsonValue &value)
{
    const auto every = [&value](bool (*test)(const QJsonValue &)) {
        const QJsonArray items = value.toArray();
        return value.isArray() && std::all_of(items.begin(), items.end(), [test](const auto &v) { return test(v); });
    };
    switch (member.kind) {
    case Member::Kind::String:
    case Member::Kind::Secret:
    case Member::Kind::Blob:
        return value.isString();
    case Member::Kind::Integer:
        return value.isDouble() && value.toDouble() == static_cast<double>(value.toInteger());
    case Member::Kind::Boolean:
        return value.isBool();
    case Member::Kind::Strings:
        return every([](const QJsonValue &v) { return v.isString(); });
    case Member::Kind::Structure:
        return value.isObject();
    case Member::Kind::Structures:
        return every([](const QJsonValue &v) { return v.isObject(); });
    }
    return false;
}

QString shown(const QJsonValue &value)
{
    if (!value.isArray())
        return value.toVariant().toString();
    QStringList items;
    for (const QJsonValue &item : value.toArray())
        items << item.toVariant().toString();
    return u'[' + items.join(u", "_s) + u']';
}

void checkLimits(const Member &member, const QJsonValue &value, QStringList &problems)
{
    const auto report = [&](const QString &constraint) {
        if (member.kind == Member::Kind::Secret || member.kind == Member::Kind::Blob)
            problems << u"Value at '%1' failed to satisfy constraint: %2"_s.arg(
                member.name.left(1).toLower() + member.name.mid(1), constraint);
        else
            problems << constraintProblem(shown(value), member.name, constraint);
    };
    qint64 measure = 0;
    QString what = u"length"_s;
    if (member.kind == Member::Kind::Integer) {
        measure = value.toInteger();
        what = u"value"_s;
    } else if (value.isArray()) {
        measure = value.toArray().size();
    } else if (member.kind == Member::Kind::Blob) {
        measure = QByteArray::fromBase64(value.toString().toLatin1()).size();
    } else if (member.kind == Member::Kind::Secret) {
        measure = value.toString().toUtf8().size(); // the quota is in bytes
    } else if (value.isString()) {
        measure = value.toString().size();
    } else {
        return;
    }
    if (measure < member.min)
        report(u"Member must have %1 greater than or equal to %2"_s.arg(what).arg(member.min));
    if (member.max != Member::unlimited && measure > member.max)
        report(u"Member must have %1 less than or equal to %2"_s.arg(what).arg(member.max));
    if (!value.isString())
        return;
    if (!member.values.isEmpty() && !member.values.contains(value.toString()))
        report(u"Member must satisfy enum value set: [%1]"_s.arg(member.values.join(u", "_s)));
    if (!member.pattern.isEmpty()
        && !QRegularExpression(QRegularExpression::anchoredPattern(member.pattern)).match(value.toString()).hasMatch())
        report(u"Member must satisfy regular expression pattern: %1"_s.arg(member.pattern));
}

} // namespace

QStringList Call::strings(QStringView member) const
{
    QStringList list;
    for (const QJsonValue &value : array(member))
        list << value.toString();
    return list;
}

Error refusal(const QString &code, const QString &message)
{
    return {ErrorKind::Invalid, code, message};
}

const Operation *Service::operation(QStringView name) const
{
    const auto it =
        std::find_if(operations.begin(), operations.end(), [name](const auto &o) { return o.name == name; });
    return it == operations.end() ? nullptr : &*it;
}

QString constraintProblem(const QString &value, const QString &member, const QString &constraint)
{
    return u"Value '%1' at '%2' failed to satisfy constraint: %3"_s.arg(value, member.left(1).toLower() + member.mid(1),
                                                                        constraint);
}

Error validationError(const QStringList &problems)
{
    return refusal(u"ValidationException"_s,
                   u"%1 validation error%2 detected: "_s.arg(problems.size()).arg(problems.size() == 1 ? u"" : u"s")
                       + problems.join(u"; "_s));
}

Result<> validate(const Operation &operation, const QJsonObject &input)
{
    QStringList problems;
    for (const Member &member : operation.members) {
        const QJsonValue value = input.value(member.name);
        if (value.isUndefined() || value.isNull()) {
            if (member.required)
                problems << u"Value null at '%1' failed to satisfy constraint: Member must not be null"_s.arg(
                    member.name.left(1).toLower() + member.name.mid(1));
            continue;
        }
        if (!hasKind(member, value))
            return refusal(u"SerializationException"_s, u"%1 has the wrong type"_s.arg(member.name));
        checkLimits(member, value, problems);
    }
    if (!problems.isEmpty())
        return validationError(problems);
    return {};
}

QJsonValue timestamp(const QDateTime &utc)
{
    return utc.isValid() ? QJsonValue(static_cast<double>(utc.toMSecsSinceEpoch()) / 1000.0) : QJsonValue();
}

void addUnlessEmpty(QJsonObject &object, const QString &name, const QJsonValue &value)
{
    if (value.isNull() || value.isUndefined() || (value.isString() && value.toString().isEmpty())
        || (value.isArray() && value.toArray().isEmpty()) || (value.isObject() && value.toObject().isEmpty()))
        return;
    object.insert(name, value);
}

} // namespace keyturn::sandbox
