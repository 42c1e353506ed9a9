#include "core/due/reminder_file.h"

#include "core/base/json_writer.h"
#include "core/base/private_folder.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>
#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr qint64 largestFile = 4LL * 1024 * 1024; // bytes
constexpr qsizetype longestText = 500;
constexpr int longestRepeat = 3660; // days

Error reminderFault(const QString &why)
{
    return Error{ErrorKind::Invalid, Refusal::Reminder, why};
}

Error unreadable(const QString &file)
{
    return Error{ErrorKind::Io, Refusal::Reminders,
                 u"%1 is no list of reminders that can be read; it stays as it is until it is moved away."_s.arg(file)};
}

bool isOneLine(const QString &text)
{
    return text.size() <= longestText
           && std::all_of(text.begin(), text.end(), [](QChar c) { return c.category() != QChar::Other_Control; });
}

void writeReminder(JsonWriter &json, const Reminder &reminder)
{
    json.beginObject().key("id").string(reminder.note.id).key("text").string(reminder.note.text);
    json.key("on")
        .string(reminder.dueOn.toString(Qt::ISODate))
        .key("repeatEveryDays")
        .number(reminder.note.repeatEveryDays);
    json.key("owner").string(reminder.note.owner).key("link").string(reminder.note.link);
    json.key("store").string(reminder.entry.isSecret() ? u"secretsmanager"_s : u"ssm"_s);
    json.key("account").string(reminder.entry.account).key("region").string(reminder.entry.region);
    json.key("name").string(reminder.entry.name).key("arn").string(reminder.arn).key("key").string(reminder.key);
    json.key("created").string(reminder.createdAt.toString(Qt::ISODate)).key("leadDays").beginArray();
    for (const int days : reminder.leadDays)
        json.number(days);
    json.endArray().endObject();
}

Reminder reminderFrom(const QJsonObject &json)
{
    const auto text = [&json](QLatin1StringView name) { return json.value(name).toString(); };
    Reminder reminder;
    reminder.note = {text("id"_L1), text("text"_L1), text("owner"_L1), text("link"_L1),
                     json.value("repeatEveryDays"_L1).toInt()};
    reminder.entry = {text("store"_L1) == "ssm"_L1 ? Store::ParameterStore : Store::SecretsManager, text("account"_L1),
                      text("region"_L1), text("name"_L1)};
    reminder.arn = text("arn"_L1);
    reminder.key = text("key"_L1);
    reminder.createdAt = QDateTime::fromString(text("created"_L1), Qt::ISODate).toUTC();
    reminder.dueOn = QDate::fromString(text("on"_L1), Qt::ISODate);
    for (const QJsonValue &days : json.value("leadDays"_L1).toArray())
        reminder.leadDays.append(days.toInt());
    return reminder;
}

void sortReminders(QList<Reminder> &reminders)
{
    std::stable_sort(reminders.begin(), reminders.end(),
                     [](const Reminder &a, const Reminder &b) { return a.dueOn < b.dueOn; });
}

QList<Reminder>::iterator placeOf(QList<Reminder> &reminders, const QString &id)
{
    return std::find_if(reminders.begin(), reminders.end(), [&id](const Reminder &r) { return r.note.id == id; });
}

} // namespace

std::optional<Reminder> Reminder::after(const QDate &day) const
{
    if (note.repeatEveryDays <= 0)
        return std::nullopt;
    Reminder next = *this;
    const qint64 passed = std::max<qint64>(0, dueOn.daysTo(day));
    next.dueOn = dueOn.addDays((passed / note.repeatEveryDays + 1) * note.repeatEveryDays);
    return next;
}

