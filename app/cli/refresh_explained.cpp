#include "app/cli/refresh_explained.h"

#include "app/cli/session.h"
#include "core/connection/connection.h"

#include <QCoreApplication>

namespace keyturn::cli {

using namespace Qt::StringLiterals;

namespace {

struct ExplainedText {
    Q_DECLARE_TR_FUNCTIONS(keyturn::cli::RefreshExplained)
};

void writeExplained(Session &session, const QString &name, const RefreshPlan &plan, const TokenRequestView &view)
{
    JsonWriter json;
    json.beginObject().key("name").string(name).key("provider").string(plan.request.provider.id);
    json.key("method").string(u"POST"_s).key("url").string(view.url.toString());
    json.key("body").string(view.isJson ? u"json"_s : u"form"_s);
    json.key("authentication").string(view.isBasic ? u"basic"_s : u"body"_s).key("fields").beginArray();
    for (const TokenRequestView::Field &field : view.fields) {
        json.beginObject().key("name").string(field.name).key("value");
        field.hidden > 0 ? json.null() : json.string(field.value);
        json.key("hiddenBytes").number(field.hidden).endObject();
    }
    json.endArray().key("mayChange").beginArray();
    for (const QString &key : keysToWrite(plan.content, plan.request.provider))
        json.string(key);
    json.endArray().endObject();
    session.printJson(std::move(json));
}

void printExplained(Session &session, const QString &name, const RefreshPlan &plan, const TokenRequestView &view)
{
    const auto line = [&session](const QString &what, const QString &text) {
        session.out().line(u"  %1 %2"_s.arg(what, -16).arg(text));
    };
    session.out().line(ExplainedText::tr("%1: POST %2").arg(name, view.url.toString()));
    line(ExplainedText::tr("provider"), plan.request.provider.name);
    const QString body = view.isJson ? ExplainedText::tr("a JSON object") : ExplainedText::tr("a form");
    line(ExplainedText::tr("body"),
         view.isBasic ? ExplainedText::tr("%1; client id and secret in the Authorization header").arg(body) : body);
    for (const TokenRequestView::Field &field : view.fields) {
        const int count = static_cast<int>(field.hidden);
        line(field.name, count == 0   ? field.value
                         : count == 1 ? ExplainedText::tr("(hidden, %n byte)", nullptr, count)
                                      : ExplainedText::tr("(hidden, %n bytes)", nullptr, count));
    }
    const QStringList keys = keysToWrite(plan.content, plan.request.provider);
    line(ExplainedText::tr("may change"),
         keys.isEmpty() ? ExplainedText::tr("nothing; it is tested only") : keys.join(u", "_s));
    session.out().message(ExplainedText::tr("Nothing was sent to the provider, and nothing was written to AWS."));
}

} // namespace

Task<ExitCode> explainRefresh(Session *session, Connection *connection, Entry entry, RefreshSettings settings,
                              bool despiteRotation)
{
    const QString name = entry.id.name;
    const RefreshPreflight preflight(*connection, std::move(settings));
    Task<Result<RefreshPlan>> looking = preflight.run(std::move(entry), despiteRotation);
    const Result<RefreshPlan> plan = co_await std::move(looking);
    if (!plan)
        co_return session->fail(plan.error(), name);
    const TokenRequestView view = viewOf(plan->request.grant);
    session->json() ? writeExplained(*session, name, *plan, view) : printExplained(*session, name, *plan, view);
    co_return ExitCode::Ok;
}

} // namespace keyturn::cli
