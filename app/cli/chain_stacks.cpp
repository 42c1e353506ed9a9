#include "app/cli/chain_stacks.h"

#include "app/cli/chain_text.h"
#include "ui/findings/chain_words.h"

namespace keyturn::cli {

using namespace Qt::StringLiterals;

namespace {

//! Made things are in JSON as lines would be: what, of what, how.
void writeEvent(JsonWriter &json, const StackEvent &event)
{
    json.beginObject().key("resource").string(event.resource).key("type").string(event.type);
    json.key("status").string(event.status).key("reason").string(event.reason).endObject();
}

//! Prints events as they come, or keeps them for JSON.
struct StackReport {
    Session &session;
    QList<StackEvent> events = {};

    ChainStack::Progress progress()
    {
        return [this](const StackEvent &event) {
            events.append(event);
            if (!session.json())
                session.out().line(ChainText::progress(event));
        };
    }

    void finish(const QString &sentence, const QByteArray &outcome)
    {
        if (!session.json())
            return session.out().line(sentence);
        JsonWriter json;
        json.beginObject().key("outcome").utf8(outcome).key("events").beginArray();
        for (const StackEvent &event : events)
            writeEvent(json, event);
        json.endArray().endObject();
        session.printJson(std::move(json));
    }
};

QByteArray changeWord(ChainStack::Change change)
{
    switch (change) {
    case ChainStack::Change::Made:
        return "made";
    case ChainStack::Change::Changed:
        return "changed";
    case ChainStack::Change::Nothing:
        return "unchanged";
    }
    return {};
}

} // namespace

Task<ExitCode> putChainStack(Session &session, Connection *connection, ReminderChain chain)
{
    const ChainStack stack(connection->transport());
    StackReport report{session};
    const ChainStack::Progress progress = report.progress();
    Task<Result<ChainStack::Change>> putting = stack.put(chain, progress);
    const Result<ChainStack::Change> change = co_await std::move(putting);
    if (!change)
        co_return session.fail(change.error(), chain.name);
    report.finish(ChainWords::change(*change, chain.name), changeWord(*change));
    co_return ExitCode::Ok;
}

Task<ExitCode> deleteChainStack(Session &session, Connection *connection, ReminderChain chain)
{
    const ChainStack stack(connection->transport());
    StackReport report{session};
    const ChainStack::Progress progress = report.progress();
    Task<Result<>> removing = stack.remove(chain.name, progress);
    const Result<> removed = co_await std::move(removing);
    if (!removed)
        co_return session.fail(removed.error(), chain.name);
    report.finish(ChainWords::deleted(chain.name), "deleted");
    co_return ExitCode::Ok;
}

} // namespace keyturn::cli
