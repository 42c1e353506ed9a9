#include "core/stores/member_reader.h"

#include "core/stores/answer_reading.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

using Kind = JsonCursor::Kind;
constexpr qsizetype mostTags = 100;    // AWS takes 50, and those of its services besides
constexpr qsizetype mostShared = 4096; // what is different everywhere is not worth remembering

//! What \p make makes of \p raw, made once.
template <typename T, typename Make>
T once(QHash<QByteArray, T> &known, QByteArrayView raw, const Make &make)
{
    const auto found = known.constFind(QByteArray::fromRawData(raw.data(), raw.size()));
    if (found != known.constEnd())
        return *found;
    T made = make(raw);
    if (known.size() < mostShared)
        known.insert(raw.toByteArray(), made);
    return made;
}

} // namespace

void MemberReader::setWrong(const QString &wrong)
{
    if (m_wrong.isEmpty())
        m_wrong = wrong;
}

//! Null counts as absent. What has another type is noted and skipped.
bool MemberReader::isWanted(JsonCursor &json, Kind kind, const char *word)
{
    const Kind found = json.kind();
    if (found == kind)
        return true;
    if (found != Kind::Null)
        setWrong(u"%1 is not %2"_s.arg(QString::fromUtf8(json.key()), QLatin1String(word)));
    json.skip();
    return false;
}

QString MemberReader::text(JsonCursor &json)
{
    return isWanted(json, Kind::String, "a text") ? json.string() : QString();
}

QString MemberReader::shared(JsonCursor &json)
{
    if (!isWanted(json, Kind::String, "a text"))
        return {};
    return once(m_texts, json.raw(), [](QByteArrayView raw) { return JsonCursor(raw).string(); });
}

bool MemberReader::flag(JsonCursor &json)
{
    return isWanted(json, Kind::Boolean, "true or false") && json.boolean();
}

QDateTime MemberReader::time(JsonCursor &json)
{
    if (!isWanted(json, Kind::Number, "a number of seconds since 1970"))
        return {};
    const QByteArray member = json.key().toByteArray();
    bool isNumber = false; // 1e999 is none
    const double seconds = json.number(&isNumber);
    const std::optional<QDateTime> moment = isNumber ? timeOf(seconds) : std::nullopt;
    if (!moment)
        setWrong(u"%1 is no date from 1970 to 9999"_s.arg(QString::fromUtf8(member)));
    return moment.value_or(QDateTime());
}

qint64 MemberReader::version(JsonCursor &json)
{
    if (!isWanted(json, Kind::Number, "a number"))
        return 0;
    const double number = json.number();
    if (!(number >= 1 && number < 1e15))
        setWrong(u"Version is no whole number from 1 on"_s);
    return m_wrong.isEmpty() ? qint64(number) : 0;
}

QStringList MemberReader::texts(JsonCursor &json)
{
    QStringList texts;
    if (!isWanted(json, Kind::Array, "a list"))
        return texts;
    json.beginArray();
    while (json.nextItem())
        texts.append(shared(json));
    return texts;
}

QMap<QString, QString> MemberReader::tags(JsonCursor &json)
{
    if (!isWanted(json, Kind::Array, "a list"))
        return {};
    return once(m_tags, json.raw(), [this](QByteArrayView raw) {
        QMap<QString, QString> tags;
        JsonCursor list(raw);
        list.beginArray();
        while (list.nextItem()) {
            QString name;
            QString value;
            list.beginObject();
            while (list.nextMember()) {
                if (list.key() == "Key")
                    name = text(list);
                else if (list.key() == "Value")
                    value = text(list);
                else
                    list.skip();
            }
            if (name.isEmpty())
                setWrong(u"an item of Tags has no Key"_s);
            tags.insert(name, value);
            if (tags.size() > mostTags) {
                setWrong(u"an entry has more than %1 tags"_s.arg(mostTags));
                break;
            }
        }
        return tags;
    });
}

QList<ParameterPolicy> MemberReader::policies(JsonCursor &json)
{
    if (!isWanted(json, Kind::Array, "a list"))
        return {};
    return once(m_policies, json.raw(), [this](QByteArrayView raw) {
        QList<ParameterPolicy> policies;
        JsonCursor list(raw);
        list.beginArray();
        while (list.nextItem()) {
            QByteArrayView text;
            QString status;
            if (list.kind() != Kind::Object)
                setWrong(u"an item of Policies is no object"_s);
            list.beginObject();
            while (list.nextMember()) {
                if (list.key() == "PolicyText")
                    text = list.raw();
                else if (list.key() == "PolicyStatus")
                    status = this->text(list);
                else
                    list.skip();
            }
            const QByteArray object = QByteArray::fromRawData(text.data(), text.size());
            const QString written = text.startsWith('"') ? JsonCursor(text).string() : QString();
            policies.append(text.startsWith('{')
                                ? ParameterPolicy::fromJson(QJsonDocument::fromJson(object).object(), status)
                                : ParameterPolicy::fromText(written, status));
        }
        return policies;
    });
}

} // namespace keyturn
