#include "core/stores/answer_reading.h"

#include "core/aws/lost_answer.h"
#include "core/json/json_scanner.h"
#include "core/json/json_text.h"

#include <QJsonArray>

namespace keyturn {

QDateTime timeOf(const QJsonValue &seconds)
{
    if (!seconds.isDouble())
        return QDateTime();
    return QDateTime::fromMSecsSinceEpoch(qRound64(seconds.toDouble() * 1000), Qt::UTC);
}

QStringList stringsOf(const QJsonValue &array)
{
    QStringList strings;
    const QJsonArray items = array.toArray();
    strings.reserve(items.size());
    for (const QJsonValue &item : items)
        strings.append(item.toString());
    return strings;
}

Error incompleteAnswer(const QString &operation, const QString &member)
{
    const QString detail = QStringLiteral("the answer has no %1").arg(member);
    Error error{ErrorKind::Protocol, QString(), detail, {}, {}, operation};
    error.answerLost = isWrite(operation);
    return error;
}

SecretAnswer::SecretAnswer(SecretString json) : m_document(std::move(json))
{}

bool SecretAnswer::has(const QString &name) const
{
    return m_document.member(name) != nullptr;
}

SecretString SecretAnswer::secret(const QString &name) const
{
    const SecretDocument::Member *member = m_document.member(name);
    return member && member->isString ? member->value : SecretString();
}

QString SecretAnswer::text(const QString &name) const
{
    return secret(name).reveal(); // names, ids and the like: the caller asks for what is no secret
}

QByteArrayView SecretAnswer::json(const QString &name) const
{
    const SecretDocument::Member *member = m_document.member(name);
    return member && !member->isString ? member->value.bytes() : QByteArrayView();
}

qint64 SecretAnswer::integer(const QString &name) const
{
    return json(name).toByteArray().toLongLong();
}

QDateTime SecretAnswer::time(const QString &name) const
{
    bool isNumber = false;
    const double seconds = json(name).toByteArray().toDouble(&isNumber);
    return isNumber ? timeOf(seconds) : QDateTime();
}

QStringList SecretAnswer::texts(const QString &name) const
{
    QStringList found;
    for (const QByteArrayView item : jsonItems(json(name))) {
        if (item.startsWith('"'))
            found.append(QString::fromUtf8(decodedJsonString(item).value_or(QByteArray())));
    }
    return found;
}

SecretAnswer SecretAnswer::object(const QString &name) const
{
    return SecretAnswer(SecretString(json(name)));
}

QList<SecretAnswer> SecretAnswer::objects(const QString &name) const
{
    QList<SecretAnswer> found;
    for (const QByteArrayView item : jsonItems(json(name)))
        found.append(SecretAnswer(SecretString(item)));
    return found;
}

} // namespace keyturn
