#include "app/cli/verbs/due_verb.h"

#include "app/cli/due_formats.h"
#include "app/cli/due_text.h"
#include "app/cli/due_timer.h"
#include "app/cli/places.h"
#include "app/cli/table.h"
#include "app/cli/words.h"
#include "core/due/due_calendar.h"
#include "core/entry/due_board.h"
#include "ui/findings/due_words.h"

#include <QRegularExpression>

#include <algorithm>
#include <utility>

namespace keyturn::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr int datesToTell = 5;

//! Days of "14", "14d" or "2w".
std::optional<int> daysOf(const QString &text)
{
    static const QRegularExpression form(u"\\A(\\d{1,4})([dw]?)\\z"_s);
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    return match.captured(1).toInt() * (match.captured(2) == u'w' ? 7 : 1);
}

//! What is said against the arguments before anything is asked; empty if nothing.
QString dueFault(const Session &session, const VerbArguments &arguments)
{
    const auto isGiven = [&arguments](const QString &option) { return arguments.has(option); };
    const QStringList formats{u"ics"_s, u"prometheus"_s, u"nagios"_s};
    const auto count = std::count_if(formats.begin(), formats.end(), isGiven) + (session.json() ? 1 : 0);
    if (count > 1)
        return DueVerb::tr("Only one of --json, --ics, --prometheus and --nagios can be printed.");
    if (arguments.has(u"within"_s) && !daysOf(arguments.value(u"within"_s)))
        return DueVerb::tr("--within is a number of days or weeks, such as 14d or 2w.");
    if (arguments.has(u"lead-events"_s) && !arguments.has(u"ics"_s))
        return DueVerb::tr("--lead-events belongs to --ics.");
    if (arguments.has(u"last"_s) && !arguments.has(u"schedule"_s))
        return DueVerb::tr("--last belongs to --schedule.");
    return {};
}

DueReport reportOf(Session &session, const Listing &listing, const DueKnowledge &knowledge,
                   const VerbArguments &arguments)
{
    DueReport report;
    report.now = session.clock().utcNow();
    report.hideNames = arguments.has(u"hide-names"_s);
    report.items = dueBoard(listing.entries, knowledge, report.now);
    if (const std::optional<int> days = daysOf(arguments.value(u"within"_s)))
        report.items = dueWithin(std::move(report.items), report.now, *days);
    for (const Entry &entry : listing.entries) {
        if (entry.rotationEnabled)
            report.rotations.insert(entry.id, entry.rotationRules);
    }
    for (const Error &error : listing.errors)
        report.failures.append(errorText(error, {}).value(0));
    return report;
}

QByteArray calendarOf(const DueReport &report, bool leadEvents)
{
    CalendarOptions options;
    options.summary = DueWords::event;
    options.description = DueText::details;
    options.leadSummary = DueWords::lead;
    options.hiddenSummary = DueText::hidden();
    options.hideNames = report.hideNames;
    options.leadEvents = leadEvents;
    return dueCalendar(report.items, options, report.now);
}

void printTable(Session &session, const DueReport &report, bool areSeveral)
{
    if (report.items.isEmpty())
        return;
    QStringList heads{DueVerb::tr("WHEN"), DueVerb::tr("DATE"), DueVerb::tr("WHAT"), DueVerb::tr("WHY"),
                      DueVerb::tr("RESET BY")};
    if (areSeveral)
        heads += {DueVerb::tr("ACCOUNT"), DueVerb::tr("REGION")};
    Table table(heads);
    for (const DueItem &item : report.items) {
        QStringList cells{dueText(item.due.dueAt, report.now), dateText(item.due.dueAt),
                          report.hideNames ? dueUid(item) : DueWords::what(item),
                          report.hideNames ? reasonWord(item.due.reason) : DueWords::reason(item),
                          DueText::resets(item)};
        if (areSeveral)
            cells += {item.entry.account, item.entry.region};
        table.add(cells);
    }
    session.out().write(table.text().toUtf8());
}

ExitCode printReport(Session &session, const DueReport &report, const VerbArguments &arguments, bool areSeveral)
{
    if (arguments.has(u"nagios"_s)) {
        for (const QString &line : dueNagios(report))
            session.out().line(line);
        return monitoringCode(report);
    }
    if (session.json()) {
        JsonWriter json;
        writeDue(json, report);
        session.printJson(std::move(json));
    } else if (arguments.has(u"prometheus"_s)) {
        session.out().write(duePrometheus(report));
    } else if (arguments.has(u"ics"_s)) {
        session.out().write(calendarOf(report, arguments.has(u"lead-events"_s)));
    } else {
        printTable(session, report, areSeveral);
    }
    return ExitCode::Ok;
}

