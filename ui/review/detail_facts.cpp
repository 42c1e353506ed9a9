#include "ui/review/detail_facts.h"

#include "core/entry/parameter_change.h"
#include "core/json/json_scanner.h"
#include "ui/details/detail_words.h"
#include "ui/text/wording.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

using Field = DetailField;

bool writesValue(const StagedEdits::Item &item, const QString &name)
{
    return std::any_of(item.edits.begin(), item.edits.end(), [&](const FieldEdit &edit) { return edit.key == name; });
}

} // namespace

QList<SaveFact> DetailFacts::of(const StagedEdits::Item &item, const QDateTime &now)
{
    QList<SaveFact> facts;
    if (item.details.isEmpty())
        return facts;
    ofVersions(facts, item);
    QStringList tags;
    for (auto it = item.details.cbegin(); it != item.details.cend(); ++it) {
        if (it.key().field == Field::Tag)
            tags.append(it.key().key);
        else if (it.key().field == Field::Policies)
            ofPolicies(facts, item, it.key(), *it, now);
        else
            ofChange(facts, it.key(), *it);
    }
    if (!tags.isEmpty())
        facts.append({u"tag"_s, tr("Permissions and cost reports that use %1 change immediately.")
                                    .arg(tags.size() == 1 ? tr("the tag %1").arg(tags.first())
                                                          : tr("the tags %1").arg(tags.join(u", "_s)))});
    if (tags.contains(QLatin1String(rotatedAtTag)))
        facts.append({u"clock"_s,
                      tr("The age of the client secret is counted from the tag %1.").arg(QLatin1String(rotatedAtTag))});
    return facts;
}

//! A secret's details make no version; a parameter's are only written with its value.
void DetailFacts::ofVersions(QList<SaveFact> &facts, const StagedEdits::Item &item)
{
    const Entry &entry = item.base.entry;
    if (entry.id.isSecret()) {
        if (item.edits.isEmpty())
            facts.append({u"object-locked"_s, tr("No new version: the values and their labels stay as they are.")});
        return;
    }
    for (const ParameterMetadata &parameter : entry.parameters) {
        const ParameterChange change = ParameterChange::from(item.details, parameter.name);
        if (change.isEmpty() || writesValue(item, parameter.name))
            continue;
        facts.append({u"tag"_s, tr("%1: the same value is written as version %2, because AWS takes these details only "
                                   "with a value.")
                                    .arg(leafOf(parameter.name))
                                    .arg(parameter.version + 1)});
    }
}

void DetailFacts::ofChange(QList<SaveFact> &facts, const DetailKey &key, const DetailChange &change)
{
    const auto keyName = [](const std::optional<QString> &id) { return id ? *id : tr("the AWS managed key"); };
    switch (key.field) {
    case Field::KmsKey:
        facts.append({u"object-locked"_s, tr("New versions of %1 are encrypted with %2. Readers need kms:Decrypt on "
                                             "it; older versions may still need %3.")
                                              .arg(leafOf(key.name), keyName(change.after), keyName(change.before))});
        break;
    case Field::Replica:
        facts.append(
            change.after
                ? SaveFact{u"globe"_s, tr("AWS creates the replica in %1 in the background. It costs as much as a "
                                          "secret, about $0.40 a month.")
                                           .arg(key.key)}
                : SaveFact{u"edit-delete"_s,
                           tr("The replica in %1 is deleted. Programs that read it there will fail.").arg(key.key)});
        break;
    case Field::ResourcePolicy:
        facts.append(change.after
                         ? SaveFact{u"user-identity"_s,
                                    tr("The resource policy takes effect immediately. AWS rejects public policies.")}
                         : SaveFact{u"user-identity"_s,
                                    tr("Anyone who relies on the resource policy loses access immediately.")});
        break;
    case Field::Tier:
        if (change.after == u"Standard"_s)
            break;
        facts.append({u"kt-warning"_s, change.after == u"Advanced"_s
                                           ? tr("%1 becomes Advanced: about $0.05 a month, and there is no way back "
                                                "to Standard.")
                                                 .arg(leafOf(key.name))
                                           : tr("AWS chooses the tier of %1. Once it is Advanced it stays so, at "
                                                "about $0.05 a month.")
                                                 .arg(leafOf(key.name))});
        break;
    case Field::AllowedPattern:
        if (change.after)
            facts.append({u"view-filter"_s, tr("AWS checks the value of %1 against the pattern, now and at every "
                                               "later write.")
                                                .arg(leafOf(key.name))});
        break;
    case Field::Description:
    case Field::Tag:
    case Field::Policies:
        break;
    }
}

void DetailFacts::ofPolicies(QList<SaveFact> &facts, const StagedEdits::Item &, const DetailKey &key,
                             const DetailChange &change, const QDateTime &now)
{
    const QString leaf = leafOf(key.name);
    if (!change.after) {
        facts.append({u"clock"_s, tr("%1 has no policies any more: no reminder, no automatic deletion.").arg(leaf)});
        return;
    }
    const QByteArray text = change.after->toUtf8();
    for (const QByteArrayView item : jsonItems(text)) {
        const ParameterPolicy policy = ParameterPolicy::fromText(QString::fromUtf8(item), {});
        const int days = int(policy.amount / 24);
        switch (policy.type) {
        case ParameterPolicy::Type::Expiration:
            facts.append(
                {u"edit-delete"_s,
                 tr("AWS deletes %1 with all its versions on %2.").arg(leaf, Wording::date(policy.timestamp, now))});
            break;
        case ParameterPolicy::Type::ExpirationNotification:
            facts.append({u"clock"_s, tr("AWS sends a notice %2 before %1 expires.").arg(leaf, Wording::days(days))});
            break;
        case ParameterPolicy::Type::NoChangeNotification:
            facts.append({u"clock"_s, tr("The %1-day reminder of %2 comes next on %3.")
                                          .arg(days)
                                          .arg(leaf, Wording::date(now.addSecs(policy.amount * 3600), now))});
            break;
        case ParameterPolicy::Type::Unknown:
            break;
        }
    }
}

QList<std::pair<QString, QString>> DetailFacts::removals(const StagedEdits::Item &item)
{
    QList<std::pair<QString, QString>> names;
    for (auto it = item.details.cbegin(); it != item.details.cend(); ++it) {
        if (it->after)
            continue;
        const Field field = it.key().field;
        if (field == Field::Tag || field == Field::Replica)
            names.append({it.key().key, DetailWords::label(it.key())});
        else if (field == Field::ResourcePolicy || field == Field::Policies)
            names.append({leafOf(it.key().name), DetailWords::label(it.key())});
    }
    return names;
}

} // namespace keyturn
