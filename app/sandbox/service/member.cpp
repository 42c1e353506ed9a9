#include "app/sandbox/service/member.h"

#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>

namespace keyturn::sandbox {

namespace {

using namespace Qt::StringLiterals;
using Kind = Member::Kind;

const QString notNull = u"Member must not be null"_s;

bool isMissing(const QJsonValue &value)
{
    return value.isUndefined() || value.isNull();
}

//! As AWS spells members in messages.
QString spelled(const QString &name)
{
    return name.left(1).toLower() + name.mid(1);
}

bool hasTextsOnly(const QJsonObject &map)
{
    return std::all_of(map.begin(), map.end(), [](const QJsonValue &value) { return value.isString(); });
}

bool hasKind(const Member &member, const QJsonValue &value)
{
    switch (member.kind) {
    case Kind::String:
    case Kind::Secret:
    case Kind::Blob:
        return value.isString();
    case Kind::Integer:
        return value.isDouble() && value.toDouble() == static_cast<double>(value.toInteger());
    case Kind::Boolean:
        return value.isBool();
    case Kind::List:
        return value.isArray();
    case Kind::Structure:
        return value.isObject();
    case Kind::Map:
        return value.isObject() && hasTextsOnly(value.toObject());
    }
    return false;
}

//! The path of what is not of the model's type; empty if all is.
QString wrongType(const Member &member, const QJsonValue &value, const QString &path)
{
    if (isMissing(value))
        return {};
    if (!hasKind(member, value))
        return path;
    QString wrong;
    if (member.kind == Kind::Structure) {
        for (const Member &each : member.inner) {
            if (wrong.isEmpty())
                wrong = wrongType(each, value[each.name], path + u'.' + each.name);
        }
    } else if (member.kind == Kind::List) {
        const QJsonArray items = value.toArray();
        for (qsizetype i = 0; i < items.size() && wrong.isEmpty(); ++i)
            wrong = wrongType(member.inner.front(), items.at(i), u"%1[%2]"_s.arg(path).arg(i));
    }
    return wrong;
}

QString shown(const QJsonValue &value)
{
    if (isMissing(value))
        return u"null"_s;
    QStringList parts;
    if (value.isArray()) {
        for (const QJsonValue &item : value.toArray())
            parts << shown(item);
        return u'[' + parts.join(u", "_s) + u']';
    }
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            parts << it.key() + u'=' + shown(it.value());
        return u'{' + parts.join(u", "_s) + u'}';
    }
    if (value.isDouble())
        return QString::number(value.toInteger());
    return value.isBool() ? QVariant(value.toBool()).toString() : value.toString();
}

qint64 measureOf(const Member &member, const QJsonValue &value)
{
    switch (member.kind) {
    case Kind::String:
        return value.toString().size();
    case Kind::Secret:
        return value.toString().toUtf8().size();
    case Kind::Blob:
        return QByteArray::fromBase64(value.toString().toLatin1()).size();
    case Kind::Integer:
        return value.toInteger();
    case Kind::List:
        return value.toArray().size();
    case Kind::Map:
        return value.toObject().size();
    case Kind::Boolean:
    case Kind::Structure:
        break;
    }
    return 0;
}

QString constraintOf(const Member &member, const QString &relation, qint64 limit)
{
    return u"Member must have %1 %2 than or equal to %3"_s
        .arg(member.kind == Kind::Integer ? u"value"_s : u"length"_s, relation)
        .arg(limit);
}

//! Constraints of one value of a Member, not of what is in it. \p value: those it breaks; without: all there are.
QStringList constraints(const Member &member, const QJsonValue *value)
{
    if (member.kind == Kind::Boolean || member.kind == Kind::Structure)
        return {};
    const qint64 measure = value ? measureOf(member, *value) : 0;
    QStringList found;
    if (member.max != Member::unlimited && (!value || measure > member.max))
        found << constraintOf(member, u"less"_s, member.max);
    if (value ? measure < member.min : member.min > 0)
        found << constraintOf(member, u"greater"_s, member.min);
    if (!member.pattern.isEmpty()) {
        const QRegularExpression form(QRegularExpression::anchoredPattern(member.pattern));
        if (!value || !form.match(value->toString()).hasMatch())
            found << u"Member must satisfy regular expression pattern: "_s + member.pattern;
    }
    if (!member.values.isEmpty() && (!value || !member.values.contains(value->toString())))
        found << u"Member must satisfy enum value set: [%1]"_s.arg(member.values.join(u", "_s));
    return found;
}

class Checker {
public:
    QStringList problems;

