#include "core/doctor/examination.h"

#include "core/base/redaction.h"
#include "core/connection/connection_setup.h"
#include "core/http/seen_issuers.h"
#include "core/keychain/secret_service.h"
#include "core/policy/access_policy.h"
#include "core/save/save_journal.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>

#include <cstdlib>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace keyturn {

namespace {

using What = Finding::What;
using Level = Finding::Level;

void appendProfile(QList<Finding> &findings, Connection &connection)
{
    const Profile &profile = connection.profile();
    findings.append(
        {What::Profile, Level::Good, {profile.name, connection.region(), connection.credentials().description()}});
    if (!profile.unsupported.isEmpty())
        findings.append({What::UnobeyedSettings, Level::Note, {profile.unsupported.join(u", "_s)}});
}

//! What the first answer has told besides itself.
void appendTransport(QList<Finding> &findings, Connection &connection)
{
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(connection.transport().clockSkew()).count();
    if (minutes == 0)
        findings.append({What::Clock, Level::Good});
    else
        findings.append(
            {minutes > 0 ? What::ClockAhead : What::ClockBehind, Level::Bad, {QString::number(std::abs(minutes))}});
    QStringList hosts;
    QMap<QString, QStringList> origins; // which services are asked there, in place of AWS's own hosts
    for (const ServiceEndpoint &endpoint : endpointsOf(connection.profile(), connection.region())) {
        if (!endpoint.isPublic)
            origins[originOf(endpoint.url)].append(QString::fromLatin1(endpoint.service->id));
        const QString issuer = seen_issuers::of(endpoint.url.host());
        if (!issuer.isEmpty() && !hosts.contains(endpoint.url.host()))
            findings.append({What::TlsIssuer, Level::Good, {endpoint.url.host(), issuer}});
        hosts.append(endpoint.url.host());
    }
    const Level level = connection.profile().kind == ProfileKind::Sandbox ? Level::Good : Level::Note;
    for (auto origin = origins.cbegin(); origin != origins.cend(); ++origin)
        findings.append({What::Endpoint, level, {origin->join(u", "_s), origin.key()}});
}

Finding ofProxy(const Environment &environment)
{
    const QString proxy = environment.proxy("https_proxy");
    if (proxy.isEmpty())
        return {What::NoProxy, Level::Good};
    QUrl url(proxy);
    const bool hasPassword = !url.password().isEmpty() || (proxy.contains(u'@') && url.host().isEmpty());
    url.setUserInfo(QString());
    const QString shown = url.isValid() && !url.host().isEmpty() ? url.toString() : redacted(proxy.section(u'@', -1));
    if (hasPassword)
        return {What::ProxyPassword, Level::Bad, {shown}};
    return {What::Proxy, Level::Note, {shown}};
}

//! The IAM actions of the smallest policy for it.
QStringList actionsFor(AccessFeature feature)
{
    const AccessScope all{u"aws"_s, u"*"_s, u"*"_s, {u"*"_s}, {u"*"_s}, {}, {}, {u"*"_s}};
    const QJsonArray statements =
        QJsonDocument::fromJson(accessPolicy({feature}, all)).object().value("Statement"_L1).toArray();
    QStringList actions;
    for (const QJsonValue &statement : statements) {
        const QJsonValue action = statement.toObject().value("Action"_L1);
        for (const QJsonValue &one : action.isArray() ? action.toArray() : QJsonArray{action}) {
            if (!actions.contains(one.toString()))
                actions.append(one.toString());
        }
    }
    return actions;
}

template <typename T>
Finding ofListing(const char *service, const Result<T> &page)
{
    const QString name = QString::fromLatin1(service);
    if (page)
        return {What::Listed, Level::Good, {name}};
    return {What::NotListed, Level::Bad, {name}, page.error()};
}

void appendNeeded(QList<Finding> &findings)
{
    const QStringList browsing = actionsFor(AccessFeature::Browse);
    for (const AccessFeature feature : accessFeatures()) {
        QStringList actions = actionsFor(feature);
        if (feature != AccessFeature::Browse) {
            for (const QString &known : browsing)
                actions.removeAll(known);
        }
        findings.append({What::Needed, Level::Good, {accessFeatureWord(feature), actions.join(u", "_s)}});
    }
}

Finding ofKeychain(KeychainState state)
{
    switch (state) {
    case KeychainState::Ready:
        return {What::KeychainOpen, Level::Good};
    case KeychainState::Locked:
        return {What::KeychainLocked, Level::Bad};
    case KeychainState::Absent:
        return {What::KeychainAbsent, Level::Note};
    case KeychainState::Hung:
        break;
    }
    return {What::KeychainHung, Level::Bad};
}

//! A file or folder that should be the user's alone.
Finding ofPath(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return {What::PathAbsent, Level::Good, {path}};
    constexpr auto others =
        QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
    if ((info.permissions() & others) == QFileDevice::Permissions())
        return {What::PathPrivate, Level::Good, {path}};
    return {info.isDir() ? What::FolderOpen : What::FileOpen, Level::Bad, {path}};
}

Task<QList<Finding>> examineConnection(Connection *connection)
{
    QList<Finding> findings;
    appendProfile(findings, *connection);
    Task<Result<CallerIdentity>> asking = connection->sts().getCallerIdentity();
    const Result<CallerIdentity> identity = co_await std::move(asking);
    if (identity)
        findings.append({What::Identity, Level::Good, {identity->arn}});
    else
        findings.append({What::IdentityRefused, Level::Bad, {}, identity.error()});
    appendTransport(findings, *connection);
    if (identity) { // otherwise every call fails for that same reason
        PageStream<SecretMetadata> secrets = connection->secretsManager().listSecrets();
        Task<Result<std::optional<QList<SecretMetadata>>>> listing = secrets.next();
        const Result<std::optional<QList<SecretMetadata>>> secretPage = co_await std::move(listing);
        findings.append(ofListing("secretsmanager", secretPage));
        PageStream<ParameterMetadata> parameters = connection->parameterStore().describeParameters();
        Task<Result<std::optional<QList<ParameterMetadata>>>> describing = parameters.next();
        const Result<std::optional<QList<ParameterMetadata>>> parameterPage = co_await std::move(describing);
        findings.append(ofListing("ssm", parameterPage));
    }
    co_return findings;
}

} // namespace

