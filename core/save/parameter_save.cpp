#include "core/save/parameter_save.h"

#include "core/document/value_size.h"

#include <QUuid>
#include <algorithm>

namespace keyturn {

namespace {

const QString putParameter = QStringLiteral("ssm:PutParameter");

Error parameterFailure(ErrorKind kind, Refusal refusal, const QString &detail)
{
    return Error{kind, refusal, detail, {}, {}, putParameter};
}

const ParameterMetadata *named(const QList<ParameterMetadata> &parameters, const QString &name)
{
    const auto it =
        std::find_if(parameters.begin(), parameters.end(), [&name](const auto &p) { return p.name == name; });
    return it == parameters.end() ? nullptr : &*it;
}

std::optional<Error> sizeFault(const ParameterMetadata &metadata, const SecretString &value)
{
    const qsizetype limit = parameterSize(value, metadata.tier).limit;
    if (value.isEmpty())
        return parameterFailure(ErrorKind::Invalid, Refusal::Empty,
                                QStringLiteral("%1 must not be empty").arg(metadata.name));
    if (value.size() <= limit)
        return std::nullopt;
    return parameterFailure(
        ErrorKind::Limit, Refusal::Size,
        QStringLiteral("%1 would have %2 bytes, the limit is %3").arg(metadata.name).arg(value.size()).arg(limit));
}

//! Of the new value, or as it was; a tier that was raised cannot go back.
ParameterMetadata metadataFor(const HalfSaved::Part &part, bool isNew, qint64 version)
{
    ParameterMetadata metadata = isNew ? part.change.applied(part.metadata) : part.metadata;
    if (part.change.tier == QLatin1String("Advanced"))
        metadata.tier = *part.change.tier;
    metadata.version = version;
    return metadata;
}

QString policiesFor(const HalfSaved::Part &part, bool isNew)
{
    if (isNew || !part.change.policies)
        return part.change.policiesToSend();
    return policiesToSend(policiesText(part.metadata.policies));
}

Error parameterChangedElsewhere(const QString &detail)
{
    return parameterFailure(ErrorKind::Conflict, Refusal::ChangedElsewhere, detail);
}

} // namespace

Task<Result<QList<HalfSaved::Part>>> ParameterSave::prepare(EntryContent content, QList<FieldEdit> edits,
                                                            QHash<QString, ParameterChange> changes)
{
    QStringList names;
    QList<Part> parts;
    for (const EntryField &field : std::as_const(content.fields)) { // in their order, whatever the order of the edits
        SecretString after = field.value;
        for (const FieldEdit &edit : std::as_const(edits)) {
            if (edit.key == field.key)
                after = edit.value;
        }
        if (after == field.value)
            continue;
        Part part;
        part.metadata.name = field.key;
        part.before = field.value;
        part.after = after;
        part.change = changes.value(field.key);
        parts.append(part);
        names.append(field.key);
    }
    if (parts.isEmpty())
        co_return parts;

    const Result<QList<ParameterMetadata>> present = co_await m_client.describeNamed(names);
    if (!present)
        co_return present.error();
    for (Part &part : parts) {
        const QString name = part.name();
        const ParameterMetadata *now = named(*present, name);
        const ParameterMetadata *opened = named(content.entry.parameters, name);
        if (!now || !opened)
            co_return Error{ErrorKind::NotFound, QStringLiteral("ParameterNotFound"), name, {}, {}, putParameter};
        if (now->version != opened->version)
            co_return parameterChangedElsewhere(
                QStringLiteral("%1 has version %2, %3 was expected").arg(name).arg(now->version).arg(opened->version));
        part.metadata = *now;
        const std::optional<Error> fault = sizeFault(part.change.applied(*now), part.after);
        if (fault)
            co_return *fault;
    }
    co_return parts;
}

ParameterSave::Record ParameterSave::recordOf(const EntryContent &content, const QList<Part> &parts) const
{
    if (!m_notes.journal || parts.isEmpty())
        return std::nullopt;
    const EntryId &id = content.entry.id;
    SaveJournal::Record record{
        QUuid::createUuid().toString(QUuid::WithoutBraces), id.account, id.region, id.name, m_notes.by, m_now, {}};
    for (const Part &part : parts)
        record.parts.append({part.name(), part.metadata.version, part.metadata.lastModifiedAt, false, 0});
    return record;
}

//! Without a note a kill would leave a half, or somebody else's value overwritten, that nobody knows of.
Result<> ParameterSave::note(const Record &record) const
{
    return m_notes.journal && record ? m_notes.journal->write(*record) : Result<>();
}

void ParameterSave::forget(const Record &record) const
{
    if (m_notes.journal && record)
        m_notes.journal->remove(record->id);
}

Task<ParameterWrite::Outcome> ParameterSave::writePart(Part part, Record record)
{
    const Result<> noted = note(record);
    if (!noted) {
        ParameterWrite::Outcome refused;
        refused.error = noted.error();
        co_return refused;
    }
    ParameterWrite writer(m_client);
    const ParameterMetadata onto = part.change.applied(part.metadata);
    const QString policies = part.change.policiesToSend();
    co_return co_await writer.run(onto, part.after, policies);
}

Task<Result<SaveReceipt>> ParameterSave::run(EntryContent content, QList<FieldEdit> edits,
                                             QHash<QString, ParameterChange> changes)
{
    Result<QList<Part>> parts = co_await prepare(content, std::move(edits), std::move(changes));
    if (!parts)
        co_return parts.error();
    SaveReceipt receipt;
    HalfSaved half;
    half.record = recordOf(content, *parts);
    for (qsizetype i = 0; i < parts->size(); ++i) {
        if (half.record)
            half.record->parts[i].sent = true;
        Part &part = (*parts)[i];
        const ParameterWrite::Outcome outcome = co_await writePart(part, half.record);
        part.written = outcome.version;
        part.replaced = outcome.replaced;
        part.touched = !outcome.error || outcome.unknown || outcome.replaced > 0;
        if (outcome.error) {
            half.cause = *outcome.error;
            half.parts = *parts;
            co_return co_await settle(std::move(half), Toward::Old);
        }
        if (half.record)
            half.record->parts[i].written = outcome.version;
        receipt.versions.insert(part.name(), outcome.version);
        receipt.changed = true;
    }
    forget(half.record);
    co_return receipt;
}

Task<Result<SaveReceipt>> ParameterSave::resume(HalfSaved half)
{
    for (Part &part : half.parts)
        part.touched = true; // those that were never sent are part of it now
    co_return co_await settle(std::move(half), Toward::New);
}

Task<Result<SaveReceipt>> ParameterSave::rollBack(HalfSaved half)
{
    co_return co_await settle(std::move(half), Toward::Old);
}

Task<Result<SaveReceipt>> ParameterSave::settle(HalfSaved half, Toward toward)
{
    QStringList restored;
    bool isOpen = false;
    std::optional<Error> foreign;
    SaveReceipt receipt;
    for (qsizetype i = 0; i < half.parts.size(); ++i) {
        const qsizetype place = toward == Toward::New ? i : half.parts.size() - 1 - i;
        if (!half.parts.at(place).touched)
            continue;
        if (half.record && toward == Toward::New)
            half.record->parts[place].sent = true;
        const Settled settled = co_await settlePart(half.parts.at(place), toward, half.record);
        half.parts[place] = settled.part;
        if (half.record && toward == Toward::New)
            half.record->parts[place].written = settled.part.written;
        if (settled.open)
            isOpen = true;
        else if (settled.error)
            foreign = settled.error;
        else if (toward == Toward::Old)
            restored.append(settled.part.name());
        else
            receipt.versions.insert(settled.part.name(), settled.part.written);
        if (settled.open && settled.error && toward == Toward::New)
            half.cause = *settled.error;
    }
    if (isOpen) {
        receipt.half = std::move(half);
        co_return receipt;
    }
    forget(half.record);
    if (toward == Toward::New && !foreign) {
        receipt.changed = true;
        co_return receipt;
    }
    Error error = foreign && half.cause.kind != ErrorKind::Conflict ? *foreign : half.cause;
    error.answerLost = false; // it was looked
    if (!restored.isEmpty())
        error.detail += QStringLiteral("; put back: %1").arg(restored.join(QLatin1String(", ")));
    co_return error;
}

Task<ParameterSave::Settled> ParameterSave::settlePart(Part part, Toward toward, Record record)
{
    Settled settled;
    settled.part = part;
    const Result<> noted = toward == Toward::New ? note(record) : Result<>(); // going back writes nothing new
    if (!noted) {
        settled.open = true;
        settled.error = noted.error();
        co_return settled;
    }
    ParameterWrite writer(m_client);
    if (part.replaced > 0) {
        const QList<qint64> ours{part.written > 0 ? part.written : part.replaced + 1};
        const ParameterWrite::Outcome outcome = co_await writer.giveBack(part.name(), part.metadata.version, ours);
        settled.part.replaced = outcome.replaced;
        settled.part.written = 0;
        settled.open = outcome.replaced > 0 || toward == Toward::New;
        settled.error = outcome.error;
        co_return settled;
    }
    const Result<Parameter> now = co_await m_client.getParameter(part.name());
    if (!now) {
        settled.open = true;
        settled.error = now.error();
        co_return settled;
    }
    const SecretString wanted = toward == Toward::New ? part.after : part.before;
    if (now->value == wanted) {
        settled.part.written = toward == Toward::New ? now->version : 0;
        co_return settled;
    }
    // Going back, a version after ours is somebody else's even where it holds the same value.
    const bool isLater = toward == Toward::Old && part.written > 0 && now->version != part.written;
    if (isLater || (!(now->value == part.before) && !(now->value == part.after))) {
        settled.open = toward == Toward::New;
        settled.error = parameterChangedElsewhere(
            QStringLiteral("version %1 of %2 is somebody else's").arg(now->version).arg(part.name()));
        co_return settled;
    }
    const ParameterMetadata onto = metadataFor(part, toward == Toward::New, now->version);
    const QString policies = policiesFor(part, toward == Toward::New);
    const ParameterWrite::Outcome outcome = co_await writer.run(onto, wanted, policies);
    settled.part.replaced = outcome.replaced;
    settled.part.written = toward == Toward::New ? outcome.version : outcome.error ? part.written : 0;
    const bool isForeign = outcome.error && outcome.error->kind == ErrorKind::Conflict && outcome.replaced == 0;
    settled.open = outcome.error && (!isForeign || toward == Toward::New);
    settled.error = outcome.error;
    co_return settled;
}

} // namespace keyturn
