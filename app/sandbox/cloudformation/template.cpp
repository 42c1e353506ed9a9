#include "app/sandbox/cloudformation/template.h"

#include "app/sandbox/cloudformation/resource_types.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSet>

namespace keyturn::sandbox {

namespace {

using namespace Qt::StringLiterals;

const QString noValue = u"AWS::NoValue"_s;

const QStringList &pseudoParameters()
{
    static const QStringList names{
        u"AWS::AccountId"_s, u"AWS::Region"_s, u"AWS::Partition"_s, u"AWS::StackName"_s, u"AWS::StackId"_s,
        u"AWS::URLSuffix"_s, noValue};
    return names;
}

const QRegularExpression &placeholders()
{
    static const QRegularExpression form(u"\\$\\{([^!}][^}]*)\\}"_s);
    return form;
}

//! "A.B" of a Fn::GetAtt, written as a text or as a list.
QString attributeName(const QJsonValue &value)
{
    return value.isArray() ? value[0].toString() + u'.' + value[1].toString() : value.toString();
}

//! Names that \p value refers to, attributes with their dot.
void collect(const QJsonValue &value, QStringList &names)
{
    if (value.isArray()) {
        for (const QJsonValue &item : value.toArray())
            collect(item, names);
        return;
    }
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (it.key() == u"Ref") {
            names << it.value().toString();
        } else if (it.key() == u"Fn::GetAtt") {
            names << attributeName(it.value());
        } else if (it.key() == u"Fn::Sub") {
            const QJsonObject own = it.value()[1].toObject();
            const QString text = it.value().isArray() ? it.value()[0].toString() : it.value().toString();
            for (auto found = placeholders().globalMatch(text); found.hasNext();) {
                const QString name = found.next().captured(1);
                if (!own.contains(name))
                    names << name;
            }
            collect(own, names);
        } else {
            collect(it.value(), names);
        }
    }
}

Result<QStringList> ordered(const QJsonObject &resources, const QJsonObject &parameters)
{
    QStringList order;
    QSet<QString> done;
    while (order.size() < resources.size()) {
        const qsizetype before = order.size();
        for (auto it = resources.begin(); it != resources.end(); ++it) {
            if (done.contains(it.key()))
                continue;
            QStringList needs;
            collect(it.value()[u"Properties"], needs);
            const QJsonValue behind = it.value()[u"DependsOn"];
            for (const QJsonValue &name : behind.isArray() ? behind.toArray() : QJsonArray{behind}) {
                if (name.isString())
                    needs << name.toString();
            }
            bool isReady = true;
            for (const QString &name : std::as_const(needs)) {
                const QString first = name.section(u'.', 0, 0);
                if (!resources.contains(first) && !parameters.contains(first) && !pseudoParameters().contains(first))
                    return templateError(u"Template format error: Unresolved resource dependencies [%1] in the "
                                         "Resources block of the template"_s.arg(first));
                isReady = isReady && (!resources.contains(first) || done.contains(first));
            }
            if (isReady) {
                order << it.key();
                done.insert(it.key());
            }
        }
        if (order.size() == before)
            return templateError(u"Circular dependency between resources"_s);
    }
    return order;
}

Result<> checkResources(const QJsonObject &resources)
{
    if (resources.isEmpty())
        return templateError(u"Template format error: At least one Resources member must be defined."_s);
    QStringList unknown;
    for (auto it = resources.begin(); it != resources.end(); ++it) {
        const ResourceType *type = resourceType(it.value()[u"Type"].toString());
        if (!type) {
            unknown << it.value()[u"Type"].toString();
            continue;
        }
        const QJsonObject properties = it.value()[u"Properties"].toObject();
        for (const QString &name : properties.keys()) {
            if (!type->properties.contains(name))
                return templateError(u"Properties validation failed for resource %1 with message: extraneous key [%2] "
                                     "is not permitted"_s.arg(it.key(), name));
        }
        for (const QString &name : type->required) {
            if (!properties.contains(name))
                return templateError(u"Properties validation failed for resource %1 with message: required key [%2] "
                                     "not found"_s.arg(it.key(), name));
        }
    }
    unknown.removeDuplicates();
    return unknown.isEmpty() ? Result<>()
                             : templateError(u"Template format error: Unrecognized resource types: [%1]"_s.arg(
                                 unknown.join(u", "_s)));
}

Result<QString> textOf(const QString &name, const TemplateValues &known)
{
    const auto &from = name.contains(u'.') ? known.attributes : known.refs;
    if (!from.contains(name))
        return templateError(u"Template error: instance of Fn::GetAtt or Ref references undefined %1"_s.arg(name));
    return from[name];
}

Result<QJsonValue> substitute(const QJsonValue &argument, const TemplateValues &known)
{
    TemplateValues all = known;
    const QJsonObject own = argument[1].toObject();
    for (auto it = own.begin(); it != own.end(); ++it) {
        const auto value = Template::resolve(it.value(), known);
        if (!value)
            return value;
        (it.key().contains(u'.') ? all.attributes : all.refs).insert(it.key(), value->toString());
    }
    const QString text = argument.isArray() ? argument[0].toString() : argument.toString();
    QString out;
    qsizetype end = 0;
    for (auto found = placeholders().globalMatch(text); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        const auto value = textOf(match.captured(1), all);
        if (!value)
            return value.error();
        out += text.mid(end, match.capturedStart() - end) + *value;
        end = match.capturedEnd();
    }
    return QJsonValue(QString(out + text.mid(end)).replace(u"${!"_s, u"${"_s));
}

Result<QJsonValue> join(const QJsonValue &argument, const TemplateValues &known)
{
    const auto items = Template::resolve(argument[1], known);
    if (!items)
        return items;
    QStringList texts;
    for (const QJsonValue &item : items->toArray())
        texts << item.toString();
    return QJsonValue(texts.join(argument[0].toString()));
}

} // namespace

