#include "app/sandbox/secretsmanager/secret_rules.h"

#include <QRegularExpression>

#include <algorithm>

namespace keyturn::sandbox::secrets {

namespace {

using namespace Qt::StringLiterals;

bool anyStartsWith(const QStringList &texts, const QString &prefix, Qt::CaseSensitivity cs = Qt::CaseSensitive)
{
    return std::any_of(texts.begin(), texts.end(), [&](const QString &text) { return text.startsWith(prefix, cs); });
}

QStringList words(const QString &text)
{
    static const QRegularExpression separator(u"[^\\p{L}\\p{N}]+"_s);
    return text.split(separator, Qt::SkipEmptyParts);
}

//! "all" breaks the search into words and finds those that begin with each, anywhere and in any case.
bool matchesWords(const Secret &secret, const Call &call, const QString &search)
{
    QStringList found = words(secret.name) + words(secret.description) + words(call.region)
                        + words(secret.primaryRegion) + words(secret.owningService) + words(secret.kmsKeyId);
    for (auto it = secret.tags.begin(); it != secret.tags.end(); ++it)
        found << words(it.key()) << words(it.value());
    const QStringList wanted = words(search);
    return std::all_of(wanted.begin(), wanted.end(),
                       [&](const QString &word) { return anyStartsWith(found, word, Qt::CaseInsensitive); });
}

bool matchesOne(const Secret &secret, const Call &call, const QString &key, const QString &value)
{
    if (key == u"name")
        return secret.name.startsWith(value);
    if (key == u"description")
        return secret.description.startsWith(value, Qt::CaseInsensitive);
    if (key == u"tag-key")
        return anyStartsWith(secret.tags.keys(), value);
    if (key == u"tag-value")
        return anyStartsWith(secret.tags.values(), value);
    if (key == u"all")
        return matchesWords(secret, call, value);
    if (key == u"primary-region")
        return secret.primaryRegion.startsWith(value) && !secret.primaryRegion.isEmpty();
    return secret.owningService.startsWith(value) && !secret.owningService.isEmpty();
}

} // namespace

Result<> checkFilters(const QJsonArray &filters)
{
    static const QStringList keys{u"description"_s,    u"name"_s,           u"tag-key"_s, u"tag-value"_s,
                                  u"primary-region"_s, u"owning-service"_s, u"all"_s};
    static const QRegularExpression allowed(u"^\\!?[a-zA-Z0-9 :_@/+=.\\-!]*$"_s);
    for (qsizetype i = 0; i < filters.size(); ++i) {
        const QJsonValue filter = filters.at(i);
        const QString key = filter[u"Key"].toString();
        const QJsonArray values = filter[u"Values"].toArray();
        if (!keys.contains(key))
            return validationError(
                {constraintProblem(key, u"filters.%1.member.key"_s.arg(i + 1),
                                   u"Member must satisfy enum value set: [%1]"_s.arg(keys.join(u", "_s)))});
        if (values.isEmpty() || values.size() > 10)
            return invalidParameter(u"Invalid filter values for key: "_s + key);
        for (const QJsonValue &value : values) {
            if (value.toString().size() > 512 || !allowed.match(value.toString()).hasMatch())
                return invalidParameter(u"Invalid filter value: "_s + value.toString());
        }
    }
    return {};
}

bool matches(const Secret &secret, const Call &call, const QJsonArray &filters)
{
    return std::all_of(filters.begin(), filters.end(), [&](const QJsonValue &filter) {
        const QJsonArray values = filter[u"Values"].toArray();
        return std::any_of(values.begin(), values.end(), [&](const QJsonValue &item) {
            const QString value = item.toString();
            if (value.startsWith(u'!'))
                return !matchesOne(secret, call, filter[u"Key"].toString(), value.mid(1));
            return matchesOne(secret, call, filter[u"Key"].toString(), value);
        });
    });
}

} // namespace keyturn::sandbox::secrets
