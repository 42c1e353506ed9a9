#pragma once
#include "core/connection/connection.h"
#include "core/credentials/static_credentials.h"
#include "core/rotation/token_refresher.h"
#include "tests/support/fake_clock.h"
#include "tests/support/memory_keychain.h"
#include "tests/support/run.h"
#include "tests/support/scripted_aws.h"

#include <QTemporaryDir>

namespace keyturn {

//! One secret in a scripted AWS, a provider that answers as told, and a journal in a keychain of memory.
struct RefreshBench {
    static inline const QByteArray lwaText = // every key of the layout, in an order and a spelling of its own
        "{ \"api-access-token\":\"Atza|old\", \"lwa-refresh-token\":\"Atzr|1\", \"lwa-client-id\":\"amzn1.x\",\n"
        "  \"lwa-client-secret\":\"s1\", \"lwa-auth-scope\":\"a b\", "
        "\"lwa-auth-url\":\"https:\\/\\/api.amazon.com\\/auth\\/O2\\/token\", \"note\": 1.0 }";
    //! Of a provider that spends a refresh token with each use.
    static inline const QByteArray rotatingText =
        "{\"clientId\":\"a\",\"clientSecret\":\"b\",\"accessToken\":\"old\",\"refreshToken\":\"r1\"}";
    static inline const QByteArray lwaAnswer =
        "{\"access_token\":\"Atza|new\",\"token_type\":\"bearer\",\"expires_in\":3600,\"refresh_token\":\"Atzr|1\"}";
    static inline const QByteArray rotatedAnswer =
        "{\"access_token\":\"new\",\"token_type\":\"bearer\",\"expires_in\":3600,\"refresh_token\":\"r2\"}";
    static inline const QString arn = ScriptedAws::arnOf(QStringLiteral("skill"));

    explicit RefreshBench(const QByteArray &text = lwaText, const QByteArray &answer = lwaAnswer)
    {
        aws.secrets.insert(arn, {{{QStringLiteral("v1"), text}}, QStringLiteral("v1"), {}, {}, {}});
        aws.tokenAnswer = answer;
        connect();
    }
    //! As after a new start of the program: the same computer, the same AWS.
    void connect(Keychain *other = nullptr)
    {
        Profile profile;
        profile.endpoint = aws.url();
        connection = std::make_unique<Connection>(http, clock, profile, QStringLiteral("us-east-1"),
                                                  StaticCredentials::ofSandbox());
        journal = std::make_unique<RefreshJournal>(folder.filePath(QStringLiteral("ops")), folder.path(),
                                                   other ? other : &keychain);
        refresher = std::make_unique<TokenRefresher>(*connection, *journal);
    }
    Entry entry() const
    {
        Entry entry;
        entry.id = {Store::SecretsManager, QStringLiteral("123456789012"), QStringLiteral("us-east-1"),
                    QStringLiteral("skill")};
        entry.arn = arn;
        return entry;
    }
    Result<RefreshReceipt> refresh(const Entry &which, RefreshOptions options = {})
    {
        steps.clear();
        options.progress = [this](RefreshStep step) { steps.append(step); };
        return value(run(refresher->refresh(which, options), 30000));
    }
    Result<RefreshReceipt> refresh() { return refresh(entry()); }
    Result<RefreshReceipt> goOn(LostAnswer lost = LostAnswer::ByRule)
    {
        const QList<RefreshMarker> markers = journal->markers();
        if (markers.size() != 1)
            return Error{ErrorKind::NotFound, QStringLiteral("test"), QString::number(markers.size())};
        return resume(markers.first(), lost);
    }
    Result<RefreshReceipt> resume(const RefreshMarker &marker, LostAnswer lost = LostAnswer::ByRule)
    {
        RefreshOptions options;
        options.lost = lost;
        return value(run(refresher->resume(marker, options), 30000));
    }
    static Result<RefreshReceipt> value(const std::optional<Result<RefreshReceipt>> &result)
    {
        return result ? *result : Result<RefreshReceipt>(Error{ErrorKind::Timeout, QStringLiteral("test"), {}});
    }
    void theySave(const QString &version, const QByteArray &text)
    {
        aws.secrets[arn].versions.insert(version, text);
        aws.secrets[arn].previous = aws.secrets[arn].current;
        aws.secrets[arn].current = version;
    }
    //! From the answer of the provider on every such call fails.
    void failAfterTheAnswer(const QString &operation, ScriptedAws::Fault fault)
    {
        aws.onCall = [this, operation, fault](const QString &call) {
            if (call == QLatin1String("token"))
                aws.fail(operation, fault, 0);
        };
    }
    QByteArray currentText() const { return aws.secrets[arn].versions.value(aws.secrets[arn].current); }
    int tokenRequests() const { return int(aws.calls().count(QStringLiteral("token"))); }
    //! Nothing is left of any refresh.
    bool isClean() const { return journal->markers().isEmpty() && keychain.items.isEmpty(); }

    ScriptedAws aws;
    FakeClock clock;
    HttpClient http;
    QTemporaryDir folder;
    MemoryKeychain keychain;
    std::unique_ptr<Connection> connection;
    std::unique_ptr<RefreshJournal> journal;
    std::unique_ptr<TokenRefresher> refresher;
    QList<RefreshStep> steps;
};

} // namespace keyturn
