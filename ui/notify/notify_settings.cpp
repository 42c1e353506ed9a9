#include "ui/notify/notify_settings.h"

#include <QSettings>

using namespace Qt::StringLiterals;

namespace keyturn {

NotifySettings NotifySettings::load()
{
    const QSettings settings;
    const NotifySettings usual;
    const auto flag = [&settings](const QString &key, bool otherwise) {
        return settings.value(u"notify/"_s + key, otherwise).toBool();
    };
    NotifySettings loaded;
    loaded.isOn = flag(u"on"_s, usual.isOn);
    loaded.hideNames = flag(u"hide-names"_s, usual.hideNames);
    loaded.weeklyDigest = flag(u"digest"_s, usual.weeklyDigest);
    loaded.showTray = flag(u"tray"_s, usual.showTray);
    loaded.closeToTray = flag(u"close-to-tray"_s, usual.closeToTray);
    return loaded;
}

void NotifySettings::save() const
{
    QSettings settings;
    settings.setValue(u"notify/on"_s, isOn);
    settings.setValue(u"notify/hide-names"_s, hideNames);
    settings.setValue(u"notify/digest"_s, weeklyDigest);
    settings.setValue(u"notify/tray"_s, showTray);
    settings.setValue(u"notify/close-to-tray"_s, closeToTray);
}

} // namespace keyturn
