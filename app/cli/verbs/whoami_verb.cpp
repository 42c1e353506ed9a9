#include "app/cli/verbs/whoami_verb.h"

#include "app/cli/session.h"
#include "core/connection/connection_setup.h"

namespace keyturn::cli {

using namespace Qt::StringLiterals;

QString WhoamiVerb::name() const
{
    return u"whoami"_s;
}

QString WhoamiVerb::summary() const
{
    return tr("Show who the credentials belong to.");
}

QString WhoamiVerb::description() const
{
    return tr(
        "Asks AWS (sts:GetCallerIdentity, which needs no permission) whose credentials these are, and says where they "
        "come from and where requests go: each service by itself where they differ. Settings of the profile that AWS "
        "tools obey and Keyturn does not are named at the end.");
}

QStringList WhoamiVerb::examples() const
{
    return {u"keyturnctl whoami"_s, u"keyturnctl --profile asp-production --json whoami"_s};
}

Task<ExitCode> WhoamiVerb::run(Session &session, VerbArguments)
{
    Task<Result<Connection *>> connecting = session.connect();
    const Result<Connection *> connected = co_await std::move(connecting);
    if (!connected)
        co_return session.fail(connected.error());
    Connection *connection = *connected;
    Task<Result<CallerIdentity>> asking = connection->sts().getCallerIdentity();
    const Result<CallerIdentity> identity = co_await std::move(asking);
    if (!identity)
        co_return session.fail(identity.error());

    const QList<ServiceEndpoint> endpoints = endpointsOf(connection->profile(), connection->region());
    const QString endpoint = endpoints.constFirst().url.toString();
    const QStringList &unsupported = connection->profile().unsupported;
    const QString source = connection->credentials().description();
    if (session.json()) {
        JsonWriter json;
        json.beginObject().key("account").string(identity->account).key("arn").string(identity->arn);
        json.key("userId").string(identity->userId).key("region").string(connection->region());
        json.key("endpoint").string(endpoint).key("profile").string(connection->profile().name);
        json.key("credentials").string(source).key("endpoints").beginObject();
        for (const ServiceEndpoint &one : endpoints)
            json.key(one.service->id).string(one.url.toString());
        json.endObject().key("unsupported").beginArray();
        for (const QString &name : unsupported)
            json.string(name);
        json.endArray().endObject();
        session.printJson(std::move(json));
        co_return ExitCode::Ok;
    }
    QList<std::pair<QString, QString>> lines{
        {tr("account"), identity->account}, {tr("arn"), identity->arn}, {tr("region"), connection->region()}};
    if (goDifferentWays(endpoints)) {
        for (const ServiceEndpoint &one : endpoints)
            lines.append({QString::fromLatin1(one.service->id), one.url.toString()});
    } else {
        lines.append({tr("endpoint"), endpoint});
    }
    lines += {{tr("profile"), connection->profile().name}, {tr("credentials"), source}};
    for (const auto &[label, value] : lines)
        session.out().line(label.leftJustified(15) + value);
    if (!unsupported.isEmpty())
        session.out().note(
            tr("AWS tools obey these settings and Keyturn does not: %1.").arg(unsupported.join(u", "_s)));
    const auto ahead = std::chrono::duration_cast<std::chrono::minutes>(connection->transport().clockSkew());
    if (ahead.count() != 0) {
        const QString minutes = QString::number(qAbs(ahead.count()));
        session.out().note(ahead.count() < 0 ? tr("This computer's clock is %1 min behind AWS.").arg(minutes)
                                             : tr("This computer's clock is %1 min ahead of AWS.").arg(minutes));
    }
    co_return ExitCode::Ok;
}

} // namespace keyturn::cli