Task<QList<Finding>> examine(Examined examined)
{
    QList<Finding> findings;
    if (examined.connection) {
        Task<QList<Finding>> examining = examineConnection(*examined.connection);
        const QList<Finding> ofConnection = co_await std::move(examining);
        findings = ofConnection;
    } else if (examined.connection.error().refusal == Refusal::NoPlace) {
        findings.append({What::NoPlace, Level::Note});
    } else {
        findings.append({What::Setup, Level::Bad, {}, examined.connection.error()});
    }
    findings.append(ofProxy(examined.environment));
    appendNeeded(findings);
    findings.append(ofKeychain(examined.keychain));
    if (examined.keychain != KeychainState::Absent) {
        SecretService service;
        const QDeadlineTimer deadline(2s);
        Task<Result<SecretService::Owner>> owning = service.owner(deadline);
        const Result<SecretService::Owner> owner = co_await std::move(owning);
        if (owner)
            findings.append({What::KeychainOwner, Level::Good, {owner->program, QString::number(owner->process)}});
    }
    const Environment &environment = examined.environment;
    for (const QString &path : {environment.credentialsFile(), environment.configFolder(), environment.stateFolder()})
        findings.append(ofPath(path));
    const SaveJournal saves(environment.stateFolder() + u"/ops"_s);
    const qsizetype count = examined.unfinished + saves.records().size() + saves.unreadable().size();
    if (count == 0)
        findings.append({What::AllEnded, Level::Good});
    else
        findings.append({What::Unfinished, Level::Bad, {QString::number(count)}});
    co_return findings;
}

} // namespace keyturn