//! A monitoring system is told in its own words that nothing could be found out.
ExitCode notKnown(Session &session, const VerbArguments &arguments, const Error &error)
{
    const ExitCode code = session.fail(error);
    if (!arguments.has(u"nagios"_s))
        return code;
    session.out().line(u"KEYTURN UNKNOWN - "_s + errorText(error, {}).value(0));
    return static_cast<ExitCode>(3);
}

//! When a schedule comes next; asks nobody.
ExitCode tellSchedule(Session &session, const VerbArguments &arguments)
{
    const Result<RotationSchedule> schedule = RotationSchedule::parse({0, arguments.value(u"schedule"_s), {}});
    if (!schedule)
        return session.usage(DueVerb::tr("Not a rotation schedule: %1.").arg(schedule.error().detail));
    const QDateTime now = session.clock().utcNow();
    const QDateTime last = QDateTime::fromString(arguments.value(u"last"_s), Qt::ISODate).toUTC();
    if (arguments.has(u"last"_s) && !last.isValid())
        return session.usage(DueVerb::tr("--last is a time such as 2027-01-31T08:00:00Z."));
    const QList<RotationWindow> windows = schedule->next(last.isValid() ? last : now, now, datesToTell);
    if (session.json()) {
        JsonWriter json;
        json.beginArray();
        for (const RotationWindow &window : windows)
            json.beginObject()
                .key("from")
                .string(isoTime(window.start))
                .key("to")
                .string(isoTime(window.end))
                .endObject();
        json.endArray();
        session.printJson(std::move(json));
        return ExitCode::Ok;
    }
    Table table({DueVerb::tr("FROM (UTC)"), DueVerb::tr("TO (UTC)"), DueVerb::tr("FROM (LOCAL TIME)")});
    for (const RotationWindow &window : windows)
        table.add(
            {isoTime(window.start), isoTime(window.end), window.start.toLocalTime().toString(u"yyyy-MM-dd HH:mm t"_s)});
    session.out().write(table.text().toUtf8());
    return ExitCode::Ok;
}

ExitCode installTimer(Session &session, const VerbArguments &arguments)
{
    const GlobalOptions &options = session.options();
    QStringList command{QCoreApplication::applicationFilePath()};
    for (const auto &[name, value] :
         {std::pair(u"--profile"_s, options.profile), std::pair(u"--region"_s, options.region),
          std::pair(u"--endpoint-url"_s, options.endpoint)}) {
        if (!value.isEmpty())
            command << name << value;
    }
    const QString within = arguments.has(u"within"_s) ? arguments.value(u"within"_s) : u"14d"_s;
    command << u"due"_s << u"--nagios"_s << u"--within"_s << within;
    const Result<QList<InstalledUnit>> units = installDueTimer(session.unitFolder(), command);
    if (!units)
        return session.fail(units.error());
    for (const InstalledUnit &unit : *units) {
        session.out().line(unit.isNew ? DueVerb::tr("Written: %1").arg(unit.path)
                                      : DueVerb::tr("Unchanged: %1").arg(unit.path));
        for (const QString &line : unit.text.trimmed().split(u'\n'))
            session.out().line(u"    "_s + line);
    }
    session.out().line(DueVerb::tr("Switch it on with:"));
    session.out().line(u"    systemctl --user daemon-reload"_s);
    session.out().line(u"    systemctl --user enable --now keyturn-due.timer"_s);
    if (options.profile.isEmpty())
        session.out().message(DueVerb::tr("The timer uses the default profile: it sees none of the variables that are "
                                          "set in this terminal. --profile writes another one into it."));
    return ExitCode::Ok;
}

} // namespace

QString DueVerb::name() const
{
    return u"due"_s;
}

QString DueVerb::summary() const
{
    return tr("List what falls due, earliest first.");
}

