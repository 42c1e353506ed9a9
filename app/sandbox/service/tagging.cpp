#include "app/sandbox/service/tagging.h"

namespace keyturn::sandbox {

using namespace Qt::StringLiterals;

Result<> addTags(const QJsonArray &array, const Error &tooMany, Tags &tags)
{
    QStringList problems;
    for (qsizetype i = 0; i < array.size(); ++i) {
        const QString key = array.at(i)[u"Key"].toString();
        const QString value = array.at(i)[u"Value"].toString();
        if (key.startsWith(u"aws:"_s, Qt::CaseInsensitive))
            problems << constraintProblem(key, u"tags.%1.member.key"_s.arg(i + 1),
                                          u"The prefix aws: is reserved for the tags of AWS itself"_s);
        tags.insert(key, value);
    }
    if (!problems.isEmpty())
        return validationError(problems);
    if (tags.size() > 50)
        return tooMany;
    return {};
}

QJsonArray tagList(const Tags &tags)
{
    QJsonArray list;
    for (auto it = tags.begin(); it != tags.end(); ++it)
        list.append(QJsonObject{{u"Key"_s, it.key()}, {u"Value"_s, it.value()}});
    return list;
}

} // namespace keyturn::sandbox
