#include "app/cli/verbs/age_verb.h"

#include "app/cli/entry_choice.h"
#include "app/cli/listing.h"
#include "app/cli/table.h"
#include "app/cli/words.h"
#include "core/read/entry_store.h"
#include "core/versions/history_reader.h"
#include "core/versions/value_ledger.h"

namespace keyturn::cli {

using namespace Qt::StringLiterals;

namespace {

struct AgedKey {
    QString key;
    TrueAge age;
};

QString ageSourceWord(AgeSource source)
{
    switch (source) {
    case AgeSource::Tag:
        return u"tag"_s;
    case AgeSource::History:
        return u"history"_s;
    case AgeSource::Ledger:
        return u"ledger"_s;
    case AgeSource::Creation:
        return u"creation"_s;
    case AgeSource::Unknown:
        return u"unknown"_s;
    }
    return {};
}

class AgeText {
    Q_DECLARE_TR_FUNCTIONS(keyturn::cli::AgeText)

public:
    static QString source(const TrueAge &age)
    {
        switch (age.source) {
        case AgeSource::Tag:
            return tr("a tag says so");
        case AgeSource::History:
            return age.isOlder ? tr("the oldest version has it already, it may be older") : tr("the versions show it");
        case AgeSource::Ledger:
            return age.isOlder ? tr("first seen on this computer, it may be older") : tr("first seen on this computer");
        case AgeSource::Creation:
            return tr("creation of the secret, it may have been changed since");
        case AgeSource::Unknown:
            return tr("not known");
        }
        return {};
    }
};

//! \p isWhole: one value without a key, not one whose key is "".
void printAges(Session &session, const QList<AgedKey> &keys, bool isWhole)
{
    const QDateTime now = session.clock().utcNow();
    const auto daysOld = [&now](const TrueAge &age) { return -daysUntil(age.since, now); };
    if (session.json()) {
        JsonWriter json;
        json.beginArray();
        for (const AgedKey &key : keys) {
            json.beginObject().key("key");
            isWhole ? json.null() : json.string(key.key);
            json.key("since");
            key.age.since.isValid() ? json.string(isoTime(key.age.since)) : json.null();
            json.key("days");
            key.age.since.isValid() ? json.number(daysOld(key.age)) : json.null();
            json.key("source")
                .string(ageSourceWord(key.age.source))
                .key("mayBeOlder")
                .boolean(key.age.isOlder)
                .endObject();
        }
        json.endArray();
        session.printJson(std::move(json));
        return;
    }
    Table table({AgeVerb::tr("KEY"), AgeVerb::tr("SINCE"), AgeVerb::tr("DAYS"), AgeVerb::tr("KNOWN BY")});
    for (const AgedKey &key : keys)
        table.add({isWhole             ? AgeVerb::tr("(whole value)")
                   : key.key.isEmpty() ? u"\"\""_s
                                       : key.key,
                   dateText(key.age.since), key.age.since.isValid() ? QString::number(daysOld(key.age)) : u"-"_s,
                   AgeText::source(key.age)});
    session.out().write(table.text().toUtf8());
}

QList<AgedKey> agesOf(const EntryContent &content, const QHash<QString, KeyAge> &history,
                      const QHash<QString, LedgerSight> &seen)
{
    QList<AgedKey> keys;
    for (const EntryField &field : content.fields) {
        const QDateTime tagged = taggedAge(content.entry.tags, field.key, field.role == KeyRole::ClientSecret);
        keys.append(
            {field.key, trueAge(tagged, history.value(field.key), seen.value(field.key), content.entry.createdAt)});
    }
    return keys;
}

} // namespace

QString AgeVerb::name() const
{
    return u"age"_s;
}

QString AgeVerb::summary() const
{
    return tr("Tell since when each key has its value.");
}

QString AgeVerb::synopsis() const
{
    return u"NAME"_s;
}

QString AgeVerb::description() const
{
    return tr(
        "AWS tells when something of an entry was changed last, whatever it was. This compares the versions that it "
        "keeps, key by key, and tells since when each key has the value it has now.\n"
        "A tag keyturn:rotated:KEY with a date goes before that, unless the versions contradict it. With --ledger this "
        "computer also remembers when it saw a value first, for the time when AWS has forgotten the versions: as a "
        "keyed fingerprint, whose key lies in the keychain; the value is not kept.");
}

QStringList AgeVerb::examples() const
{
    return {u"keyturnctl age amazon-api-access-token"_s, u"keyturnctl --json age /my-erp/lwa --ledger"_s};
}

QList<QCommandLineOption> AgeVerb::options() const
{
    return {storeOption(), {u"ledger"_s, tr("Remember on this computer what is seen, and use what was seen before.")}};
}

Task<ExitCode> AgeVerb::run(Session &session, VerbArguments arguments)
{
    const QString name = arguments.names.first();
    Task<Result<Connection *>> connecting = session.connect();
    const Result<Connection *> connection = co_await std::move(connecting);
    if (!connection)
        co_return session.fail(connection.error(), name);
    Task<Result<Entry>> finding = findEntry(*connection, arguments);
    const Result<Entry> entry = co_await std::move(finding);
    if (!entry)
        co_return session.fail(entry.error(), name);
    const EntryStore store(**connection);
    Task<Result<EntryContent>> opening = store.open(*entry);
    const Result<EntryContent> content = co_await std::move(opening);
    if (!content)
        co_return session.fail(content.error(), name);
    QHash<QString, LedgerSight> seen;
    if (arguments.has(u"ledger"_s)) {
        const ValueLedger ledger(session.ledgerFile(), session.keychain());
        Task<Result<QHash<QString, LedgerSight>>> seeing = ledger.see(*content, session.clock().utcNow());
        const Result<QHash<QString, LedgerSight>> found = co_await std::move(seeing);
        if (!found)
            co_return session.fail(found.error(), name);
        seen = *found;
    }
    Task<Result<VersionHistory>> reading = readForAges(*connection, *content);
    const Result<VersionHistory> history = co_await std::move(reading);
    if (!history)
        session.fail(history.error(), name);
    const bool isWhole = entry->id.isSecret() && (content->binary || content->document.isRaw());
    const QHash<QString, KeyAge> ages = history ? history->ages() : QHash<QString, KeyAge>();
    printAges(session, agesOf(*content, ages, seen), isWhole);
    co_return history ? ExitCode::Ok : ExitCode::Failed;
}

} // namespace keyturn::cli