QString DueVerb::description() const
{
    return tr(
        "Lists every date at which someone has to act: parameter policies, the age of LWA client secrets, the end of "
        "refresh tokens where the provider documents one, rotations (also those that did not take place or were left "
        "unfinished), deletions of secrets, and your own reminders (\"keyturnctl remind\"). Dates are computed from "
        "what "
        "AWS says about each entry; no values are read.\n"
        "In JSON, \"since\" is what the date counts from, \"basis\" whether that is known, or at-the-latest (it may be "
        "older), creation (of the secret: it may have been changed since) or last-seen (it may have been used since), "
        "\"days\" how many days after it, \"daysLeft\" the whole days from now (negative: overdue), \"precision\" "
        "whether "
        "the second, the day or the earliest time is meant, and \"state\" one of fine, soon (30 days), overdue, stuck, "
        "deleting, unknown. \"next\" has the next five rotations of a schedule.\n"
        "--nagios has the exit codes of monitoring plugins instead of the usual ones: 0 nothing falls due, 1 something "
        "does, 2 something is overdue or stuck, 3 not everything could be listed. Access tokens do not count. "
        "--prometheus is for the textfile collector, --ics for calendars: every event keeps its UID, so that the file "
        "can be imported again.\n"
        "--install-timer writes keyturn-due.service and keyturn-due.timer for systemd --user, which run \"due "
        "--nagios\" "
        "every morning with the --profile, --region and --within given here, and shows them. It overwrites no file "
        "that "
        "it has not written.");
}

QStringList DueVerb::examples() const
{
    return {u"keyturnctl due"_s,
            u"keyturnctl --json due | python3 -m json.tool"_s,
            u"keyturnctl due --within 14d --nagios"_s,
            u"keyturnctl due --ics --hide-names --lead-events > due.ics"_s,
            u"keyturnctl due --prometheus > /var/lib/prometheus/node-exporter/keyturn.prom"_s,
            u"keyturnctl due --schedule 'cron(0 8 ? * 2#1 *)'"_s,
            u"keyturnctl --profile prod due --within 30d --install-timer"_s};
}

QList<QCommandLineOption> DueVerb::options() const
{
    return {
        {u"within"_s, tr("Only what is overdue, stuck or not known, or falls due in this time: 14d, 2w."), u"TIME"_s},
        {u"ics"_s, tr("Print an iCalendar file.")},
        {u"lead-events"_s, tr("In the calendar, an event of its own for every lead time (90, 60, 30 ... days).")},
        {u"prometheus"_s, tr("Print metrics for Prometheus.")},
        {u"nagios"_s, tr("Print what monitoring plugins print, with their exit codes.")},
        {u"hide-names"_s, tr("Leave out names, keys, ARNs and texts.")},
        {u"schedule"_s, tr("Ask nobody; print when a rate() or cron() rotation schedule comes next."), u"EXPR"_s},
        {u"last"_s, tr("For --schedule: when it was last rotated, in ISO 8601. Default: now."), u"TIME"_s},
        {u"install-timer"_s, tr("Write a systemd timer of your own that runs this every morning.")}};
}

Task<ExitCode> DueVerb::run(Session &session, VerbArguments arguments)
{
    if (const QString fault = dueFault(session, arguments); !fault.isEmpty())
        co_return session.usage(fault);
    if (arguments.has(u"schedule"_s))
        co_return tellSchedule(session, arguments);
    if (arguments.has(u"install-timer"_s))
        co_return installTimer(session, arguments);
    const Result<QList<Reminder>> reminders = session.reminders().read();
    if (!reminders)
        co_return notKnown(session, arguments, reminders.error());
    const DueKnowledge knowledge = knowledgeOf(session, *reminders);
    Places places(session);
    // What has no date takes no memory; but one entry tells the account, to which reminders belong.
    Task<std::vector<PlaceListing>> listing = places.list([&knowledge, isFirst = true](const Entry &entry) mutable {
        return std::exchange(isFirst, false) || hasDates(entry, knowledge);
    });
    const std::vector<PlaceListing> found = co_await std::move(listing);
    if (!places.areSeveral() && !found.front().connection)
        co_return notKnown(session, arguments, found.front().listing.errors.constFirst());
    DueReport report = reportOf(session, merged(found), knowledge, arguments);
    const QString unread = unreadablePolicies(placedEntries(found), report.hideNames);
    if (!unread.isEmpty())
        report.failures.append(unread);
    const ExitCode code = printReport(session, report, arguments, places.areSeveral());
    const ExitCode listed =
        places.areSeveral() ? places.reportErrors(found) : reportErrors(session, found.front().listing.errors);
    if (!unread.isEmpty())
        session.out().message(unread);
    if (arguments.has(u"nagios"_s))
        co_return code;
    co_return listed == ExitCode::Ok && !unread.isEmpty() ? ExitCode::Failed : listed;
}

} // namespace keyturn::cli
