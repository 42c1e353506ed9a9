#include "app/sandbox/eventbridge/input_transformer.h"

#include "app/sandbox/service/service.h"
#include "app/sandbox/wire/json_text.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace keyturn::sandbox {

namespace {

using namespace Qt::StringLiterals;

QJsonValue along(const QJsonObject &event, const QString &path)
{
    QJsonValue value = event;
    for (const QString &step : path.split(u'.').mid(1))
        value = value[step];
    return value;
}

QString jsonOf(const QJsonValue &value)
{
    if (value.isUndefined())
        return u"null"_s;
    // A value alone is no document for QJsonDocument.
    const QString listed = QString::fromUtf8(jsonText(QJsonArray{value}));
    return listed.mid(1, listed.size() - 2);
}

QString plainOf(const QJsonValue &value)
{
    if (value.isUndefined())
        return {};
    const QString json = jsonOf(value);
    return value.isString() ? json.mid(1, json.size() - 2) : json;
}

//! The template with \p replace(name, isQuoted) for each <name>.
template <typename Replace>
QString rendered(const QString &text, const Replace &replace)
{
    QString out;
    bool isQuoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        const qsizetype end = c == u'<' ? text.indexOf(u'>', i) : -1;
        if (end > 0) {
            out += replace(text.mid(i + 1, end - i - 1), isQuoted);
            i = end;
            continue;
        }
        if (c == u'\\' && i + 1 < text.size()) {
            out += c;
            out += text.at(++i);
            continue;
        }
        if (c == u'"')
            isQuoted = !isQuoted;
        out += c;
    }
    return out;
}

bool isJson(const QString &text)
{
    QJsonParseError parse;
    (void)QJsonDocument::fromJson("[" + text.toUtf8() + "]", &parse);
    return parse.error == QJsonParseError::NoError;
}

Error invalidInput(const QString &what)
{
    return refusal(u"ValidationException"_s, what);
}

} // namespace

QString inputOf(const QJsonObject &target, const QJsonObject &event, const InvokedRule &rule)
{
    if (target.contains(u"Input"))
        return target[u"Input"].toString();
    if (target.contains(u"InputPath"))
        return jsonOf(along(event, target[u"InputPath"].toString()));
    if (!target.contains(u"InputTransformer"))
        return jsonOf(event);
    const QJsonObject transformer = target[u"InputTransformer"].toObject();
    const QJsonObject paths = transformer[u"InputPathsMap"].toObject();
    return rendered(transformer[u"InputTemplate"].toString(), [&](const QString &name, bool isQuoted) {
        QJsonValue value = paths.contains(name) ? along(event, paths[name].toString()) : QJsonValue();
        if (name == u"aws.events.rule-name")
            value = rule.name;
        else if (name == u"aws.events.rule-arn")
            value = rule.arn;
        else if (name == u"aws.events.event" || name == u"aws.events.event.json")
            value = event;
        return isQuoted ? plainOf(value) : jsonOf(value);
    });
}

Result<> checkInput(const QJsonObject &target)
{
    const QString id = target[u"Id"].toString();
    const int ways =
        int(target.contains(u"Input")) + int(target.contains(u"InputPath")) + int(target.contains(u"InputTransformer"));
    if (ways > 1)
        return invalidInput(
            u"Only one of Input, InputPath, or InputTransformer must be provided for target %1."_s.arg(id));
    if (target.contains(u"Input") && !isJson(target[u"Input"].toString()))
        return invalidInput(u"JSON syntax error in input for target %1."_s.arg(id));
    if (!target.contains(u"InputTransformer"))
        return {};
    const QJsonObject transformer = target[u"InputTransformer"].toObject();
    const QJsonObject paths = transformer[u"InputPathsMap"].toObject();
    for (auto it = paths.begin(); it != paths.end(); ++it) {
        const QString path = it.value().toString();
        if (it.key().startsWith(u"AWS"_s) || !path.startsWith(u'$') || path.contains(u'['))
            return invalidInput(u"Invalid InputPathsMap entry \"%1\" for target %2."_s.arg(it.key(), id));
    }
    QString unknown;
    const QString tried = rendered(transformer[u"InputTemplate"].toString(), [&](const QString &name, bool isQuoted) {
        if (!paths.contains(name) && !name.startsWith(u"aws.events."_s))
            unknown = name;
        return isQuoted ? u"x"_s : u"null"_s;
    });
    if (!unknown.isEmpty())
        return invalidInput(u"InputTemplate for target %1 contains an invalid placeholder %2."_s.arg(id, unknown));
    // Several texts, one a line, are no JSON as a whole.
    for (const QString &line : isJson(tried) ? QStringList() : tried.split(u'\n', Qt::SkipEmptyParts)) {
        if (!line.trimmed().startsWith(u'"') || !isJson(line))
            return invalidInput(u"Invalid InputTemplate for target %1 : [%2]."_s.arg(id, line));
    }
    return {};
}

} // namespace keyturn::sandbox
