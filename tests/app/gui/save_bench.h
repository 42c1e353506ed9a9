#pragma once
#include "app/sandbox/sandbox_server.h"
#include "core/credentials/static_credentials.h"
#include "core/http/http_client.h"
#include "core/workspace/workspace.h"
#include "tests/support/flaky_wire.h"
#include "tests/support/run.h"
#include "ui/review/merge_dialog.h"
#include "ui/review/review_dialog.h"
#include "ui/style/theme.h"
#include "ui/widgets/actions.h"
#include "ui/window/main_window.h"

#include <QAbstractItemView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

namespace keyturn {

constexpr int patience = 20'000;

inline EntryId idOf(Store store, const QString &name)
{
    return EntryId{store, QStringLiteral("123456789012"), QStringLiteral("us-east-1"), name};
}

inline FieldEdit setting(const QString &key, QByteArrayView value)
{
    FieldEdit edit;
    edit.key = key;
    edit.value = SecretString(value);
    return edit;
}

inline FieldEdit removing(const QString &key)
{
    FieldEdit edit;
    edit.kind = FieldEdit::Kind::Remove;
    edit.key = key;
    return edit;
}

//! A profile of the user's own that leads to a sandbox, over a wire that can be cut.
class SaveSource final : public ConnectionSource {
public:
    SaveSource(HttpClient &http, const Clock &clock, QUrl url, Profile profile, const QByteArray &key) :
        m_http(http), m_clock(clock), m_profile(std::move(profile)), m_key(key)
    {
        m_profile.endpoint = std::move(url);
    }

    Task<QList<Profile>> profiles() override { co_return QList<Profile>{m_profile}; }
    Task<Result<std::unique_ptr<Connection>>> connect(Profile profile, QString region) override
    {
        co_return std::make_unique<Connection>(m_http, m_clock, profile, region, credentials());
    }
    Task<KeychainState> keychainState() override { co_return KeychainState::Locked; }
    Task<Result<>> storeAccessKeys(QString, QString, QString, SecretString) override { co_return Result<>(); }
    void markProduction(const Profile &profile, bool production) override
    {
        marked.append({profile.name, production});
        m_profile.production = production;
    }

    QList<std::pair<QString, bool>> marked;

private:
    std::unique_ptr<CredentialProvider> credentials() const
    {
        Credentials found;
        found.accessKeyId = m_key;
        found.secretAccessKey = SecretString(QByteArrayView(m_key));
        return std::make_unique<StaticCredentials>(found);
    }

    HttpClient &m_http;
    const Clock &m_clock;
    Profile m_profile;
    const QByteArray m_key;
};

//! A main window on a sandbox of its own, everything listed, and somebody else who writes to the same account.
class SaveBench {
public:
    //! \p key: one of the sandbox's built-in access keys.
    explicit SaveBench(bool production = false, const QByteArray &key = "testing")
    {
        Theme::instance().apply(Theme::Mode::Light);
        if (!server.start(SandboxOptions{}))
            qFatal("no sandbox");
        wire = std::make_unique<FlakyWire>(server.url());
        Profile profile;
        profile.name = QStringLiteral("asp-production");
        profile.region = QStringLiteral("us-east-1");
        profile.production = production;
        Profile other;
        other.endpoint = server.url();
        somebody = std::make_unique<Connection>(http, clock, other, profile.region, StaticCredentials::ofSandbox());
        source = std::make_unique<SaveSource>(http, clock, wire->url(), profile, key);
        workspace = std::make_unique<Workspace>(*source, clock);
        window = std::make_unique<MainWindow>(*workspace);
        window->resize(1440, 900);
        window->show();
        workspace->place().reloadProfiles();
        wait([this] { return !workspace->place().profiles().isEmpty(); });
        window->goTo(QStringLiteral("asp-production"), {});
        wait([this] { return workspace->listing().listedAt().isValid(); });
    }
    ~SaveBench()
    {
        window.reset();
        workspace.reset();
    }

    static void wait(const std::function<bool()> &condition)
    {
        if (!QTest::qWaitFor(condition, patience))
            qFatal("waited in vain");
    }
    void open(const EntryId &id)
    {
        window->openEntry(id);
        wait([this, &id] {
            return workspace->openEntry().content() && workspace->openEntry().content()->entry.id == id;
        });
    }
    void openSecret(const QString &name) { open(idOf(Store::SecretsManager, name)); }

    //! The review once its checks have ended.
    ReviewDialog *review()
    {
        ReviewDialog *dialog = window->openReview();
        if (!dialog)
            qFatal("no review");
        wait([dialog, this] { return !reason(dialog).contains(QStringLiteral("still running")) || merge(); });
        return dialog;
    }
    static QPushButton *saveButton(QWidget *dialog)
    {
        return dialog->findChild<QPushButton *>(QStringLiteral("saveChanges"));
    }
    //! Why the review does not save.
    static QString reason(QWidget *dialog)
    {
        return saveButton(dialog)->isEnabled() ? QString() : saveButton(dialog)->toolTip();
    }
    static QString foot(QWidget *dialog) { return dialog->findChild<QLabel *>(QStringLiteral("reviewFoot"))->text(); }
    //! The merge that is shown now.
    MergeDialog *merge() const
    {
        for (auto *dialog : window->findChildren<MergeDialog *>()) {
            if (dialog->isVisible())
                return dialog;
        }
        return nullptr;
    }
    //! Saves, and waits until nothing is staged.
    void save(ReviewDialog *dialog)
    {
        wait([dialog] { return saveButton(dialog)->isEnabled(); });
        saveButton(dialog)->click();
        wait([this] { return workspace->staging().edits().isEmpty() && workspace->running().count() == 0; });
    }

    // --- somebody else
    QByteArray stored(const QString &secret)
    {
        const auto value = run(somebody->secretsManager().getSecretValue(secret));
        return value && *value ? (*value)->value.bytes().toByteArray() : QByteArray("nothing");
    }
    QString currentVersion(const QString &secret)
    {
        const auto value = run(somebody->secretsManager().getSecretValue(secret));
        return value && *value ? (*value)->versionId : QString();
    }
    void theyPut(const QString &secret, const QByteArray &text)
    {
        const auto put = run(somebody->secretsManager().putSecretValue(secret, SecretString(QByteArrayView(text)),
                                                                       false, newVersionId()));
        if (!put || !*put)
            qFatal("they could not write");
    }
    void create(const QString &secret, const QByteArray &text)
    {
        SecretsManagerClient::NewSecret created;
        created.name = secret;
        created.value = SecretString(QByteArrayView(text));
        const auto done = run(somebody->secretsManager().createSecret(created, newVersionId()));
        if (!done || !*done)
            qFatal("not created: %s", done ? qPrintable(done->error().detail) : "timeout");
    }
    Parameter parameter(const QString &name)
    {
        const auto found = run(somebody->parameterStore().getParameter(name));
        if (!found || !*found)
            qFatal("no parameter %s", qPrintable(name));
        return **found;
    }

    SystemClock clock;
    SandboxServer server;
    std::unique_ptr<FlakyWire> wire;
    HttpClient http;
    std::unique_ptr<Connection> somebody;
    std::unique_ptr<SaveSource> source;
    std::unique_ptr<Workspace> workspace;
    std::unique_ptr<MainWindow> window;
};

} // namespace keyturn