Result<> checkReminder(const Reminder &reminder)
{
    if (reminder.note.text.trimmed().isEmpty())
        return reminderFault(u"a reminder needs a text"_s);
    if (!isOneLine(reminder.note.text) || !isOneLine(reminder.note.owner))
        return reminderFault(u"text and owner are one line of %1 characters at most"_s.arg(longestText));
    if (!reminder.dueOn.isValid())
        return reminderFault(u"a reminder needs a day, as in 2027-01-31"_s);
    const QUrl link(reminder.note.link, QUrl::StrictMode);
    const bool isWeb = (link.scheme() == "https"_L1 || link.scheme() == "http"_L1) && !link.host().isEmpty();
    if (!reminder.note.link.isEmpty() && (!isWeb || !link.userInfo().isEmpty()))
        return reminderFault(u"the link must be a web address, without a user or password in it"_s);
    if (reminder.note.repeatEveryDays < 0 || reminder.note.repeatEveryDays > longestRepeat)
        return reminderFault(u"a reminder repeats every 1 to %1 days"_s.arg(longestRepeat));
    const auto isLead = [](int days) { return days >= 0 && days <= longestRepeat; };
    if (!std::all_of(reminder.leadDays.begin(), reminder.leadDays.end(), isLead))
        return reminderFault(u"lead times are 0 to %1 days"_s.arg(longestRepeat));
    return {};
}

Result<QList<Reminder>> ReminderFile::read() const
{
    QList<Reminder> reminders;
    const QFileInfo place(m_file);
    if (m_file.isEmpty())
        return reminders;
    const Result<PrivateFolder> folder = PrivateFolder::open(place.absolutePath());
    if (!folder)
        return folder.error().kind == ErrorKind::NotFound ? Result(reminders) : folder.error();
    const Result<QByteArray> text = folder->read(place.fileName(), largestFile);
    if (!text)
        return text.error().kind == ErrorKind::NotFound ? Result(reminders) : text.error();
    const QJsonDocument json = QJsonDocument::fromJson(*text);
    for (const QJsonValue &value : json.array()) {
        const Reminder reminder = reminderFrom(value.toObject());
        if (reminder.note.id.isEmpty() || !checkReminder(reminder))
            return unreadable(m_file);
        reminders.append(reminder);
    }
    if (!json.isArray())
        return unreadable(m_file);
    sortReminders(reminders);
    return reminders;
}

Result<> ReminderFile::write(const QList<Reminder> &reminders) const
{
    const QFileInfo place(m_file);
    const Result<PrivateFolder> folder = PrivateFolder::make(place.absolutePath());
    if (!folder)
        return folder.error();
    JsonWriter json;
    json.beginArray();
    for (const Reminder &reminder : reminders)
        writeReminder(json, reminder);
    json.endArray();
    return folder->write(place.fileName(), json.text().toByteArray() + '\n');
}

Result<QString> ReminderFile::put(Reminder reminder) const
{
    if (reminder.note.id.isEmpty())
        reminder.note.id = QUuid::createUuid().toString(QUuid::WithoutBraces).first(8);
    if (const Result<> checked = checkReminder(reminder); !checked)
        return checked.error();
    Result<QList<Reminder>> known = read();
    if (!known)
        return known.error();
    const auto place = placeOf(*known, reminder.note.id);
    place == known->end() ? known->append(reminder) : void(*place = reminder);
    sortReminders(*known);
    if (const Result<> written = write(*known); !written)
        return written.error();
    return reminder.note.id;
}

Result<> ReminderFile::remove(const QString &id) const
{
    Result<QList<Reminder>> known = read();
    if (!known)
        return known.error();
    const auto place = placeOf(*known, id);
    if (place == known->end())
        return Error{ErrorKind::NotFound, Refusal::NoSuchReminder, id};
    known->erase(place);
    return write(*known);
}

Result<std::optional<Reminder>> ReminderFile::done(const QString &id, const QDate &day) const
{
    Result<QList<Reminder>> known = read();
    if (!known)
        return known.error();
    const auto place = placeOf(*known, id);
    if (place == known->end())
        return Error{ErrorKind::NotFound, Refusal::NoSuchReminder, id};
    const std::optional<Reminder> next = place->after(day);
    next ? void(*place = *next) : void(known->erase(place));
    sortReminders(*known);
    if (const Result<> written = write(*known); !written)
        return written.error();
    return next;
}

} // namespace keyturn