    void members(const std::vector<Member> &all, const QJsonObject &object, const QString &prefix)
    {
        for (const Member &member : all) {
            const QJsonValue value = object.value(member.name);
            const QString path = prefix + spelled(member.name);
            if (!isMissing(value))
                check(member, value, path);
            else if (member.required)
                missing(path);
        }
    }

private:
    void missing(const QString &path)
    {
        problems << u"Value null at '%1' failed to satisfy constraint: %2"_s.arg(path, notNull);
    }

    void check(const Member &member, const QJsonValue &value, const QString &path)
    {
        for (const QString &constraint : constraints(member, &value)) {
            if (member.kind == Kind::Secret || member.kind == Kind::Blob)
                problems << u"Value at '%1' failed to satisfy constraint: %2"_s.arg(path, constraint);
            else
                problems << constraintProblem(shown(value), path, constraint);
        }
        if (member.kind == Kind::Structure)
            members(member.inner, value.toObject(), path + u'.');
        else if (member.kind == Kind::List)
            items(member.inner.front(), value.toArray(), path);
    }

    void items(const Member &item, const QJsonArray &array, const QString &path)
    {
        if (item.kind == Kind::Structure) {
            for (qsizetype i = 0; i < array.size(); ++i) {
                const QString itemPath = u"%1.%2.member"_s.arg(path).arg(i + 1);
                if (isMissing(array.at(i)))
                    missing(itemPath);
                else
                    members(item.inner, array.at(i).toObject(), itemPath + u'.');
            }
            return;
        }
        // One message for the whole list, with all that its items have to satisfy.
        const bool hasNull = std::any_of(array.begin(), array.end(), isMissing);
        const bool breaks = std::any_of(array.begin(), array.end(), [&item](const QJsonValue &value) {
            return !isMissing(value) && !constraints(item, &value).isEmpty();
        });
        if (!hasNull && !breaks)
            return;
        QStringList all = constraints(item, nullptr);
        if (hasNull)
            all << notNull;
        problems << constraintProblem(shown(array), path,
                                      u"Member must satisfy constraint: [%1]"_s.arg(all.join(u", "_s)));
    }
};

} // namespace

Member Member::list(const QString &name, const Member &item, bool required, qint64 min, qint64 max)
{
    return {name, Kind::List, required, min, max, {}, {}, {item}};
}

Member Member::structure(const QString &name, std::vector<Member> members)
{
    return {name, Kind::Structure, false, 0, unlimited, {}, {}, std::move(members)};
}

Result<> validate(const std::vector<Member> &members, const QJsonObject &input)
{
    // A service has to read the whole input before it can look at it.
    for (const Member &member : members) {
        if (const QString wrong = wrongType(member, input.value(member.name), member.name); !wrong.isEmpty())
            return Error{ErrorKind::Invalid, u"SerializationException"_s, u"%1 has the wrong type"_s.arg(wrong)};
    }
    Checker checker;
    checker.members(members, input, {});
    return checker.problems.isEmpty() ? Result<>() : validationError(checker.problems);
}

QString constraintProblem(const QString &value, const QString &path, const QString &constraint)
{
    return u"Value '%1' at '%2' failed to satisfy constraint: %3"_s.arg(value, path, constraint);
}

Error validationError(const QStringList &problems)
{
    return {ErrorKind::Invalid, u"ValidationException"_s,
            u"%1 validation error%2 detected: "_s.arg(problems.size()).arg(problems.size() == 1 ? u"" : u"s")
                + problems.join(u"; "_s)};
}

} // namespace keyturn::sandbox
