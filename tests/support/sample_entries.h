#pragma once
#include "core/entry/due_board.h"
#include "core/entry/entry_content.h"

namespace keyturn {

//! Invented entries around Saturday 21 November 2026, 14:05 UTC, one for each state of the status vocabulary.
inline QDateTime sampleNow()
{
    return {QDate(2026, 11, 21), QTime(14, 5), Qt::UTC};
}

inline Entry sampleEntry(const QString &name, CredentialKind kind, const QDateTime &changed,
                         const QString &region = QStringLiteral("us-east-1"))
{
    Entry entry;
    entry.id = {name.startsWith(u'/') ? Store::ParameterStore : Store::SecretsManager, QStringLiteral("111122223333"),
                region, name};
    entry.arn = QStringLiteral("arn:aws:secretsmanager:%1:111122223333:secret:%2-a1b2c3").arg(region, name);
    entry.kind = kind;
    entry.lastChangedAt = changed;
    return entry;
}

inline DueDate sampleDue(DueReason reason, const QString &name, const QDateTime &since, int days)
{
    DueDate due;
    due.reason = reason;
    due.name = name;
    due.since = since;
    due.days = days;
    due.dueAt = since.addDays(days);
    return due;
}

inline QList<Entry> sampleEntries()
{
    const QDateTime now = sampleNow();
    const auto ago = [&now](int days) { return now.addDays(-days); };
    QList<Entry> list;

    Entry erp =
        sampleEntry(QStringLiteral("/my-erp/lwa"), CredentialKind::SpApi, ago(183), QStringLiteral("us-east-2"));
    for (const char *leaf : {"clientid", "clientsecret", "refreshtoken"}) {
        ParameterMetadata parameter;
        parameter.name = QStringLiteral("/my-erp/lwa/%1").arg(QLatin1StringView(leaf));
        erp.parameters << parameter;
    }
    erp.due << sampleDue(DueReason::ClientSecretAge, QStringLiteral("/my-erp/lwa/clientsecret"), ago(183), 180);
    list << erp;

    Entry genesys = sampleEntry(QStringLiteral("contact-center/prod/genesys-oauth"), CredentialKind::Genesys, ago(7));
    genesys.rotationEnabled = true;
    genesys.tokenExpiresAt = ago(1);
    genesys.due << sampleDue(DueReason::Rotation, genesys.id.name, ago(8), 1);
    list << genesys;

    Entry alexa =
        sampleEntry(QStringLiteral("amazon-api-access-token"), CredentialKind::LwaSkill, now.addSecs(-2 * 3600));
    alexa.tokenExpiresAt = now.addSecs(41 * 60);
    alexa.due << sampleDue(DueReason::ClientSecretAge, alexa.id.name, ago(168), 180);
    alexa.due.first().key = QStringLiteral("lwa-client-secret");
    alexa.tags.insert(QStringLiteral("env"), QStringLiteral("prod"));
    list << alexa;

    Entry senior = sampleEntry(QStringLiteral("senior-living/prod/amazon-api-access-token"), CredentialKind::LwaSkill,
                               now.addSecs(-2500));
    senior.tokenExpiresAt = now.addSecs(12 * 60);
    senior.due << sampleDue(DueReason::ClientSecretAge, senior.id.name, ago(153), 180);
    list << senior;

    Entry cli = sampleEntry(QStringLiteral("lwa-oauth"), CredentialKind::LwaCli, ago(84));
    cli.tokenExpiresAt = ago(2);
    cli.due << sampleDue(DueReason::ClientSecretAge, cli.id.name, ago(84), 180);
    list << cli;

    list << sampleEntry(QStringLiteral("billing/prod/stripe-api-key"), CredentialKind::Plain, ago(262));
    list << sampleEntry(QStringLiteral("/guest-wifi/prod/radius-shared-key"), CredentialKind::Plain, ago(314));

    Entry old = sampleEntry(QStringLiteral("old-skill/dev/lwa-oauth"), CredentialKind::LwaCli, ago(2));
    old.deletedAt = now.addDays(5);
    old.due << sampleDue(DueReason::ScheduledDeletion, old.id.name, ago(2), 7);
    list << old;

    list << sampleEntry(QStringLiteral("upwork/prod/upwork-oauth"), CredentialKind::Upwork, now.addSecs(-800));
    list.last().tokenExpiresAt = now.addSecs(7 * 3600);
    return list;
}

//! The dates of \p entries that AWS tells: without logins and access tokens.
inline QList<DueItem> sampleBoard(QList<Entry> entries)
{
    for (Entry &entry : entries) {
        entry.tokenExpiresAt = {};
        if (entry.kind == CredentialKind::Upwork)
            entry.kind = CredentialKind::Unknown;
    }
    return dueBoard(entries, {}, sampleNow());
}

//! The Alexa layout with six keys. Every value is invented.
inline EntryContent sampleContent()
{
    const QDateTime now = sampleNow();
    EntryContent content;
    content.entry =
        sampleEntry(QStringLiteral("amazon-api-access-token"), CredentialKind::LwaSkill, now.addSecs(-7200));
    content.readAt = now.addSecs(-98);
    content.keyMap.kind = CredentialKind::LwaSkill;
    const auto add = [&content](const char *key, KeyRole role, bool sensitive, QByteArrayView value,
                                const QDateTime &changed) {
        EntryField field;
        field.key = QLatin1StringView(key);
        field.role = role;
        field.sensitive = sensitive;
        field.value = SecretString(value);
        field.changedAt = changed;
        content.fields << field;
        content.keyMap.roles.insert(field.key, role);
    };
    add("api-access-token", KeyRole::AccessToken, true, QByteArray(412, 'a'), now.addSecs(-7300));
    add("lwa-refresh-token", KeyRole::RefreshToken, true, QByteArray(391, 'r'), now.addDays(-168));
    add("lwa-client-id", KeyRole::ClientId, false, "amzn1.application-oa2-client.example-7d21", now.addDays(-800));
    add("lwa-client-secret", KeyRole::ClientSecret, true, QByteArray(65, 's'), now.addDays(-168));
    add("lwa-auth-scope", KeyRole::Scope, false, "alexa::enterprise:management profile", now.addDays(-400));
    add("lwa-auth-url", KeyRole::TokenUrl, false, "https://api.amazon.com/auth/o2/token", now.addDays(-800));
    return content;
}

} // namespace keyturn
