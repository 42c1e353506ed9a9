#include "ui/details/detail_words.h"

#include "ui/details/json_indent.h"
#include "ui/text/error_text.h"

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

using Field = DetailField;

} // namespace

QString DetailWords::label(const DetailKey &key)
{
    switch (key.field) {
    case Field::Description:
        return tr("Description");
    case Field::Tag:
        return tr("Tag %1").arg(key.key);
    case Field::KmsKey:
        return tr("KMS key");
    case Field::Replica:
        return tr("Replica in %1").arg(key.key);
    case Field::ResourcePolicy:
        return tr("Resource policy");
    case Field::Tier:
        return tr("Tier");
    case Field::AllowedPattern:
        return tr("Allowed pattern");
    case Field::Policies:
        return tr("Policies");
    }
    return {};
}

std::optional<QString> DetailWords::text(const DetailKey &key, const std::optional<QString> &text)
{
    switch (key.field) {
    case Field::KmsKey:
        return text.value_or(tr("AWS managed key"));
    case Field::Replica:
        if (text && text->isEmpty())
            return tr("AWS managed key");
        return text;
    case Field::Tag:
        if (text && text->isEmpty())
            return tr("no value");
        return text;
    case Field::ResourcePolicy:
    case Field::Policies:
        return text ? std::optional(indentedJson(*text)) : text;
    default:
        return text;
    }
}

QString DetailWords::step(const DetailKey &key, const DetailChange &change)
{
    const bool isNew = !change.before && change.after;
    switch (key.field) {
    case Field::Description:
        return tr("editing the description");
    case Field::Tag:
        return isNew          ? tr("adding the tag %1").arg(key.key)
               : change.after ? tr("editing the tag %1").arg(key.key)
                              : tr("removing the tag %1").arg(key.key);
    case Field::KmsKey:
        return tr("choosing another KMS key");
    case Field::Replica:
        return change.after ? tr("adding a replica in %1").arg(key.key) : tr("removing the replica in %1").arg(key.key);
    case Field::ResourcePolicy:
        return change.after ? tr("editing the resource policy") : tr("removing the resource policy");
    case Field::Tier:
        return tr("choosing another tier");
    case Field::AllowedPattern:
        return tr("editing the allowed pattern");
    case Field::Policies:
        return change.after ? tr("editing the policies") : tr("removing the policies");
    }
    return {};
}

QString DetailWords::fault(const DetailKey &key, const DetailFault &fault)
{
    switch (fault.kind) {
    case DetailFault::Kind::Empty:
        return tr("A tag needs a name.");
    case DetailFault::Kind::TooLong:
        return tr("Longer than %1 characters.").arg(fault.limit);
    case DetailFault::Kind::Reserved:
        return tr("Names that begin with aws: belong to AWS.");
    case DetailFault::Kind::TooMany:
        return key.field == Field::Tag ? tr("At most %1 tags.").arg(fault.limit)
                                       : tr("At most %1 policies.").arg(fault.limit);
    case DetailFault::Kind::NotJson:
        return tr("Line %1, column %2: not JSON.").arg(fault.line).arg(fault.column);
    case DetailFault::Kind::NotAnObject:
        return tr("JSON, but a resource policy is an object.");
    case DetailFault::Kind::NotAnArray:
        return tr("JSON, but policies are a list: [ … ].");
    case DetailFault::Kind::UnknownType:
        return tr("Line %1, column %2: not an Expiration, ExpirationNotification or NoChangeNotification that AWS "
                  "would understand.")
            .arg(fault.line)
            .arg(fault.column);
    case DetailFault::Kind::NeedsAdvanced:
        return tr("Policies need the tier Advanced.");
    case DetailFault::Kind::LowersTier:
        return tr("A parameter does not go back from Advanced to Standard.");
    }
    return {};
}

DetailTexts DetailWords::known(const EntryContent &content)
{
    const Entry &entry = content.entry;
    DetailTexts texts;
    if (entry.id.isSecret()) {
        for (auto tag = entry.tags.cbegin(); tag != entry.tags.cend(); ++tag)
            texts.insert({entry.id.name, Field::Tag, tag.key()}, tag.value());
    }
    for (const ParameterMetadata &parameter : entry.parameters)
        texts.insert({parameter.name, Field::Tier},
                     parameter.tier.isEmpty() ? QStringLiteral("Standard") : parameter.tier);
    return texts;
}

QString DetailWords::obstacle(const StagedEdits::Item &item)
{
    const auto found = firstFault(item.details, known(item.base));
    if (!found)
        return {};
    //: %1: of which entry; %2: "Resource policy"; %3: a sentence
    return tr("%1, %2: %3").arg(leafOf(found->first.name), label(found->first), fault(found->first, found->second));
}

QString DetailWords::labels(const QList<DetailKey> &keys)
{
    QStringList words;
    for (const DetailKey &key : keys)
        words.append(label(key));
    return words.join(u", "_s);
}

QString DetailWords::failures(const DetailsReceipt &receipt, bool values, const QString &entry)
{
    QStringList sentences;
    QStringList requests; // below the sentences, one a line
    QStringList saved;
    if (values)
        saved.append(tr("the values"));
    if (!receipt.saved.isEmpty())
        saved.append(labels(receipt.saved));
    if (!saved.isEmpty())
        sentences.append(tr("Saved in %1: %2.").arg(entry, saved.join(u", "_s)));
    for (const DetailsReceipt::Failure &failure : receipt.failures) {
        const ErrorMessage message = ErrorText::message(failure.error, entry);
        sentences.append(tr("Not saved: %1. %2").arg(labels(failure.keys), message.sentence));
        if (!message.requestId.isEmpty())
            requests.append(ErrorText::requestLine(message));
    }
    requests.prepend(sentences.join(u' '));
    return requests.join(u'\n');
}

} // namespace keyturn
