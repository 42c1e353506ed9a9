#pragma once
#include "core/credentials/static_credentials.h"
#include "core/workspace/workspace.h"
#include "tests/support/fake_clock.h"
#include "tests/support/scripted_aws.h"

#include <QSignalSpy>
#include <QTest>

namespace keyturn {

//! Connects to a ScriptedAws, as whatever profile is asked for.
class ScriptedSource : public ConnectionSource {
public:
    ScriptedSource(const ScriptedAws &aws, const Clock &clock) : m_aws(aws), m_clock(clock)
    {
        Profile plain;
        plain.name = QStringLiteral("plain");
        known.append(plain);
    }

    QList<Profile> known;
    std::optional<Error> refusal; //!< of connect()
    QStringList guarded;          //!< profiles that were marked as production

    Task<QList<Profile>> profiles() override { co_return known; }
    Task<Result<std::unique_ptr<Connection>>> connect(Profile profile, QString region) override
    {
        if (refusal)
            co_return *refusal;
        profile.endpoint = m_aws.url();
        co_return std::make_unique<Connection>(m_http, m_clock, profile,
                                               region.isEmpty() ? QStringLiteral("us-east-1") : region,
                                               StaticCredentials::ofSandbox());
    }
    Task<KeychainState> keychainState() override { co_return KeychainState::Absent; }
    Task<Result<>> storeAccessKeys(QString, QString, QString, SecretString) override { co_return Result<>(); }
    void markProduction(const Profile &profile, bool production) override
    {
        if (production)
            guarded.append(profile.name);
        else
            guarded.removeAll(profile.name);
    }

private:
    const ScriptedAws &m_aws;
    const Clock &m_clock;
    HttpClient m_http;
};

//! A workspace on an AWS in memory with two secrets: without a window and without the sandbox.
struct WorkspaceBench {
    ScriptedAws aws;
    FakeClock clock;
    ScriptedSource source{aws, clock};
    Workspace workspace{source, clock};

    WorkspaceBench()
    {
        put(QStringLiteral("skill/lwa"), lwa);
        put(QStringLiteral("skill/plain"), R"({"a":"1","b":"2"})");
        aws.tokenAnswer =
            R"({"access_token":"Atza|new","refresh_token":"Atzr|1","token_type":"bearer","expires_in":3600})";
    }

    static constexpr char lwa[] = R"({"lwa-client-id":"amzn1.application-oa2-client.x","lwa-client-secret":"s1",)"
                                  R"("lwa-refresh-token":"Atzr|1","api-access-token":"Atza|old"})";

    void put(const QString &name, const QByteArray &text)
    {
        aws.secrets.insert(ScriptedAws::arnOf(name),
                           {{{QStringLiteral("v1"), text}}, QStringLiteral("v1"), {}, {}, {}});
    }
    ScriptedAws::Secret &secret(const QString &name) { return aws.secrets[ScriptedAws::arnOf(name)]; }
    QByteArray current(const QString &name)
    {
        const ScriptedAws::Secret &kept = secret(name);
        return kept.versions.value(kept.current);
    }
    //! Opened and listed to the end.
    bool enter(const Profile &profile)
    {
        QSignalSpy finished(&workspace.listing(), &Listing::finished);
        QSignalSpy identity(&workspace.place(), &Place::identityChanged);
        return workspace.open(profile, {}) && QTest::qWaitFor([&] { return finished.count() && identity.count(); });
    }
    bool enter() { return enter(source.known.constFirst()); }
    EntryId id(const QString &name) const
    {
        for (const Entry &entry : workspace.listing().entries()) {
            if (entry.id.name == name)
                return entry.id;
        }
        return {};
    }
    bool open(const QString &name)
    {
        QSignalSpy shown(&workspace.openEntry(), &OpenEntry::contentChanged);
        workspace.openEntry().open(id(name));
        return QTest::qWaitFor([&] { return !shown.isEmpty() && workspace.openEntry().content(); });
    }
    bool stage(const QString &key, const QString &value)
    {
        return workspace.staging().stage(FieldEdit{FieldEdit::Kind::Set, key, SecretString(value)});
    }
};

} // namespace keyturn
