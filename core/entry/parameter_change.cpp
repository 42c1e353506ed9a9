#include "core/entry/parameter_change.h"

namespace keyturn {

bool ParameterChange::isEmpty() const
{
    return !description && !keyId && !tier && !allowedPattern && !policies;
}

ParameterMetadata ParameterChange::applied(ParameterMetadata metadata) const
{
    metadata.description = description.value_or(metadata.description);
    metadata.keyId = keyId.value_or(metadata.keyId);
    metadata.tier = tier.value_or(metadata.tier);
    metadata.allowedPattern = allowedPattern.value_or(metadata.allowedPattern);
    return metadata;
}

QString ParameterChange::policiesToSend() const
{
    return policies ? keyturn::policiesToSend(*policies) : QString();
}

ParameterChange ParameterChange::from(const DetailChanges &changes, const QString &name)
{
    ParameterChange change;
    for (auto it = changes.cbegin(); it != changes.cend(); ++it) {
        if (it.key().name != name)
            continue;
        const QString text = it->after.value_or(QString());
        switch (it.key().field) {
        case DetailField::Description:
            change.description = text;
            break;
        case DetailField::KmsKey:
            change.keyId = text;
            break;
        case DetailField::Tier:
            change.tier = text;
            break;
        case DetailField::AllowedPattern:
            change.allowedPattern = text;
            break;
        case DetailField::Policies:
            change.policies = text;
            break;
        case DetailField::Tag:
        case DetailField::Replica:
        case DetailField::ResourcePolicy:
            break;
        }
    }
    return change;
}

QString policiesText(const QList<ParameterPolicy> &policies)
{
    QStringList texts;
    for (const ParameterPolicy &policy : policies)
        texts.append(policy.text);
    return texts.isEmpty() ? QString() : u'[' + texts.join(QLatin1String(",\n ")) + u']';
}

QString policiesToSend(const QString &text)
{
    return text.isEmpty() ? QStringLiteral("[{}]") : text; // documented; "" and [] are refused
}

} // namespace keyturn
