#include "core/rotation/token_check.h"

#include "core/async/sleep_for.h"
#include "core/connection/connection.h"
#include "core/oauth/token_url_policy.h"
#include "core/rotation/refresh_preflight.h"
#include "core/stores/version_stage.h"

#include <QElapsedTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr std::chrono::milliseconds longestPause{10'000};
const ProbePatience atOnce{std::chrono::milliseconds(0)};
constexpr std::chrono::milliseconds slice{100}; // how soon a wait can be called off

Error probeFailure(ErrorKind kind, Refusal refusal, const QString &detail)
{
    return Error{kind, refusal, detail, {}, {}, u"probe"_s};
}

//! Of the entry's own: by hand, or in its tag.
QString namedProbe(const EntryContent &content, const RefreshSettings &settings)
{
    return settings.probeUrl.isEmpty() ? content.entry.tags.value(QLatin1String(probeUrlTag)) : settings.probeUrl;
}

Result<ProbeTarget> targetNamed(const QString &text, const RefreshSettings &settings)
{
    const Result<QUrl> url = tokenUrlFromText(text);
    if (!url) {
        Error error = url.error();
        error.refuse(Refusal::ProbeUrl);
        error.operation = u"probe"_s;
        error.detail = error.detail.section(u": "_s, 1).section(u';', 0, 0);
        return error;
    }
    if (!isOwnProbeUrl(*url) && !settings.agreedProbeOrigins.contains(tokenOrigin(*url)))
        return probeUrlNeedsConsent(*url);
    return probeTargetAt(*url);
}

//! What a version holds, in the order in which people ask.
QList<std::pair<QString, QString>> versionsToCheck(const SecretMetadata &metadata)
{
    QList<std::pair<QString, QString>> found;
    for (const QString &label : {stage::current, stage::previous, stage::pending}) {
        const QString version = metadata.versionWithStage(label);
        const bool isThere = std::any_of(found.cbegin(), found.cend(),
                                         [&version](const auto &known) { return known.second == version; });
        if (!version.isEmpty() && !isThere) // a rotation that ended leaves AWSPENDING on the current one
            found.append({label, version});
    }
    return found;
}

} // namespace

Result<ProbeTarget> probeTarget(const EntryContent &content, const RefreshSettings &settings)
{
    if (const QString named = namedProbe(content, settings); !named.isEmpty())
        return targetNamed(named, settings);
    const Result<RefreshRequest> request = refreshRequest(content, settings);
    const Provider provider = request ? request->provider : expectedProvider(content, settings);
    const QUrl tokenUrl = request ? request->grant.tokenUrl : provider.usualTokenUrl();
    const Provider::Probe *probe = probeFor(provider, content.keyMap.kind);
    if (!probe || tokenUrl.isEmpty())
        return probeFailure(ErrorKind::Unsupported, Refusal::NoProbe, provider.name);
    ProbeTarget target{probeUrls(provider, *probe, tokenUrl), {}, probe->header, probe->refusesWith403};
    for (const QUrl &url : std::as_const(target.urls)) {
        const QString origin = tokenOrigin(url);
        if (isOwnProbeUrl(url))
            continue;
        if (!settings.agreedOrigins.contains(origin) && !settings.agreedProbeOrigins.contains(origin))
            return probeUrlNeedsConsent(url);
        target.agreedOrigin = origin;
    }
    return target;
}

Task<ProbeAnswer> TokenCheck::untilAccepted(ProbeTarget target, SecretString token, ProbePatience patience,
                                            std::function<void(QDateTime)> waiting) const
{
    QElapsedTimer elapsed;
    elapsed.start();
    QDateTime since;
    std::chrono::milliseconds pause = patience.pause;
    for (;;) {
        const ProbeAnswer answer = co_await m_connection.tokenProbe().ask(target, token);
        const auto left = patience.total - std::chrono::milliseconds(elapsed.elapsed());
        if (answer.kind != ProbeAnswer::Kind::Refused || left <= std::chrono::milliseconds(0))
            co_return answer;
        if (since.isNull())
            since = answer.at;
        if (waiting)
            waiting(since);
        for (auto rest = std::min({pause, left, longestPause}); rest.count() > 0; rest -= slice) {
            if (patience.calledOff && patience.calledOff())
                co_return answer;
            const std::chrono::milliseconds now = std::min(rest, slice);
            co_await sleepFor(now);
        }
        pause *= 2;
    }
}

