#include "app/cli/verbs/pending_verb.h"

#include "app/cli/session.h"
#include "app/cli/table.h"
#include "app/cli/words.h"
#include "core/base/private_folder.h"
#include "core/profile/environment.h"
#include "core/rotation/unfinished_refresh.h"
#include "core/save/save_journal.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace keyturn::cli {

namespace {

//! A line of the list; machine words, but for the hint.
struct Pending {
    QString name;
    QString kind; //!< "refresh", "save", "client-secret", "damaged"
    QString account;
    QString region;
    QString provider;
    QString next; //!< "running" or nextWord()
    QDateTime since;
    QDateTime until; //!< of a leeway
};

Task<Pending> looked(const RefreshJournal *journal, RefreshMarker marker, QDateTime now)
{
    Pending pending{marker.entry.name, u"refresh"_s, marker.entry.account, marker.entry.region, marker.provider,
                    u"running"_s,      marker.at,    marker.replayUntil};
    const QString key = marker.key();
    const std::chrono::milliseconds atOnce = 0ms;
    Task<Result<RefreshTurn>> taking = journal->turn(key, atOnce);
    const Result<RefreshTurn> turn = co_await std::move(taking); // nobody ends it while we look
    if (!turn && turn.error().refusal == Refusal::RefreshRunning)
        co_return pending;
    Task<Result<std::optional<JournalItem>>> reading = journal->item(key);
    const Result<std::optional<JournalItem>> item = co_await std::move(reading);
    pending.next = nextWord(nextOf(marker, item, now));
    co_return pending;
}

QString textOf(const Pending &pending)
{
    if (pending.kind == "save"_L1)
        return PendingVerb::tr("partly saved: open it in Keyturn");
    if (pending.kind == "damaged"_L1)
        return PendingVerb::tr("cannot be read");
    if (pending.kind == "client-secret"_L1)
        return PendingVerb::tr("a new client secret is not in every copy: keyturnctl rotate-client-secret --resume");
    if (pending.next == "running"_L1)
        return PendingVerb::tr("under way");
    if (pending.next == nextWord(RefreshNext::Store))
        return PendingVerb::tr("tokens to store: keyturnctl resume");
    if (pending.next == nextWord(RefreshNext::Discard))
        return PendingVerb::tr("nothing was sent");
    if (pending.next == nextWord(RefreshNext::Unlock))
        return PendingVerb::tr("unlock the keychain");
    if (pending.next == nextWord(RefreshNext::AskAgain))
        return PendingVerb::tr("answer lost, may be asked again: keyturnctl resume");
    return PendingVerb::tr("answer lost, outcome unknown: see \"keyturnctl resume --help\"");
}

void write(JsonWriter &json, const Pending &pending)
{
    const auto text = [&json](const char *key, const QString &value) {
        json.key(key);
        value.isEmpty() ? json.null() : json.string(value);
    };
    json.beginObject();
    text("name", pending.name);
    text("kind", pending.kind);
    text("account", pending.account);
    text("region", pending.region);
    text("provider", pending.provider);
    text("next", pending.next);
    text("since", isoTime(pending.since));
    text("until", isoTime(pending.until));
    json.endObject();
}

} // namespace

QString PendingVerb::name() const
{
    return u"pending"_s;
}

QString PendingVerb::summary() const
{
    return tr("List unfinished operations.");
}

QString PendingVerb::description() const
{
    return tr(
        "Lists refreshes, and saves of several parameters, that a program of yours has not finished, in "
        "every account and region, and what is to be done about each. Asks the keychain and nobody else.\n"
        "In --json \"next\" is \"store\" (the tokens are in the keychain), \"ask-again\" or \"decide\" (the answer "
        "was lost), \"unlock\", \"discard\" (nothing was sent) or \"running\"; \"resume\" is for a new client secret "
        "that is not in every copy yet.");
}

QStringList PendingVerb::examples() const
{
    return {u"keyturnctl pending"_s, u"keyturnctl --json pending"_s};
}

Task<ExitCode> PendingVerb::run(Session &session, VerbArguments)
{
    const QString notes = Environment().stateFolder() + u"/ops"_s;
    for (const QString &path : {notes, Environment().stateFolder() + u"/client-secrets"_s}) {
        const Result<PrivateFolder> folder = PrivateFolder::open(path);
        if (!folder && folder.error().kind != ErrorKind::NotFound) // what is unfinished may be behind it
            co_return session.fail(folder.error());
    }
    const RefreshJournal *const journal = &session.journal();
    const QDateTime now = session.clock().utcNow();
    QList<Pending> all;
    const QList<RefreshMarker> markers = journal->markers();
    for (const RefreshMarker &marker : markers) {
        Task<Pending> looking = looked(journal, marker, now);
        const Pending pending = co_await std::move(looking);
        all.append(pending);
    }
    for (const QString &file : journal->unreadable())
        all.append(Pending{file, u"damaged"_s, {}, {}, {}, {}, {}, {}});
    const SaveJournal saves(notes);
    for (const QString &file : saves.unreadable())
        all.append(Pending{file, u"damaged"_s, {}, {}, {}, {}, {}, {}});
    for (const SaveJournal::Record &save : saves.records())
        all.append(Pending{save.entry, u"save"_s, save.account, save.region, {}, {}, save.at, {}});

    for (const ClientSecretChange &change : session.clientSecrets().all()) {
        if (!change.isDone())
            all.append(Pending{change.entry.name,
                               u"client-secret"_s,
                               change.entry.account,
                               change.entry.region,
                               change.provider,
                               u"resume"_s,
                               change.at,
                               {}});
    }

    if (session.json()) {
        JsonWriter json;
        json.beginArray();
        for (const Pending &pending : std::as_const(all))
            write(json, pending);
        json.endArray();
        session.printJson(std::move(json));
    } else if (!all.isEmpty()) {
        Table table({tr("NAME"), tr("REGION"), tr("ACCOUNT"), tr("SINCE"), tr("STATE")});
        for (const Pending &pending : std::as_const(all))
            table.add({pending.name, pending.region, pending.account, isoTime(pending.since), textOf(pending)});
        session.out().write(table.text().toUtf8());
    }
    co_return ExitCode::Ok;
}

} // namespace keyturn::cli