Error templateError(const QString &message)
{
    return {ErrorKind::Invalid, u"ValidationException"_s, message};
}

Result<Template> Template::read(const QString &text)
{
    static const QStringList sections{
        u"AWSTemplateFormatVersion"_s, u"Description"_s, u"Metadata"_s, u"Parameters"_s, u"Resources"_s, u"Outputs"_s};
    if (text.toUtf8().size() > 51'200)
        return templateError(u"1 validation error detected: Value at 'templateBody' failed to satisfy constraint: "
                             "Member must have length less than or equal to 51200"_s);
    QJsonParseError parse;
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8(), &parse);
    if (!document.isObject())
        return templateError(u"Template format error: JSON not well-formed (%1 at byte %2); the sandbox reads no YAML"_s
                                 .arg(parse.errorString())
                                 .arg(parse.offset));
    Template read;
    read.m_json = document.object();
    for (const QString &section : read.m_json.keys()) {
        if (!sections.contains(section))
            return templateError(u"Invalid template property or properties [%1]"_s.arg(section));
    }
    if (auto checked = checkResources(read.resources()); !checked)
        return std::move(checked).error();
    Result<QStringList> order = ordered(read.resources(), read.parameters());
    if (!order)
        return std::move(order).error();
    read.m_order = std::move(*order);
    return read;
}

QStringList Template::capabilities() const
{
    QStringList needed;
    for (const QJsonValue &resource : resources()) {
        if (resource[u"Type"].toString().startsWith(u"AWS::IAM::"_s))
            needed << (resource[u"Properties"].toObject().contains(u"RoleName") ? u"CAPABILITY_NAMED_IAM"_s
                                                                                : u"CAPABILITY_IAM"_s);
    }
    needed.removeDuplicates();
    return needed;
}

Result<QMap<QString, QString>> Template::parameterValues(const QMap<QString, QString> &given) const
{
    QMap<QString, QString> values;
    const QJsonObject all = parameters();
    for (auto it = all.begin(); it != all.end(); ++it) {
        if (!given.contains(it.key()) && !it.value().toObject().contains(u"Default"))
            return templateError(u"Parameters: [%1] must have values"_s.arg(it.key()));
        values.insert(it.key(), given.value(it.key(), it.value()[u"Default"].toVariant().toString()));
    }
    for (const QString &name : given.keys()) {
        if (!all.contains(name))
            return templateError(u"Parameters: [%1] do not exist in the template"_s.arg(name));
    }
    return values;
}

Result<QJsonValue> Template::resolve(const QJsonValue &value, const TemplateValues &known)
{
    if (value.isArray()) {
        QJsonArray items;
        for (const QJsonValue &item : value.toArray()) {
            const auto resolved = resolve(item, known);
            if (!resolved)
                return resolved;
            items.append(*resolved);
        }
        return QJsonValue(items);
    }
    if (!value.isObject())
        return value;
    const QJsonObject object = value.toObject();
    if (object.size() == 1) {
        const QString name = object.begin().key();
        const QJsonValue argument = object.begin().value();
        if (name == u"Ref" || name == u"Fn::GetAtt") {
            const auto text = textOf(name == u"Ref" ? argument.toString() : attributeName(argument), known);
            return text ? Result<QJsonValue>(QJsonValue(*text)) : Result<QJsonValue>(text.error());
        }
        if (name == u"Fn::Sub")
            return substitute(argument, known);
        if (name == u"Fn::Join")
            return join(argument, known);
        if (name.startsWith(u"Fn::"_s))
            return templateError(u"the sandbox does not evaluate "_s + name);
    }
    QJsonObject members;
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (it.value().toObject()[u"Ref"] == noValue)
            continue;
        const auto resolved = resolve(it.value(), known);
        if (!resolved)
            return resolved;
        members.insert(it.key(), *resolved);
    }
    return QJsonValue(members);
}

} // namespace keyturn::sandbox
