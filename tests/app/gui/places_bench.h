#pragma once
#include "tests/app/gui/save_bench.h"
#include "ui/window/sidebar_model.h"

#include <QTreeView>

namespace keyturn {

//! Several profiles that all lead to one sandbox.
class PlacesSource final : public ConnectionSource {
public:
    PlacesSource(HttpClient &http, const Clock &clock, QUrl url, QByteArray key = "testing") :
        m_http(http), m_clock(clock), m_url(std::move(url)), m_key(std::move(key))
    {}

    Task<QList<Profile>> profiles() override
    {
        QList<Profile> all;
        for (const QString &profile : {QStringLiteral("dev"), QStringLiteral("prod"), QStringLiteral("reader")}) {
            all.append(Profile());
            all.last().name = profile;
            all.last().region = QStringLiteral("us-east-1");
            all.last().endpoint = m_url;
        }
        co_return all;
    }
    Task<Result<std::unique_ptr<Connection>>> connect(Profile profile, QString region) override
    {
        Credentials credentials;
        credentials.accessKeyId = m_key;
        credentials.secretAccessKey = SecretString(QByteArrayView(m_key));
        co_return std::make_unique<Connection>(m_http, m_clock, profile, region,
                                               std::make_unique<StaticCredentials>(credentials));
    }
    Task<KeychainState> keychainState() override { co_return KeychainState::Ready; }
    Task<Result<>> storeAccessKeys(QString, QString, QString, SecretString) override { co_return Result<>(); }

private:
    HttpClient &m_http;
    const Clock &m_clock;
    QUrl m_url;
    QByteArray m_key;
};

//! A window on them, with \p profile open.
struct PlacesBench {
    explicit PlacesBench(const QString &profile, const QByteArray &key = "testing")
    {
        Theme::instance().apply(Theme::Mode::Light);
        if (!server.start(SandboxOptions{}))
            qFatal("no sandbox");
        source = std::make_unique<PlacesSource>(http, clock, server.url(), key);
        workspace = std::make_unique<Workspace>(*source, clock);
        window = std::make_unique<MainWindow>(*workspace);
        window->resize(1440, 900);
        window->show();
        window->activateWindow();
        workspace->place().reloadProfiles();
        SaveBench::wait([this] { return !workspace->place().profiles().isEmpty(); });
        window->goTo(profile, {});
        listed();
    }
    ~PlacesBench()
    {
        window.reset();
        workspace.reset();
    }
    void listed()
    {
        SaveBench::wait(
            [this] { return workspace->listing().listedAt().isValid() && !workspace->listing().isRunning(); });
    }
    template <typename T = QAbstractButton>
    T *find(const char *objectName) const
    {
        return window->findChild<T *>(QLatin1String(objectName));
    }
    QTreeView *sidebar() const { return window->findChild<QTreeView *>(QStringLiteral("sidebar")); }
    QPoint placeOf(const QString &profile) const
    {
        const QAbstractItemModel *model = sidebar()->model();
        const QModelIndex section = model->index(1, 0);
        for (int row = 0; row < model->rowCount(section); ++row) {
            const QModelIndex index = model->index(row, 0, section);
            if (index.data(SidebarModel::ProfileRole).toString() == profile)
                return sidebar()->visualRect(index).center();
        }
        return {};
    }

    SystemClock clock;
    SandboxServer server;
    HttpClient http;
    std::unique_ptr<PlacesSource> source;
    std::unique_ptr<Workspace> workspace;
    std::unique_ptr<MainWindow> window;
};

} // namespace keyturn
