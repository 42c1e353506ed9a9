#include "core/keychain/libsecret_session.h"

#include <QLibrary>

namespace keyturn::libsecret_session {

using namespace Qt::StringLiterals;

void outliveTheBus()
{
    static bool done = false;
    if (done)
        return;
    done = true;
    constexpr int sessionBus = 2; // G_BUS_TYPE_SESSION
    using BusGetSync = void *(*)(int type, void *cancellable, void **error);
    using SetExitOnClose = void (*)(void *connection, int exitOnClose);
    QLibrary gio(u"gio-2.0"_s, 0);
    const auto busGetSync = reinterpret_cast<BusGetSync>(gio.resolve("g_bus_get_sync"));
    const auto setExitOnClose = reinterpret_cast<SetExitOnClose>(gio.resolve("g_dbus_connection_set_exit_on_close"));
    if (!busGetSync || !setExitOnClose)
        return;
    if (void *connection = busGetSync(sessionBus, nullptr, nullptr))
        setExitOnClose(connection, 0); // our reference is kept: another connection would end us again
}

void forget()
{
    QLibrary libsecret(u"secret-1"_s, 0);
    if (const QFunctionPointer disconnect = libsecret.resolve("secret_service_disconnect"))
        disconnect();
}

} // namespace keyturn::libsecret_session
