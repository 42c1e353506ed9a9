#include "ui/review/save_facts.h"

#include "core/document/type_changes.h"
#include "core/document/value_size.h"
#include "core/entry/parameter_change.h"
#include "ui/details/detail_words.h"
#include "ui/editor/raw_text.h"
#include "ui/review/detail_facts.h"
#include "ui/text/error_text.h"
#include "ui/text/wording.h"
#include "ui/versions/version_list_model.h"

#include <QLocale>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

QStringList keysOf(const SecretDocument &document)
{
    QStringList keys;
    for (const SecretDocument::Member &member : document.members())
        keys.append(member.key);
    return keys;
}

QStringList sorted(QStringList keys)
{
    keys.sort();
    return keys;
}

bool sets(const StagedEdits::Item &item, const QString &key)
{
    return std::any_of(item.edits.begin(), item.edits.end(), [&](const FieldEdit &edit) { return edit.key == key; });
}

} // namespace

QStringList SaveFacts::removedKeys(const StagedEdits::Item &item)
{
    const Result<SecretDocument> after = item.base.applied(item.edits);
    QStringList removed;
    if (!item.base.entry.id.isSecret() || !after || after->isRaw())
        return removed;
    for (const QString &key : keysOf(item.base.document)) {
        if (!after->member(key))
            removed.append(key);
    }
    return removed;
}

QString SaveFacts::obstacle(const StagedEdits::Item &item)
{
    const QString name = item.base.entry.leafName();
    if (const QString problem = DetailWords::obstacle(item); !problem.isEmpty() || item.edits.isEmpty())
        return problem;
    const Result<SecretDocument> after = item.base.applied(item.edits);
    if (!after)
        return ErrorText::message(after.error(), name).sentence;
    const bool wasKeys = !item.base.binary && !item.base.document.isRaw();
    if (wasKeys && after->rawCause().kind == RawReason::Kind::NotJson && !RawText::isPlain(*after)) // a slip
        return tr("%1: %2. Correct the text or undo the change.").arg(name, RawText::reason(*after));
    if (item.base.entry.id.isSecret())
        return sizeObstacle(name, after->text(), secretSize(after->text()).limit);
    for (const ParameterMetadata &parameter : item.base.entry.parameters) {
        for (const FieldEdit &edit : item.edits) {
            if (edit.key != parameter.name)
                continue;
            const QString leaf = leafOf(parameter.name);
            const ParameterChange change = ParameterChange::from(item.details, parameter.name);
            if (!edit.value.bytes().isValidUtf8())
                return tr("%1 is not valid UTF-8, and a parameter holds text only.").arg(leaf);
            const QString problem =
                sizeObstacle(leaf, edit.value, parameterSize(edit.value, change.tier.value_or(parameter.tier)).limit);
            if (!problem.isEmpty())
                return problem;
        }
    }
    return {};
}

QString SaveFacts::sizeObstacle(const QString &what, const SecretString &value, qsizetype limit)
{
    if (value.isEmpty())
        return tr("%1 must not be empty.").arg(what);
    if (value.size() <= limit)
        return {};
    const QLocale locale;
    return tr("%1 would have %2 bytes, the limit is %3. Shorten it or split it.")
        .arg(what, locale.toString(value.size()), locale.toString(limit));
}

QList<SaveFact> SaveFacts::of(const StagedEdits::Item &item, const QDateTime &now)
{
    QList<SaveFact> facts;
    if (item.edits.isEmpty()) {
        return DetailFacts::of(item, now);
    } else if (item.base.entry.id.isSecret()) {
        ofSecret(facts, item, now);
    } else {
        ofParameters(facts, item, now);
    }
    ofClientSecret(facts, item, now);
    facts.append(DetailFacts::of(item, now));
    if (!item.edits.isEmpty())
        facts.append(
            {u"edit-undo"_s, item.base.entry.id.isSecret()
                                 ? tr("You can undo this for 10 minutes.")
                                 : tr("You can undo this for 10 minutes; the old values become new versions.")});
    if (!item.edits.isEmpty() && !item.details.isEmpty())
        facts.append({u"documentinfo"_s, tr("Undo restores values only; the details stay as saved.")});
    return facts;
}

void SaveFacts::ofSecret(QList<SaveFact> &facts, const StagedEdits::Item &item, const QDateTime &now)
{
    facts.append({u"tag"_s, tr("The new version becomes AWSCURRENT, version %1 stays as AWSPREVIOUS.")
                                .arg(VersionListModel::shortId(item.base.versionId))});
    const Result<SecretDocument> after = item.base.applied(item.edits);
    if (after && !item.base.binary && !item.base.document.isRaw() && after->isRaw())
        facts.append({u"kt-warning"_s,
                      tr("The text is no longer a JSON object with unique keys: %1. Programs that read keys will fail.")
                          .arg(after->rawReason())});
    ofOrder(facts, item);
    ofTypes(facts, item);
    if (item.base.entry.rotationEnabled)
        facts.append({u"view-refresh"_s, tr("Rotation is on. The next rotation may replace these values.")});
    for (const DueDate &due : item.base.entry.due) {
        if (due.reason == DueReason::Rotation)
            facts.append({u"clock"_s, tr("The next rotation stays on %1.").arg(Wording::date(due.dueAt, now))});
    }
}

