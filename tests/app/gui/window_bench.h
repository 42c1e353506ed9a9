#pragma once
#include "app/sandbox/sandbox_server.h"
#include "core/credentials/static_credentials.h"
#include "core/http/http_client.h"
#include "core/workspace/workspace.h"
#include "tests/support/run.h"
#include "ui/entry/detail_page.h"
#include "ui/style/theme.h"
#include "ui/widgets/actions.h"
#include "ui/window/main_window.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QPushButton>
#include <QTest>

namespace keyturn {

//! The sandbox as the only profile.
class SandboxSource final : public ConnectionSource {
public:
    SandboxSource(HttpClient &http, const Clock &clock, QUrl url, bool production) :
        m_http(http), m_clock(clock), m_url(std::move(url)), m_production(production)
    {}

    Task<QList<Profile>> profiles() override
    {
        Profile sandbox;
        sandbox.name = QStringLiteral("sandbox");
        sandbox.kind = ProfileKind::Sandbox;
        sandbox.region = QStringLiteral("us-east-1");
        sandbox.production = m_production;
        co_return QList<Profile>{sandbox};
    }
    Task<Result<std::unique_ptr<Connection>>> connect(Profile profile, QString region) override
    {
        profile.endpoint = m_url;
        co_return std::make_unique<Connection>(m_http, m_clock, profile, region, StaticCredentials::ofSandbox());
    }
    Task<KeychainState> keychainState() override { co_return KeychainState::Locked; }
    Task<Result<>> storeAccessKeys(QString, QString, QString, SecretString) override { co_return Result<>(); }

private:
    HttpClient &m_http;
    const Clock &m_clock;
    QUrl m_url;
    bool m_production;
};

//! A main window on a sandbox of its own, with everything listed.
class WindowBench {
public:
    explicit WindowBench(bool production = false)
    {
        if (!server.start(SandboxOptions{}))
            qFatal("no sandbox");
        begin(server.url(), clock, production);
    }
    //! On a server of somebody else's, with its time.
    WindowBench(const QUrl &url, const Clock &itsClock) { begin(url, itsClock, false); }
    ~WindowBench()
    {
        window.reset();
        workspace.reset();
    }

    static void wait(const std::function<bool()> &condition)
    {
        if (!QTest::qWaitFor(condition, 20'000))
            qFatal("waited in vain");
    }
    EntryId id(const QString &name) const
    {
        for (const Entry &entry : workspace->listing().entries()) {
            if (entry.id.name == name)
                return entry.id;
        }
        return {};
    }
    void open(const QString &name)
    {
        window->openEntry(id(name));
        wait([this, &name] {
            return workspace->openEntry().content() && workspace->openEntry().content()->entry.id.name == name;
        });
    }
    template <typename T = QWidget>
    T *find(const char *name) const
    {
        return window->findChild<T *>(QLatin1String(name));
    }
    //! A connection of somebody else's.
    std::shared_ptr<Connection> connection() const { return workspace->place().sharedConnection(); }

    SystemClock clock;
    SandboxServer server;
    HttpClient http;
    std::unique_ptr<SandboxSource> source;
    std::unique_ptr<Workspace> workspace;
    std::unique_ptr<MainWindow> window;

private:
    void begin(const QUrl &url, const Clock &time, bool production)
    {
        Theme::instance().apply(Theme::Mode::Light);
        source = std::make_unique<SandboxSource>(http, time, url, production);
        workspace = std::make_unique<Workspace>(*source, time);
        window = std::make_unique<MainWindow>(*workspace);
        window->resize(1440, 900);
        window->show();
        workspace->place().reloadProfiles();
        wait([this] { return !workspace->place().profiles().isEmpty(); });
        window->goTo(QStringLiteral("sandbox"), {});
        wait([this] { return workspace->listing().listedAt().isValid(); });
    }
};

//! Every text that a model or an accessible object of \p root and below gives away.
inline QStringList spokenTexts(QWidget *root)
{
    QStringList texts;
    QList<QWidget *> widgets = root->findChildren<QWidget *>();
    widgets.prepend(root);
    for (QWidget *widget : widgets) {
        texts.append(widget->toolTip());
        if (QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(widget)) {
            for (QAccessible::Text kind : {QAccessible::Name, QAccessible::Description, QAccessible::Value})
                texts.append(accessible->text(kind));
        }
        const auto *view = qobject_cast<QAbstractItemView *>(widget);
        const QAbstractItemModel *model = view ? view->model() : nullptr;
        for (int row = 0; model && row < model->rowCount(); ++row) {
            for (int column = 0; column < model->columnCount(); ++column) {
                for (int role : {int(Qt::DisplayRole), int(Qt::EditRole), int(Qt::ToolTipRole), int(Qt::StatusTipRole),
                                 int(Qt::AccessibleTextRole), int(Qt::AccessibleDescriptionRole)})
                    texts.append(model->index(row, column).data(role).toString());
            }
        }
    }
    return texts;
}

} // namespace keyturn
