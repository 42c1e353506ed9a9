#pragma once

namespace keyturn {

//! How the user wants to be told of due dates. Kept in QSettings.
struct NotifySettings {
    bool isOn = true; //!< by notifications of the desktop; the list of reminders in the window always works
    bool hideNames = false;
    bool weeklyDigest = false;
    bool showTray = true;
    bool closeToTray = false;

    static NotifySettings load();
    void save() const;
};

} // namespace keyturn
