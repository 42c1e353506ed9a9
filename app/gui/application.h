#pragma once
#include "app/gui/connections.h"
#include "app/process/interrupt.h"
#include "core/keychain/qt_keychain.h"
#include "core/workspace/workspace.h"

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
    //! Somebody has started the program again: the window comes to the front and goes where the arguments say.
    void goOn(const QStringList &arguments);

private:
    void showWindow();
    void openLinked();
    void begin();
    //! Ends the program as a signal asks, and asks nobody: writes under way reach their end, ten seconds at most.
    void obey(int signal);
    static QString stateFile(const QString &name);

    const Options m_options;
    SystemClock m_clock;
    QtKeychain m_keychain;
    SandboxThread m_sandbox;
    Connections m_connections;
    ListingCache m_lists;
    Workspace m_workspace;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<DesktopLock> m_desktop;
    std::optional<EntryLink> m_linked; //!< to be opened when its place is listed
    bool m_hasBegun = false;           //!< pages and places, which wait until there is a window
    int m_signal = 0;                  //!< that is being obeyed
    Interrupt m_interrupt{[this](int signal) { obey(signal); }};
};

} // namespace keyturn
