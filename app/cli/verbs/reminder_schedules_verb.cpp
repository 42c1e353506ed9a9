#include "app/cli/verbs/reminder_schedules_verb.h"

#include "app/cli/chain_place.h"
#include "app/cli/chain_text.h"
#include "app/cli/held_interrupt.h"
#include "core/entry/due_board.h"
#include "ui/findings/due_words.h"

#include <QTimeZone>

#include <algorithm>

namespace keyturn::cli {

using namespace Qt::StringLiterals;

namespace {

QString zoneOf(const VerbArguments &arguments)
{
    if (arguments.has(u"zone"_s))
        return arguments.value(u"zone"_s);
    const QByteArray here = QTimeZone::systemTimeZoneId(); // none at all on some servers
    return QTimeZone::isTimeZoneIdAvailable(here) ? QString::fromLatin1(here) : u"UTC"_s;
}

QTime timeOfDay(const VerbArguments &arguments)
{
    return QTime::fromString(arguments.has(u"at"_s) ? arguments.value(u"at"_s) : u"09:00"_s, u"HH:mm"_s);
}

QString schedulesFault(const VerbArguments &arguments)
{
    const QString action = arguments.names.constFirst();
    if (action != u"sync" && action != u"check")
        return ReminderSchedulesVerb::tr("It is one of: sync, check.");
    if (!timeOfDay(arguments).isValid())
        return ReminderSchedulesVerb::tr("--at is a time such as 09:00.");
    if (!QTimeZone::isTimeZoneIdAvailable(zoneOf(arguments).toLatin1()))
        return ReminderSchedulesVerb::tr("--zone is the name of a time zone, such as Europe/Berlin.");
    const QString fault = chainOf(arguments).fault();
    return fault.isEmpty() || fault == u"nobody" ? QString() : ChainText::fault(fault);
}

void printDrift(Session &session, const QList<ScheduleDrift> &drift, qsizetype wanted, bool isWritten)
{
    static const QStringList kinds{u"missing"_s, u"differs"_s, u"unknown"_s};
    if (session.json()) {
        JsonWriter json;
        json.beginObject().key("wanted").number(wanted).key("drift").beginArray();
        for (const ScheduleDrift &each : drift) {
            json.beginObject().key("kind").string(kinds.value(static_cast<int>(each.kind)));
            json.key("name").string(each.wanted.name).key("wanted").string(each.wanted.expression);
            json.key("found").string(each.found.expression).key("zone").string(each.wanted.zone);
            json.key("message").string(each.wanted.message).endObject();
        }
        json.endArray().endObject();
        return session.printJson(std::move(json));
    }
    for (const ScheduleDrift &each : drift)
        session.out().line(ChainText::drift(each));
    const auto count = static_cast<int>(std::count_if(drift.begin(), drift.end(), [](const ScheduleDrift &each) {
        return each.kind != ScheduleDrift::Kind::Unknown;
    }));
    if (count == 0)
        session.out().line(ReminderSchedulesVerb::tr("Every reminder is in place; nothing was written."));
    else if (isWritten)
        session.out().line(count == 1 ? ReminderSchedulesVerb::tr("%n reminder was written.", nullptr, count)
                                      : ReminderSchedulesVerb::tr("%n reminders were written.", nullptr, count));
    else
        session.out().line(count == 1 ? ReminderSchedulesVerb::tr("%n reminder differs.", nullptr, count)
                                      : ReminderSchedulesVerb::tr("%n reminders differ.", nullptr, count));
}

//! The board's dates of this account and region; nothing where a store could not be listed, for what is not known must
//! not look as if it were gone.
Task<Result<QList<DueItem>>> boardOf(Session &session, Connection *connection)
{
    const Result<QList<Reminder>> reminders = session.reminders().read();
    if (!reminders)
        co_return reminders.error();
    const DueKnowledge knowledge = knowledgeOf(session, *reminders);
    Task<Listing> reading = readListing(connection, [](const Entry &) { return true; });
    const Listing listing = co_await std::move(reading);
    if (!listing.errors.isEmpty())
        co_return listing.errors.constFirst();
    co_return dueBoard(listing.entries, knowledge, session.clock().utcNow());
}

} // namespace

QString ReminderSchedulesVerb::name() const
{
    return u"reminder-schedules"_s;
}

QString ReminderSchedulesVerb::summary() const
{
    return tr("Have AWS remind of every date, whatever is edited meanwhile.");
}

QString ReminderSchedulesVerb::synopsis() const
{
    return u"sync|check"_s;
}

QString ReminderSchedulesVerb::description() const
{
    return tr(
        "Any write to a parameter restarts its NoChangeNotification, so that its mail slips. Entries of EventBridge "
        "Scheduler do not: \"sync\" writes one for each lead time (90, 60, 30, 15, 7 and 1 days before a client secret "
        "ends) of each date that \"keyturnctl due\" lists and that has lead times, into the group of the chain. They "
        "go "
        "off once, on that day in your time zone, send their message to the chain's topic, and are deleted then.\n"
        "Run it again whenever something was rotated, for instance every day: entries move with the dates they belong "
        "to, and where nothing has moved, nothing is written. \"check\" writes nothing and ends with 1 where something "
        "differs.\n"
        "Entries of this group that belong to no date seen from here are listed as unknown, and only removed with "
        "--prune: they may be of a colleague's own reminders.\n"
        "The chain has to be made with \"reminder-chain create --schedules\".");
}

QStringList ReminderSchedulesVerb::examples() const
{
    return {u"keyturnctl reminder-schedules sync"_s,
            u"keyturnctl reminder-schedules sync --zone Europe/Berlin --at 08:30"_s,
            u"keyturnctl --json reminder-schedules check"_s};
}

QList<QCommandLineOption> ReminderSchedulesVerb::options() const
{
    return {{u"name"_s, tr("The chain's name in AWS. Default: keyturn-reminders."), u"NAME"_s},
            {u"zone"_s, tr("Time zone of the people. Default: this computer's, or UTC."), u"ZONE"_s},
            {u"at"_s, tr("When on that day. Default: 09:00."), u"TIME"_s},
            {u"prune"_s, tr("Remove entries that belong to no date.")}};
}

Effect ReminderSchedulesVerb::effect(const VerbArguments &arguments) const
{
    return arguments.names.constFirst() == "check"_L1 ? Effect::Reads : Effect::Writes;
}

Task<ExitCode> ReminderSchedulesVerb::run(Session &session, VerbArguments arguments)
{
    if (const QString fault = schedulesFault(arguments); !fault.isEmpty())
        co_return session.usage(fault);
    Task<Result<Connection *>> connecting = session.connect();
    const Result<Connection *> connected = co_await std::move(connecting);
    if (!connected)
        co_return session.fail(connected.error());
    Connection *connection = *connected;
    Task<Result<ChainPlace>> placing = chainPlace(connection);
    const Result<ChainPlace> place = co_await std::move(placing);
    if (!place)
        co_return session.fail(place.error());
    Task<Result<QList<DueItem>>> boarding = boardOf(session, connection);
    const Result<QList<DueItem>> board = co_await std::move(boarding);
    if (!board)
        co_return session.fail(board.error());

    const ReminderChain chain = chainOf(arguments);
    const ScheduleTarget target{chain.name, chain.topicArn(*place), chain.roleArn(*place), zoneOf(arguments),
                                timeOfDay(arguments)};
    const QList<OneTimeSchedule> wanted = schedulesFor(*board, target, session.clock().utcNow(), DueWords::lead);
    Task<Result<QList<ScheduleDrift>>> looking = scheduleDrift(connection->transport(), chain.name, wanted);
    const Result<QList<ScheduleDrift>> drift = co_await std::move(looking);
    if (!drift)
        co_return session.fail(drift.error(), chain.name);
    const bool isSync = arguments.names.constFirst() == u"sync";
    const AwsTransport &transport = connection->transport();
    const HeldInterrupt held(
        session, tr("Finishing the reminders first; press Ctrl+C again to abort."),
        {tr("Given up; it is not known how many reminders were written. Run it again: it writes the "
            "rest.")},
        [&transport] { return transport.hasWritten(); });
    if (isSync) {
        const bool prune = arguments.has(u"prune"_s);
        Task<Result<>> mending = mendSchedules(connection->transport(), chain.name, *drift, prune);
        const Result<> mended = co_await std::move(mending);
        if (!mended)
            co_return session.fail(mended.error(), chain.name);
    }
    printDrift(session, *drift, wanted.size(), isSync);
    const bool differs = std::any_of(drift->begin(), drift->end(), [](const ScheduleDrift &each) {
        return each.kind != ScheduleDrift::Kind::Unknown;
    });
    co_return differs && !isSync ? ExitCode::Failed : ExitCode::Ok;
}

} // namespace keyturn::cli
