#include "core/stores/answer_reading.h"

#include "core/aws/lost_answer.h"
#include "core/json/json_scanner.h"
#include "core/json/json_text.h"

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr double endOfTime = 253'402'300'800; // year 10000

QLatin1StringView wordFor(JsonKind kind)
{
    switch (kind) {
    case JsonKind::Object:
        return "an object"_L1;
    case JsonKind::Array:
        return "a list"_L1;
    case JsonKind::String:
        return "a text"_L1;
    case JsonKind::Number:
        return "a number"_L1;
    case JsonKind::Boolean:
        return "true or false"_L1;
    case JsonKind::Null:
        return "null"_L1;
    }
    return {};
}

} // namespace

std::optional<QDateTime> timeOf(double seconds)
{
    if (!(seconds >= 0 && seconds < endOfTime))
        return std::nullopt;
    return QDateTime::fromMSecsSinceEpoch(qRound64(seconds * 1000), Qt::UTC);
}

SecretAnswer::SecretAnswer(SecretString json) : SecretAnswer(std::move(json), {}, std::make_shared<QString>())
{}

SecretAnswer::SecretAnswer(SecretString json, QString place, std::shared_ptr<QString> fault) :
    m_document(std::move(json)), m_place(std::move(place)), m_fault(std::move(fault))
{
    if (m_document.text().isEmpty())
        setFault(u"the answer is empty"_s);
    else if (m_document.isRaw())
        setFault(u"the answer is no JSON object: %1"_s.arg(m_document.rawReason()));
}

void SecretAnswer::setFault(const QString &fault) const
{
    if (m_fault->isEmpty())
        *m_fault = fault;
}

QString SecretAnswer::placeOf(const char *name) const
{
    return m_place + QLatin1String(name);
}

SecretAnswer SecretAnswer::inside(QByteArrayView json, const QString &place) const
{
    return SecretAnswer(SecretString(json), place, m_fault);
}

bool SecretAnswer::has(const char *name) const
{
    const SecretDocument::Member *found = m_document.member(QLatin1String(name));
    return found && found->kind != JsonKind::Null;
}

bool SecretAnswer::need(const char *name) const
{
    if (!has(name))
        setFault(u"the answer has no %1"_s.arg(placeOf(name)));
    return has(name);
}

//! Null where it is not there.
const SecretDocument::Member *SecretAnswer::member(const char *name, JsonKind kind) const
{
    if (!has(name))
        return nullptr;
    const SecretDocument::Member *found = m_document.member(QLatin1String(name));
    if (found->kind != kind)
        setFault(u"%1 is %2, not %3"_s.arg(placeOf(name), wordFor(found->kind), wordFor(kind)));
    else if (kind == JsonKind::String && !found->isString)
        setFault(u"%1 is no text in UTF-8"_s.arg(placeOf(name)));
    else
        return found;
    return nullptr;
}

SecretString SecretAnswer::secret(const char *name) const
{
    const SecretDocument::Member *found = member(name, JsonKind::String);
    return found ? found->value : SecretString();
}

SecretString SecretAnswer::needSecret(const char *name) const
{
    return need(name) ? secret(name) : SecretString();
}

QString SecretAnswer::text(const char *name) const
{
    return secret(name).reveal(); // names, ids and the like: the caller asks for what is no secret
}

QString SecretAnswer::needText(const char *name) const
{
    const QString found = need(name) ? text(name) : QString();
    if (found.isEmpty())
        setFault(u"%1 is empty"_s.arg(placeOf(name)));
    return found;
}

qint64 SecretAnswer::needWhole(const char *name, qint64 least) const
{
    const SecretDocument::Member *found = need(name) ? member(name, JsonKind::Number) : nullptr;
    bool isWhole = false;
    const qint64 number = found ? found->value.bytes().toByteArray().toLongLong(&isWhole) : 0;
    if (!isWhole || number < least)
        setFault(u"%1 is no whole number from %2 on"_s.arg(placeOf(name)).arg(least));
    return number;
}

qint64 SecretAnswer::needPositive(const char *name) const
{
    return needWhole(name, 1);
}

qint64 SecretAnswer::needCount(const char *name) const
{
    return needWhole(name, 0);
}

bool SecretAnswer::needFlag(const char *name) const
{
    const SecretDocument::Member *found = need(name) ? member(name, JsonKind::Boolean) : nullptr;
    return found && found->value.bytes() == "true";
}

QDateTime SecretAnswer::time(const char *name) const
{
    const SecretDocument::Member *found = member(name, JsonKind::Number);
    if (!found)
        return QDateTime();
    bool isNumber = false; // 1e999 is none
    const double seconds = found->value.bytes().toByteArray().toDouble(&isNumber);
    const std::optional<QDateTime> moment = isNumber ? timeOf(seconds) : std::nullopt;
    if (!moment)
        setFault(u"%1 is no date from 1970 to 9999"_s.arg(placeOf(name)));
    return moment.value_or(QDateTime());
}

QDateTime SecretAnswer::needTime(const char *name) const
{
    return need(name) ? time(name) : QDateTime();
}

QStringList SecretAnswer::texts(const char *name) const
{
    const SecretDocument::Member *found = member(name, JsonKind::Array);
    QStringList texts;
    const QList<QByteArrayView> items = found ? jsonItems(found->value.bytes()) : QList<QByteArrayView>();
    for (const QByteArrayView item : items) {
        const std::optional<QByteArray> text = item.startsWith('"') ? decodedJsonString(item) : std::nullopt;
        if (!text)
            setFault(u"an item of %1 is no text"_s.arg(placeOf(name)));
        texts.append(QString::fromUtf8(text.value_or(QByteArray())));
    }
    return texts;
}

QMap<QString, QString> SecretAnswer::textMap(const char *name) const
{
    QMap<QString, QString> texts;
    if (!member(name, JsonKind::Object))
        return texts;
    const SecretAnswer inner = needObject(name);
    for (const SecretDocument::Member &entry : inner.m_document.members())
        texts.insert(entry.key, inner.text(entry.key.toUtf8().constData()));
    return texts;
}

SecretAnswer SecretAnswer::needObject(const char *name) const
{
    const SecretDocument::Member *found = need(name) ? member(name, JsonKind::Object) : nullptr;
    return inside(found ? found->value.bytes() : QByteArrayView("{}"), placeOf(name) + u'.');
}

QList<SecretAnswer> SecretAnswer::objects(const char *name) const
{
    const SecretDocument::Member *found = member(name, JsonKind::Array);
    QList<SecretAnswer> objects;
    const QList<QByteArrayView> items = found ? jsonItems(found->value.bytes()) : QList<QByteArrayView>();
    for (qsizetype i = 0; i < items.size() && fault().isEmpty(); ++i) { // what follows a fault is not looked at
        if (!items.at(i).startsWith('{'))
            setFault(u"an item of %1 is no object"_s.arg(placeOf(name)));
        else
            objects.append(inside(items.at(i), u"%1[%2]."_s.arg(placeOf(name)).arg(i)));
    }
    return objects;
}

QList<SecretAnswer> SecretAnswer::needObjects(const char *name) const
{
    return need(name) ? objects(name) : QList<SecretAnswer>();
}

} // namespace keyturn
