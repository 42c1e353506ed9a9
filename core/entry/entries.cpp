#include "core/entry/entries.h"

#include "core/due/due_rules.h"
#include "core/entry/parameter_groups.h"
#include "core/stores/version_stage.h"

#include <algorithm>

namespace keyturn {

namespace {

CredentialKind kindFromTag(const QString &tag)
{
    static const QHash<QString, CredentialKind> kinds{
        {QStringLiteral("lwa"), CredentialKind::LwaSkill},    {QStringLiteral("lwa-skill"), CredentialKind::LwaSkill},
        {QStringLiteral("lwa-cli"), CredentialKind::LwaCli},  {QStringLiteral("sp-api"), CredentialKind::SpApi},
        {QStringLiteral("genesys"), CredentialKind::Genesys}, {QStringLiteral("upwork"), CredentialKind::Upwork},
        {QStringLiteral("oauth"), CredentialKind::OAuth},     {QStringLiteral("plain"), CredentialKind::Plain},
    };
    return kinds.value(tag.toLower(), CredentialKind::Unknown);
}

QStringList wordsOf(const QString &name)
{
    QString spaced = name.toLower();
    for (QChar &c : spaced) {
        if (!c.isLetterOrNumber())
            c = u' ';
    }
    return spaced.split(u' ', Qt::SkipEmptyParts);
}

//! A guess for the list, until the secret is opened and its keys tell.
CredentialKind guessedKind(const SecretMetadata &secret)
{
    const CredentialKind tagged = kindFromTag(secret.tags.value(QStringLiteral("keyturn:kind")));
    if (tagged != CredentialKind::Unknown)
        return tagged;
    const QStringList words = wordsOf(secret.name);
    const auto has = [&words](const char *word) { return words.contains(QLatin1String(word)); };
    if (has("lwa"))
        return CredentialKind::LwaCli;
    if (has("amazon") && has("api"))
        return CredentialKind::LwaSkill;
    if (has("genesys"))
        return CredentialKind::Genesys;
    return has("upwork") ? CredentialKind::Upwork : CredentialKind::Unknown;
}

} // namespace

QString accountFromArn(const QString &arn)
{
    // arn:partition:service:region:account:resource
    if (!arn.startsWith(QLatin1String("arn:")))
        return QString();
    qsizetype from = 0;
    for (int colon = 0; colon < 4; ++colon) {
        from = arn.indexOf(u':', from) + 1;
        if (from == 0)
            return QString();
    }
    const qsizetype end = arn.indexOf(u':', from);
    const QStringView account = QStringView(arn).sliced(from, (end < 0 ? arn.size() : end) - from);
    static QString last; // entries of one listing share it
    if (account != last)
        last = account.toString();
    return last;
}

Entry entryFromSecret(const SecretMetadata &secret, const QString &region, const QDateTime &)
{
    Entry entry;
    entry.id = EntryId{Store::SecretsManager, accountFromArn(secret.arn), region, secret.name};
    entry.arn = secret.arn;
    entry.kind = guessedKind(secret);
    entry.description = secret.description;
    entry.lastChangedAt = secret.lastChangedAt;
    entry.tags = secret.tags;
    entry.createdAt = secret.createdAt;
    entry.due = dueDatesOf(secret, entry.kind);
    entry.deletedAt = secret.deletedAt;
    entry.isReplica = !secret.primaryRegion.isEmpty() && secret.primaryRegion != entry.id.region;
    entry.editedBy = entry.isReplica ? secret.primaryRegion : secret.owningService;
    entry.rotationEnabled = secret.rotationEnabled;
    entry.rotationRules = secret.rotationRules;
    entry.rotationPending = isRotationPending(secret);
    entry.currentVersion = secret.versionWithStage(stage::current);
    entry.versionCount = qint32(secret.versionStages.size());
    return entry;
}

QList<Entry> entriesFromParameters(const QList<ParameterMetadata> &parameters, const QString &region, const QDateTime &)
{
    QList<Entry> entries;
    QList<ParameterMetadata> alone;
    const QList<QList<ParameterMetadata>> groups = parameterGroups(parameters, alone);
    for (const QList<ParameterMetadata> &group : groups)
        entries.append(entryFromMembers(group, region));
    for (const ParameterMetadata &parameter : std::as_const(alone))
        entries.append(entryFromMembers({parameter}, region));
    return entries;
}

Entry entryFromMembers(const QList<ParameterMetadata> &members, const QString &region)
{
    const bool isGroup = members.size() > 1;
    Entry entry;
    entry.parameters = members;
    entry.id = EntryId{Store::ParameterStore, accountFromArn(members.first().arn), region, members.first().name};
    entry.arn = isGroup ? QString() : members.first().arn;
    for (const ParameterMetadata &member : members) {
        const KeyRole role = isGroup ? parameterRole(member.name) : KeyRole::Other;
        if (role == KeyRole::ClientSecret) {
            entry.id.name = parameterFolder(member.name);
            entry.kind = CredentialKind::SpApi;
        }
        if (entry.description.isEmpty() || role == KeyRole::ClientSecret)
            entry.description = member.description;
        if (!entry.lastChangedAt.isValid() || entry.lastChangedAt < member.lastModifiedAt)
            entry.lastChangedAt = member.lastModifiedAt;
        entry.versionCount = qMax(entry.versionCount, qint32(member.version));
        entry.due.append(dueDatesOf(member, role));
    }
    sortByDate(entry.due);
    return entry;
}

} // namespace keyturn
