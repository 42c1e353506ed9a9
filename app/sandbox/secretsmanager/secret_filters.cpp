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

//! Words end where letters and digits do, and around a capital with small letters: "prod/AppBeta" has three,
//! "COMPANYThings" "COMPANY" and "Things".
QStringList words(QString text)
{
    static const QRegularExpression separator(u"[^\\p{L}\\p{N}]+"_s);
    static const QRegularExpression capitalized(u"(\\p{Lu}\\p{Ll}+)"_s);
    return text.replace(capitalized, u" \\1 "_s).split(separator, Qt::SkipEmptyParts);
}

//! Breaks the search into words and finds texts that have a word for each that begins with it, in any case and order.
bool matchesWords(const QStringList &texts, const QString &search)
{
    QStringList found;
    for (const QString &text : texts)
        found << words(text);
    const QStringList wanted = words(search);
    return !wanted.isEmpty() && std::all_of(wanted.begin(), wanted.end(), [&](const QString &word) {
        return anyStartsWith(found, word, Qt::CaseInsensitive);
    });
}

bool matchesOne(const Secret &secret, const QString &key, const QString &value)
{
    if (key == u"name")
        return secret.name.startsWith(value);
    if (key == u"description")
        return matchesWords({secret.description}, value);
    if (key == u"tag-key")
        return anyStartsWith(secret.tags.keys(), value);
    if (key == u"tag-value")
        return anyStartsWith(secret.tags.values(), value);
    if (key == u"all")
        return matchesWords(QStringList{secret.name, secret.description, secret.primaryRegion, secret.owningService}
                                + secret.tags.keys() + secret.tags.values(),
                            value);
    if (key == u"primary-region")
        return secret.primaryRegion.startsWith(value) && !secret.primaryRegion.isEmpty();
    return secret.owningService.startsWith(value) && !secret.owningService.isEmpty();
}

} // namespace

Result<> checkFilters(const QJsonArray &filters)
{
    for (const QJsonValue &filter : filters) {
        if (filter[u"Key"].isUndefined())
            return invalidParameter(u"Invalid filter key"_s);
        if (filter[u"Values"].isUndefined())
            return invalidParameter(u"Invalid filter values for key: "_s + filter[u"Key"].toString());
    }
    return {};
}

bool matches(const Secret &secret, const QJsonArray &filters)
{
    return std::all_of(filters.begin(), filters.end(), [&](const QJsonValue &filter) {
        const QJsonArray values = filter[u"Values"].toArray();
        return std::any_of(values.begin(), values.end(), [&](const QJsonValue &item) {
            const QString value = item.toString();
            if (value.startsWith(u'!'))
                return !matchesOne(secret, filter[u"Key"].toString(), value.mid(1));
            return matchesOne(secret, filter[u"Key"].toString(), value);
        });
    });
}

} // namespace keyturn::sandbox::secrets
