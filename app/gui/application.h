#pragma once
#include "app/gui/connections.h"
#include "core/keychain/qt_keychain.h"
#include "ui/workspace/workspace.h"

#include <memory>

namespace keyturn {

class DesktopLock;
class MainWindow;

//! Puts the program together: the only place that names concrete classes and owns long-lived work.
class Application : public QObject {
    Q_OBJECT

public:
    explicit Application(const Options &options);
    ~Application() override;

    //! Shows the window; everything that reads files, the keychain or the network starts after it is on screen.
    void start();

private:
    void begin();
    static QString stateFile(const QString &name);

    const Options m_options;
    SystemClock m_clock;
    QtKeychain m_keychain;
    SandboxThread m_sandbox;
    Connections m_connections;
    Workspace m_workspace;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<DesktopLock> m_desktop;
};

} // namespace keyturn
