#pragma once
#include <QString>

//! What a person may set, as QSettings keeps it, and what counts where nobody has. Read each time.
namespace keyturn::preferences {

inline constexpr auto idleMinutesKey = "lock/idle-minutes";
inline constexpr auto clipboardSecondsKey = "clipboard/seconds";
inline constexpr auto keepsListsKey = "list/kept";
inline constexpr auto themeKey = "window/theme";

int idleMinutes(); //!< 0: never
int clipboardSeconds();
bool keepsLists();
QString theme(); //!< "system", "light" or "dark"

} // namespace keyturn::preferences
