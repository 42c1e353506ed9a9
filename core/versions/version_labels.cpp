#include "core/versions/version_labels.h"

#include "core/async/sleep_for.h"
#include "core/aws/lost_answer.h"
#include "core/connection/connection.h"
#include "core/save/lag.h"
#include "core/save/secret_lifecycle.h"
#include "core/stores/version_stage.h"
#include "core/versions/history_reader.h"

#include <QRegularExpression>

namespace keyturn {

namespace {

bool mayBeDone(const Error &error)
{
    return error.kind != ErrorKind::AccessDenied && error.kind != ErrorKind::Throttled;
}

} // namespace

LabelPlan::LabelPlan(Store store, QList<VersionRow> rows) :
    m_store(store), m_rows(std::move(rows)), m_before(holdersIn(m_rows)), m_after(m_before)
{}

LabelPlan::Holders LabelPlan::holdersIn(const QList<VersionRow> &rows)
{
    Holders holders;
    for (const VersionRow &row : rows) {
        for (const QString &label : row.labels)
            holders.insert(Place{row.name, label}, row.id);
    }
    return holders;
}

qsizetype LabelPlan::limit() const
{
    return m_store == Store::SecretsManager ? 20 : 10;
}

QStringList LabelPlan::labels(qsizetype row) const
{
    const VersionRow &version = m_rows.at(row);
    QStringList found;
    for (auto it = m_after.begin(); it != m_after.end(); ++it) {
        if (it.key().name == version.name && it.value() == version.id)
            found.append(it.key().label);
    }
    return found;
}

LabelFault LabelPlan::fault(const QString &label) const
{
    static const QRegularExpression allowed(QStringLiteral("\\A[A-Za-z0-9._-]+\\z"));
    static const QRegularExpression reserved(QStringLiteral("^(aws|ssm|[0-9])"),
                                             QRegularExpression::CaseInsensitiveOption);
    if (label.isEmpty())
        return LabelFault::Empty;
    if (m_store == Store::SecretsManager) {
        if (label.size() > 256)
            return LabelFault::TooLong;
        const bool isOfAws = label == stage::current || label == stage::previous || label == stage::pending;
        return label.startsWith(QLatin1String("AWS")) && !isOfAws ? LabelFault::Reserved : LabelFault::None;
    }
    if (label.size() > 100)
        return LabelFault::TooLong;
    if (!allowed.match(label).hasMatch())
        return LabelFault::Characters;
    return reserved.match(label).hasMatch() ? LabelFault::Reserved : LabelFault::None;
}

LabelFault LabelPlan::put(const QString &label, qsizetype row)
{
    const LabelFault wrong = fault(label);
    if (wrong != LabelFault::None)
        return wrong;
    const VersionRow &version = m_rows.at(row);
    const Place place{version.name, label};
    if (m_after.value(place) == version.id)
        return LabelFault::None;
    if (labels(row).size() >= limit())
        return LabelFault::TooMany;
    m_after.insert(place, version.id);
    if (m_store == Store::SecretsManager && label == stage::current) {
        const Place before{version.name, stage::previous};
        if (version.id == m_before.value(place)) // back where it was
            m_before.contains(before) ? void(m_after.insert(before, m_before.value(before)))
                                      : void(m_after.remove(before));
        else
            m_after.insert(before, m_before.value(place));
    }
    return LabelFault::None;
}

LabelFault LabelPlan::remove(const QString &label, qsizetype row)
{
    if (m_store == Store::SecretsManager && label == stage::current)
        return LabelFault::Current;
    m_after.remove(Place{m_rows.at(row).name, label});
    return LabelFault::None;
}

void LabelPlan::reset()
{
    m_after = m_before;
}

QList<LabelCall> LabelPlan::calls() const
{
    QList<LabelCall> calls;
    Holders now = m_before;
    const auto call = [&](const Place &place) {
        const QString from = now.value(place);
        const QString to = m_after.value(place);
        if (from == to)
            return;
        calls.append(LabelCall{place.label, from, to, place.name});
        to.isEmpty() ? void(now.remove(place)) : void(now.insert(place, to));
        if (m_store == Store::SecretsManager && place.label == stage::current)
            now.insert(Place{place.name, stage::previous}, from);
    };
    call(Place{QString(), stage::current}); // first, because it takes AWSPREVIOUS along
    QList<Place> places = m_before.keys();
    for (auto it = m_after.begin(); it != m_after.end(); ++it) {
        if (!m_before.contains(it.key()))
            places.append(it.key());
    }
    for (const Place &place : std::as_const(places))
        call(place);
    call(Place{QString(), stage::previous}); // where the move left one that should be nowhere
    return calls;
}

Task<Result<>> LabelSurgery::run(Entry entry, QList<LabelCall> calls) const
{
    QStringList done;
    for (const LabelCall &call : std::as_const(calls)) {
        const Result<> made = co_await make(entry, call);
        if (!made) {
            Error error = made.error();
            if (!done.isEmpty())
                error.detail += QStringLiteral("; done before that: %1").arg(done.join(QLatin1String(", ")));
            co_return error;
        }
        done.append(call.label);
    }
    co_return Result<>();
}

Task<Result<>> LabelSurgery::make(Entry entry, LabelCall call) const
{
    const Result<QString> before = co_await holder(entry, call);
    if (!before)
        co_return before.error();
    if (*before == call.to) // by an earlier attempt, or AWS did it on its own
        co_return Result<>();
    if (*before != call.from) {
        const QString detail =
            QStringLiteral("the label %1 is on version \"%2\", \"%3\" was read").arg(call.label, *before, call.from);
        co_return Error{ErrorKind::Conflict, Refusal::ChangedElsewhere, detail};
    }
    const Result<> made = co_await send(entry, call);
    if (!made && !mayBeDone(made.error()))
        co_return made;
    for (int look = 0; look < looks; ++look) { // a success alone proves nothing
        const Result<QString> after = co_await holder(entry, call);
        if (after && *after == call.to)
            co_return Result<>();
        if (!made && after && *after == call.from)
            co_return seenUndone(made.error());
        if (!made || (!after && after.error().kind == ErrorKind::AccessDenied))
            co_return made;
        if (!after)
            co_return after.error();
        if (look + 1 < looks)
            co_await sleepFor(lags[look]);
    }
    const QString detail = QStringLiteral("it says that the label %1 was moved, but it was not").arg(call.label);
    if (call.name.isEmpty())
        co_return m_connection.secretsManager().badAnswer("UpdateSecretVersionStage", detail);
    co_return m_connection.parameterStore().badAnswer(
        call.to.isEmpty() ? "UnlabelParameterVersion" : "LabelParameterVersion", detail);
}

Task<Result<>> LabelSurgery::send(Entry entry, LabelCall call) const
{
    if (call.name.isEmpty()) {
        const QString secretId = entry.secretId();
        co_return co_await m_connection.secretsManager().updateSecretVersionStage(secretId, call.label, call.from,
                                                                                  call.to);
    }
    const QStringList labels{call.label};
    const ParameterStoreClient &client = m_connection.parameterStore();
    if (call.to.isEmpty()) {
        const qint64 version = call.from.toLongLong();
        const Result<QStringList> unknown = co_await client.unlabelParameterVersion(call.name, version, labels);
        if (!unknown)
            co_return unknown.error();
        co_return Result<>();
    }
    const qint64 version = call.to.toLongLong();
    const Result<QStringList> refused = co_await client.labelParameterVersion(call.name, version, labels);
    if (!refused)
        co_return refused.error();
    if (!refused->isEmpty()) {
        const QString detail = QStringLiteral("AWS does not take the label %1").arg(call.label);
        const QString operation = QStringLiteral("ssm:LabelParameterVersion");
        co_return Error{ErrorKind::Invalid, QStringLiteral("InvalidLabels"), detail, {}, {}, operation};
    }
    co_return Result<>();
}

//! The version that carries the label now; empty if none does.
Task<Result<QString>> LabelSurgery::holder(Entry entry, LabelCall call) const
{
    if (call.name.isEmpty()) {
        const QString secretId = entry.secretId();
        const Result<SecretMetadata> secret = co_await m_connection.secretsManager().describeSecret(secretId);
        if (!secret)
            co_return secret.error();
        const QString operation = QStringLiteral("secretsmanager:UpdateSecretVersionStage");
        const std::optional<Error> obstacle = changeObstacle(*secret, m_connection.region(), operation);
        if (obstacle)
            co_return *obstacle;
        co_return secret->versionWithStage(call.label);
    }
    Entry one = entry;
    one.parameters.removeIf([&call](const ParameterMetadata &parameter) { return parameter.name != call.name; });
    const Result<QList<VersionRow>> rows = co_await readVersions(&m_connection, std::move(one));
    if (!rows)
        co_return rows.error();
    for (const VersionRow &row : *rows) {
        if (row.labels.contains(call.label))
            co_return row.id;
    }
    co_return QString();
}

} // namespace keyturn