//! Several of a group in few lines, where nothing but their values changes.
void SaveFacts::ofParameters(QList<SaveFact> &facts, const StagedEdits::Item &item, const QDateTime &now)
{
    QList<ParameterMetadata> written;
    for (const ParameterMetadata &parameter : item.base.entry.parameters) {
        if (sets(item, parameter.name))
            written.append(parameter);
    }
    if (written.size() < 2 || !item.details.isEmpty()) {
        for (const ParameterMetadata &parameter : std::as_const(written))
            ofParameter(facts, parameter, ParameterChange::from(item.details, parameter.name), now);
        return;
    }
    QStringList versions;
    for (const ParameterMetadata &parameter : std::as_const(written))
        versions.append(tr("%1 (version %2)").arg(leafOf(parameter.name)).arg(parameter.version + 1));
    facts.append(
        {u"tag"_s, tr("Writes a new version of %1. The old ones stay in the history.").arg(versions.join(u", "_s))});
    facts.append({u"object-locked"_s, tr("Types, keys, tiers and policies don't change.")});
    for (const ParameterMetadata &parameter : std::as_const(written))
        ofReminders(facts, parameter, now);
}

void SaveFacts::ofParameter(QList<SaveFact> &facts, const ParameterMetadata &parameter, const ParameterChange &change,
                            const QDateTime &now)
{
    const QString leaf = leafOf(parameter.name);
    facts.append({u"tag"_s, tr("%1: writes version %2; version %3 stays in the history.")
                                .arg(leaf)
                                .arg(parameter.version + 1)
                                .arg(parameter.version)});
    QStringList stays{tr("type")};
    if (!parameter.keyId.isEmpty() && !change.keyId)
        stays.append(tr("key"));
    if (!parameter.tier.isEmpty() && !change.tier)
        stays.append(tr("tier"));
    if (!parameter.policies.isEmpty() && !change.policies)
        stays.append(parameter.policies.size() == 1 ? tr("policy") : tr("policies"));
    const QString last = stays.takeLast();
    //: %2 is such as "type, key and tier".
    facts.append({u"object-locked"_s,
                  stays.isEmpty()
                      ? tr("%1: %2 doesn't change.").arg(leaf, last)
                      : tr("%1: %2 don't change.").arg(leaf, tr("%1 and %2").arg(stays.join(u", "_s), last))});
    if (!change.policies) // else told with the new ones
        ofReminders(facts, parameter, now);
}

void SaveFacts::ofReminders(QList<SaveFact> &facts, const ParameterMetadata &parameter, const QDateTime &now)
{
    const QString leaf = leafOf(parameter.name);
    for (const ParameterPolicy &policy : parameter.policies) {
        if (policy.type == ParameterPolicy::Type::NoChangeNotification) {
            facts.append({u"clock"_s, tr("This restarts the %1-day reminder of %2: it comes next on %3.")
                                          .arg(policy.amount / 24)
                                          .arg(leaf, Wording::date(now.addSecs(policy.amount * 3600), now))});
        } else if (policy.type == ParameterPolicy::Type::Expiration && policy.timestamp.isValid()) {
            facts.append({u"edit-delete"_s, tr("AWS still deletes %1 on %2: a save does not move its expiration.")
                                                .arg(leaf, Wording::date(policy.timestamp, now))});
        }
    }
}

void SaveFacts::ofClientSecret(QList<SaveFact> &facts, const StagedEdits::Item &item, const QDateTime &now)
{
    const QString key = item.base.keyMap.key(KeyRole::ClientSecret);
    const EntryField *before = key.isEmpty() ? nullptr : item.base.field(key);
    if (!before || !isLwa(item.base.keyMap.kind))
        return;
    SecretString after = before->value;
    if (item.base.entry.id.isSecret()) {
        const Result<SecretDocument> document = item.base.applied(item.edits);
        const SecretDocument::Member *member = document ? document->member(key) : nullptr;
        after = member ? member->value : before->value;
    } else {
        for (const FieldEdit &edit : item.edits) {
            if (edit.key == key)
                after = edit.value;
        }
    }
    if (after == before->value)
        return;
    facts.append(
        {u"clock"_s,
         tr("The 180-day clock restarts: next due %1.").arg(Wording::date(now.addDays(lwaSecretLifeDays), now))});
    facts.append(
        {u"kt-grace"_s,
         tr("The old client secret works for %1 days after you rotate it at Amazon. Update other apps by then.")
             .arg(lwaGraceDays)});
}

//! Programs that read a number or true and false may stop at text.
void SaveFacts::ofTypes(QList<SaveFact> &facts, const StagedEdits::Item &item)
{
    for (const TypeChange &change : typeChanges(item.base.document, item.edits)) {
        const QString path = (QStringList{change.key} + change.below).join(u'.');
        facts.append(
            {u"kt-warning"_s, tr("%1 changes type: %2, was %3. Programs that read it may fail.")
                                  .arg(path, Wording::jsonKind(change.becomes), Wording::jsonKind(change.was))});
    }
}

//! Programs that read by position, in the text or in alphabetical order, find other values in their places.
void SaveFacts::ofOrder(QList<SaveFact> &facts, const StagedEdits::Item &item)
{
    const Result<SecretDocument> after = item.base.applied(item.edits);
    if (!after)
        return;
    const QStringList old = keysOf(item.base.document);
    const QStringList now = keysOf(*after);
    for (const FieldEdit &edit : item.edits) {
        if (edit.kind == FieldEdit::Kind::Rename && edit.below.isEmpty()
            && sorted(old).indexOf(edit.key) != sorted(now).indexOf(edit.newKey)) {
            facts.append({u"kt-warning"_s, tr("Renaming %1 to %2 changes the alphabetical order. Programs that read by "
                                              "position get other values.")
                                               .arg(edit.key, edit.newKey)});
        }
    }
    QStringList kept = old;
    kept.removeIf([&now](const QString &key) { return !now.contains(key); });
    QStringList keptNow = now;
    keptNow.removeIf([&old](const QString &key) { return !old.contains(key); });
    if (kept != keptNow)
        facts.append({u"kt-warning"_s, tr("The order of the keys changes. Programs that read by position get other "
                                          "values.")});
}

} // namespace keyturn
