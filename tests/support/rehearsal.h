#pragma once
#include "app/sandbox/sandbox_server.h"
#include "core/http/http_client.h"
#include "core/workspace/workspace.h"
#include "tests/app/gui/window_bench.h"
#include "ui/editor/secret_value_model.h"
#include "ui/editor/values_tab.h"
#include "ui/entry/detail_page.h"
#include "ui/style/theme.h"
#include "ui/widgets/actions.h"
#include "ui/window/main_window.h"

#include <QTest>

#include <memory>

namespace keyturn {

//! The whole window against a sandbox of its own.
class Rehearsal {
public:
    bool start()
    {
        Theme::instance().apply(Theme::Mode::Light);
        if (!server.start(SandboxOptions{}))
            return false;
        source = std::make_unique<SandboxSource>(http, clock, server.url(), false);
        workspace = std::make_unique<Workspace>(*source, clock);
        window = std::make_unique<MainWindow>(*workspace);
        window->resize(1440, 900);
        window->show();
        workspace->place().reloadProfiles();
        return QTest::qWaitFor([this] { return workspace->place().profiles().size() == 1; }, 20'000);
    }
    //! Opens an entry of the seeds by its name.
    bool open(const QString &name)
    {
        window->goTo(QStringLiteral("sandbox"), {});
        if (!QTest::qWaitFor([this] { return workspace->listing().listedAt().isValid(); }, 20'000))
            return false;
        for (const Entry &entry : workspace->listing().entries()) {
            if (entry.id.name == name) {
                window->openEntry(EntryId(entry.id));
                break;
            }
        }
        return QTest::qWaitFor(
            [&] { return workspace->openEntry().content() && workspace->openEntry().content()->entry.id.name == name; },
            20'000);
    }
    template <typename T>
    T *find(const char *name) const
    {
        return window->findChild<T *>(QLatin1String(name));
    }
    void trigger(Actions::Id id) const { window->actions().action(id)->trigger(); }
    ValuesTab &values() const { return window->detail().values(); }
    SecretValueModel &model() const { return values().model(); }
    //! The text as it would be saved.
    QByteArray text() const
    {
        return workspace->staging().edits().document(*workspace->openEntry().content()).text().bytes().toByteArray();
    }
    QStringList keys() const
    {
        QStringList all;
        for (int row = 0; row < model().rowCount(); ++row)
            all.append(model().key(row));
        return all;
    }

    SystemClock clock;
    SandboxServer server;
    HttpClient http;
    std::unique_ptr<SandboxSource> source;
    std::unique_ptr<Workspace> workspace;
    std::unique_ptr<MainWindow> window;
};

} // namespace keyturn
