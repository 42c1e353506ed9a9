#include "app/sandbox/service/tagging.h"

namespace keyturn::sandbox {

using namespace Qt::StringLiterals;

Result<> addTags(const QJsonArray &array, const Error &tooMany, Tags &tags)
{
    QStringList problems;
    for (qsizetype i = 0; i < array.size(); ++i) {
        const QString key = array.at(i)[u"Key"].toString();
        const QString value = array.at(i)[u"Value"].toString();
        const QString member = u"tags.%1.member."_s.arg(i + 1);
        if (key.isEmpty())
            problems << constraintProblem(key, member + u"key"_s,
                                          u"Member must have length greater than or equal to 1"_s);
        if (key.size() > 128)
            problems << constraintProblem(key, member + u"key"_s,
                                          u"Member must have length less than or equal to 128"_s);
        if (value.size() > 256)
            problems << constraintProblem(value, member + u"value"_s,
                                          u"Member must have length less than or equal to 256"_s);
        if (key.startsWith(u"aws:"_s, Qt::CaseInsensitive))
            problems << constraintProblem(key, member + u"key"_s,
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
