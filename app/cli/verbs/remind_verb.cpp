#include "app/cli/verbs/remind_verb.h"

#include "app/cli/entry_choice.h"
#include "app/cli/listing.h"
#include "app/cli/table.h"
#include "app/cli/words.h"

#include <QRegularExpression>

#include <algorithm>

namespace keyturn::cli {

using namespace Qt::StringLiterals;

namespace {

//! "30d,7,2w" as days, the most first; none if it is no such list.
std::optional<QList<int>> leadDaysOf(const QString &text)
{
    static const QRegularExpression form(u"\\A(\\d{1,4})([dw]?)\\z"_s);
    QList<int> days;
    for (const QString &item : text.split(u',')) {
        const QRegularExpressionMatch match = form.match(item.trimmed());
        if (!match.hasMatch())
            return std::nullopt;
        days.append(match.captured(1).toInt() * (match.captured(2) == u'w' ? 7 : 1));
    }
    std::sort(days.begin(), days.end(), std::greater<>());
    return days;
}

Result<Reminder> reminderOf(const VerbArguments &arguments, const QDateTime &now)
{
    const auto wrong = [](const QString &sentence) { return Error{ErrorKind::Invalid, Refusal::Usage, sentence}; };
    Reminder reminder;
    reminder.note = {arguments.value(u"id"_s), arguments.value(u"text"_s), arguments.value(u"owner"_s),
                     arguments.value(u"link"_s), 0};
    reminder.createdAt = now;
    reminder.dueOn = QDate::fromString(arguments.value(u"on"_s), Qt::ISODate);
    if (arguments.has(u"repeat"_s)) {
        const std::optional<QList<int>> repeat = leadDaysOf(arguments.value(u"repeat"_s));
        if (!repeat || repeat->size() != 1)
            return wrong(RemindVerb::tr("--repeat is a number of days or weeks, such as 90d or 26w."));
        reminder.note.repeatEveryDays = repeat->first();
    }
    if (arguments.has(u"lead"_s)) {
        const std::optional<QList<int>> lead = leadDaysOf(arguments.value(u"lead"_s));
        if (!lead)
            return wrong(RemindVerb::tr("--lead is a list of days or weeks, such as 30d,7d,1d."));
        reminder.leadDays = *lead;
    }
    if (const Result<> checked = checkReminder(reminder); !checked)
        return wrong(RemindVerb::tr("Not a reminder: %1.").arg(checked.error().detail));
    return reminder;
}

ExitCode printReminders(Session &session, const QList<Reminder> &reminders)
{
    const QDateTime now = session.clock().utcNow();
    if (session.json()) {
        JsonWriter json;
        json.beginArray();
        for (const Reminder &reminder : reminders) {
            json.beginObject()
                .key("id")
                .string(reminder.note.id)
                .key("on")
                .string(reminder.dueOn.toString(Qt::ISODate));
            json.key("text").string(reminder.note.text).key("owner").string(reminder.note.owner);
            json.key("link").string(reminder.note.link).key("repeatEveryDays").number(reminder.note.repeatEveryDays);
            json.key("name").string(reminder.entry.name).key("key").string(reminder.key);
            json.key("region").string(reminder.entry.region).key("account").string(reminder.entry.account).endObject();
        }
        json.endArray();
        session.printJson(std::move(json));
        return ExitCode::Ok;
    }
    if (reminders.isEmpty())
        return ExitCode::Ok;
    Table table({RemindVerb::tr("ID"), RemindVerb::tr("WHEN"), RemindVerb::tr("DATE"), RemindVerb::tr("WHAT"),
                 RemindVerb::tr("TEXT"), RemindVerb::tr("OWNER"), RemindVerb::tr("LINK")});
    for (const Reminder &reminder : reminders) {
        const QString what = reminder.key.isEmpty() ? reminder.entry.name : reminder.entry.name + u' ' + reminder.key;
        table.add({reminder.note.id, dueText(reminder.dueAt(), now), reminder.dueOn.toString(Qt::ISODate),
                   what.isEmpty() ? u"-"_s : what, reminder.note.text,
                   reminder.note.owner.isEmpty() ? u"-"_s : reminder.note.owner,
                   reminder.note.link.isEmpty() ? u"-"_s : reminder.note.link});
    }
    session.out().write(table.text().toUtf8());
    return ExitCode::Ok;
}

ExitCode listReminders(Session &session)
{
    const Result<QList<Reminder>> reminders = session.reminders().read();
    return reminders ? printReminders(session, *reminders) : session.fail(reminders.error());
}

ExitCode removeReminder(Session &session, const QString &id)
{
    const Result<> removed = session.reminders().remove(id);
    return removed ? ExitCode::Ok : session.fail(removed.error());
}

ExitCode endReminder(Session &session, const QString &id)
{
    const QDate today = session.clock().utcNow().toLocalTime().date();
    const Result<std::optional<Reminder>> left = session.reminders().done(id, today);
    if (!left)
        return session.fail(left.error());
    if (*left)
        session.out().line(
            RemindVerb::tr("%1 comes again on %2").arg((*left)->note.id, (*left)->dueOn.toString(Qt::ISODate)));
    return ExitCode::Ok;
}

Task<ExitCode> setReminder(Session *session, VerbArguments arguments)
{
    Result<Reminder> reminder = reminderOf(arguments, session->clock().utcNow());
    if (!reminder)
        co_return session->fail(reminder.error());
    arguments.names.removeFirst();
    if (!arguments.names.isEmpty()) {
        const QString name = arguments.names.first();
        Task<Result<Connection *>> connecting = session->connect();
        const Result<Connection *> connection = co_await std::move(connecting);
        if (!connection)
            co_return session->fail(connection.error(), name);
        Task<Result<Entry>> finding = findEntry(*connection, arguments);
        const Result<Entry> entry = co_await std::move(finding);
        if (!entry)
            co_return session->fail(entry.error(), name);
        reminder->entry = entry->id;
        reminder->arn = entry->arn;
        reminder->key = arguments.names.value(1);
    }
    const Result<QString> id = session->reminders().put(*reminder);
    if (!id)
        co_return session->fail(id.error());
    session->out().line(*id);
    co_return ExitCode::Ok;
}

} // namespace

QString RemindVerb::name() const
{
    return u"remind"_s;
}

QString RemindVerb::summary() const
{
    return tr("Keep reminders of your own for \"due\".");
}

QString RemindVerb::synopsis() const
{
    return u"set [NAME [KEY]] | list | done ID | remove ID"_s;
}

QString RemindVerb::description() const
{
    return tr(
        "Notes a date, a text, an owner and a link for an entry, for one of its keys, or for something that is not in "
        "AWS. \"due\" shows it beside all other dates. No edit in AWS moves it, as one moves a NoChangeNotification.\n"
        "\"set\" prints the reminder's id; with --id it takes the place of the one of that id. \"done\" takes one off, "
        "or "
        "moves it on where it repeats. The reminders are kept on this computer, in ~/.config/keyturn/reminders: names, "
        "dates and your texts, never a value.");
}

QStringList RemindVerb::examples() const
{
    return {
        u"keyturnctl remind set amazon-api-access-token lwa-client-secret --on 2027-05-01 --text 'New client secret' "
        "--link https://developer.amazon.com/"_s,
        u"keyturnctl remind set --on 2027-01-31 --text 'Renew the certificate' --repeat 365d --owner ops"_s,
        u"keyturnctl remind list"_s, u"keyturnctl remind done 3f2a9c1e"_s};
}

QList<QCommandLineOption> RemindVerb::options() const
{
    return {storeOption(),
            {u"on"_s, tr("The day, as in 2027-01-31."), u"DAY"_s},
            {u"text"_s, tr("What is to be done, in one line."), u"TEXT"_s},
            {u"owner"_s, tr("Who does it."), u"WHO"_s},
            {u"link"_s, tr("The page where it is done."), u"URL"_s},
            {u"repeat"_s, tr("Comes again after it was done: 90d, 26w."), u"TIME"_s},
            {u"lead"_s, tr("Lead times for calendars. Default: 7d,1d."), u"TIMES"_s},
            {u"id"_s, tr("Of the reminder that is replaced."), u"ID"_s}};
}

Task<ExitCode> RemindVerb::run(Session &session, VerbArguments arguments)
{
    const QString action = arguments.names.first();
    const qsizetype others = arguments.names.size() - 1;
    if (action == "set"_L1)
        co_return co_await setReminder(&session, arguments);
    if (action == "list"_L1 && others == 0)
        co_return listReminders(session);
    if (action == "done"_L1 && others == 1)
        co_return endReminder(session, arguments.names.at(1));
    if (action == "remove"_L1 && others == 1)
        co_return removeReminder(session, arguments.names.at(1));
    co_return session.usage(tr("\"remind\" is followed by set, list, done ID or remove ID."));
}

} // namespace keyturn::cli