//! Of the versions that can be read; a line of \p checks for each that there is.
Task<Result<QList<EntryContent>>> TokenCheck::read(Entry entry, RefreshSettings settings,
                                                   QList<VersionCheck> *checks) const
{
    const RefreshPreflight reader(m_connection, settings);
    const Result<EntryContent> current = co_await reader.readFresh(entry);
    if (!current)
        co_return current.error();
    QList<EntryContent> contents{*current};
    if (current->entry.id.isParameter()) {
        checks->append({{}, {}, current->entry.tokenExpiresAt});
        co_return contents;
    }
    const QString secretId = current->entry.secretId();
    const Result<SecretMetadata> metadata = co_await m_connection.secretsManager().describeSecret(secretId);
    if (!metadata)
        co_return metadata.error();
    const QList<std::pair<QString, QString>> versions = versionsToCheck(*metadata);
    contents.clear();
    for (const auto &[label, version] : versions) {
        VersionCheck check{label, version};
        const QString id = version;
        const Result<SecretValue> value = co_await m_connection.secretsManager().getSecretValue(secretId, id);
        EntryContent content;
        if (value) {
            Entry of = current->entry;
            of.tokenExpiresAt = QDateTime();
            content = EntryContent::ofSecret(of, *value, m_connection.clock().utcNow()).withKeys(settings.keys);
            check.expiresAt = content.entry.tokenExpiresAt;
        } else {
            check.error = value.error();
        }
        contents.append(content);
        checks->append(check);
    }
    co_return contents;
}

Task<Result<QList<VersionCheck>>> TokenCheck::versions(Entry entry, RefreshSettings settings, ProbePatience patience,
                                                       std::function<void(QList<VersionCheck>)> progress) const
{
    QList<VersionCheck> checks;
    QList<VersionCheck> *const lines = &checks;
    const Result<QList<EntryContent>> contents = co_await read(entry, settings, lines);
    if (!contents)
        co_return contents.error();
    if (contents->isEmpty())
        co_return checks;
    const Result<ProbeTarget> target = probeTarget(contents->constFirst(), settings);
    if (!target)
        co_return target.error();
    if (progress)
        progress(checks);
    for (qsizetype i = 0; i < checks.size(); ++i) {
        const SecretString token = valueOf(contents->at(i), KeyRole::AccessToken);
        checks[i].hasToken = checks.at(i).error || !token.isEmpty();
        for (qsizetype before = 0; before < i && !token.isEmpty(); ++before) {
            if (checks.at(before).answer && valueOf(contents->at(before), KeyRole::AccessToken) == token) {
                checks[i].answer = checks.at(before).answer;
                checks[i].isSame = true;
            }
        }
        if (!token.isEmpty() && !checks.at(i).answer) {
            // Each version may name another provider or host, which nobody was asked about.
            const Result<ProbeTarget> own = probeTarget(contents->at(i), settings);
            if (own) {
                const ProbeTarget where = *own;
                const ProbePatience wait = i == 0 ? patience : atOnce;
                const auto waiting = [lines, i, progress](const QDateTime &since) {
                    (*lines)[i].propagatingSince = since;
                    if (progress)
                        progress(*lines);
                };
                const ProbeAnswer answer = co_await untilAccepted(where, token, wait, waiting);
                checks[i].answer = answer;
                checks[i].propagatingSince = QDateTime();
            } else {
                checks[i].error = own.error();
            }
        }
        if (progress)
            progress(checks);
    }
    co_return checks;
}

} // namespace keyturn
