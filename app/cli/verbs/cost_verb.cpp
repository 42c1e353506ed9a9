#include "app/cli/verbs/cost_verb.h"

#include "app/cli/session.h"
#include "app/cli/table.h"
#include "app/cli/words.h"
#include "core/cost/cost_estimate.h"

namespace keyturn::cli {

using namespace Qt::StringLiterals;

namespace {

QString dollars(double amount)
{
    return u'$' + QString::number(amount, 'f', 2);
}

//! "secret=0.42,key=1.10"
Result<CostRates> ratesOf(const VerbArguments &arguments)
{
    CostRates rates;
    for (const QString &pair : arguments.value(u"rates"_s).split(u',', Qt::SkipEmptyParts)) {
        bool isNumber = false;
        const double price = pair.section(u'=', 1).toDouble(&isNumber);
        if (!isNumber || !rates.set(pair.section(u'=', 0, 0).trimmed(), price))
            return Error{ErrorKind::Invalid, Refusal::Usage,
                         CostVerb::tr("--rates is a list such as secret=0.40,calls=0.05,key=1.00,parameter=0.05.")};
    }
    return rates;
}

template <typename T>
Task<Result<QList<T>>> allOf(PageStream<T> stream)
{
    stream.holdBack();
    QList<T> all;
    while (true) {
        Task<Result<std::optional<QList<T>>>> reading = stream.next();
        const Result<std::optional<QList<T>>> page = co_await std::move(reading);
        if (!page)
            co_return page.error();
        if (!*page)
            co_return all;
        all += **page;
    }
}

QString notesOf(const CostLine &line)
{
    if (line.isDeleted)
        return CostVerb::tr("marked for deletion: free");
    if (line.isReplica)
        return CostVerb::tr("replica");
    if (!line.isUnused)
        return {};
    return line.lastAccessed.isValid()
               ? CostVerb::tr("not read since %1").arg(line.lastAccessed.date().toString(Qt::ISODate))
               : CostVerb::tr("never read");
}

void printCost(Session &session, const CostEstimate &estimate)
{
    Table table({CostVerb::tr("A MONTH"), CostVerb::tr("STORE"), CostVerb::tr("NAME"), CostVerb::tr("NOTE")});
    for (const CostLine &line : estimate.lines)
        table.add({dollars(line.perMonth), storeWord(line.isSecret ? Store::SecretsManager : Store::ParameterStore),
                   line.name, notesOf(line)});
    session.out().write(table.text().toUtf8());
    const int keys = static_cast<int>(estimate.customerKeys.size());
    session.out().line(CostVerb::tr("Customer keys of KMS: %1 (%2)").arg(dollars(estimate.keysPerMonth)).arg(keys));
    session.out().line(CostVerb::tr("Calls: %1").arg(dollars(estimate.callsPerMonth)));
    session.out().line(CostVerb::tr("All together about %1 a month, at prices of %2 in us-east-1.")
                           .arg(dollars(estimate.perMonth()), CostRates::asOf().toString(Qt::ISODate)));
    for (const MergeCandidate &merge : estimate.merges)
        session.out().line(CostVerb::tr("%1 could be one secret with several keys: %2 less (%3)")
                               .arg(merge.prefix + u'*', dollars(merge.savedPerMonth), merge.names.join(u", "_s)));
}

void writeCost(JsonWriter &json, const CostEstimate &estimate)
{
    json.beginObject().key("perMonth").real(estimate.perMonth()).key("currency").string(u"USD");
    json.key("asOf").string(CostRates::asOf().toString(Qt::ISODate)).key("keys").real(estimate.keysPerMonth);
    json.key("calls").real(estimate.callsPerMonth).key("entries").beginArray();
    for (const CostLine &line : estimate.lines) {
        json.beginObject().key("name").string(line.name).key("perMonth").real(line.perMonth);
        json.key("store").string(storeWord(line.isSecret ? Store::SecretsManager : Store::ParameterStore));
        json.key("replica").boolean(line.isReplica).key("deleted").boolean(line.isDeleted);
        json.key("unused").boolean(line.isUnused).key("lastAccessed").string(isoTime(line.lastAccessed)).endObject();
    }
    json.endArray().key("merges").beginArray();
    for (const MergeCandidate &merge : estimate.merges) {
        json.beginObject().key("prefix").string(merge.prefix).key("saved").real(merge.savedPerMonth);
        json.key("names").beginArray();
        for (const QString &name : merge.names)
            json.string(name);
        json.endArray().endObject();
    }
    json.endArray().endObject();
}

} // namespace

QString CostVerb::name() const
{
    return u"cost"_s;
}

QString CostVerb::summary() const
{
    return tr("Estimate what secrets and parameters cost a month.");
}

QString CostVerb::description() const
{
    return tr(
        "Counts every secret, replica, advanced parameter and customer key of KMS of the region, from metadata alone. "
        "Prices are those of us-east-1 and change: --rates gives your own, in US dollars (secret, key and parameter a "
        "month, calls for ten thousand). --calls is how many calls a month you expect.\n"
        "Secrets that are older than 90 days and were not read for 90 days are marked, and secrets that could be one "
        "with several keys are named: those whose names begin alike, without rotation and under one key. Parameter "
        "Store does not tell when a parameter was read.");
}

QStringList CostVerb::examples() const
{
    return {u"keyturnctl cost"_s, u"keyturnctl --json cost --calls 100000"_s, u"keyturnctl cost --rates secret=0.42"_s};
}

QList<QCommandLineOption> CostVerb::options() const
{
    return {{u"calls"_s, tr("Calls a month. Default: 0."), u"NUMBER"_s},
            {u"rates"_s, tr("Your own prices, with commas between them."), u"RATES"_s}};
}

Task<ExitCode> CostVerb::run(Session &session, VerbArguments arguments)
{
    const Result<CostRates> rates = ratesOf(arguments);
    if (!rates)
        co_return session.usage(rates.error().detail);
    bool isNumber = true;
    const qint64 calls = arguments.has(u"calls"_s) ? arguments.value(u"calls"_s).toLongLong(&isNumber) : 0;
    if (!isNumber || calls < 0)
        co_return session.usage(tr("--calls is a number."));
    Task<Result<Connection *>> connecting = session.connect();
    const Result<Connection *> connected = co_await std::move(connecting);
    if (!connected)
        co_return session.fail(connected.error());
    Connection *connection = *connected;
    Task<Result<QList<SecretMetadata>>> secretsReading = allOf(connection->secretsManager().listSecrets());
    const Result<QList<SecretMetadata>> secrets = co_await std::move(secretsReading);
    if (!secrets)
        co_return session.fail(secrets.error());
    Task<Result<QList<ParameterMetadata>>> parametersReading = allOf(connection->parameterStore().describeParameters());
    const Result<QList<ParameterMetadata>> parameters = co_await std::move(parametersReading);
    if (!parameters)
        co_return session.fail(parameters.error());
    const CostEstimate estimate =
        estimateCost(*secrets, *parameters, *rates, calls, connection->region(), session.clock().utcNow());
    if (session.json()) {
        JsonWriter json;
        writeCost(json, estimate);
        session.printJson(std::move(json));
    } else {
        printCost(session, estimate);
    }
    co_return ExitCode::Ok;
}

} // namespace keyturn::cli
