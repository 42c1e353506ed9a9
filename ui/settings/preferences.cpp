#include "ui/settings/preferences.h"

#include <QSettings>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn::preferences {

namespace {

constexpr int usualIdleMinutes = 5;
constexpr int longestIdleMinutes = 24 * 60;
constexpr int usualClipboardSeconds = 10;
constexpr int longestClipboardSeconds = 300;

//! A file that somebody has edited may say anything.
int number(const char *key, int usual, int least, int most)
{
    bool isNumber = false;
    const int value = QSettings().value(QLatin1String(key)).toInt(&isNumber);
    return isNumber && value >= least && value <= most ? value : usual;
}

} // namespace

int idleMinutes()
{
    return number(idleMinutesKey, usualIdleMinutes, 0, longestIdleMinutes);
}

int clipboardSeconds()
{
    return number(clipboardSecondsKey, usualClipboardSeconds, 1, longestClipboardSeconds);
}

bool keepsLists()
{
    return QSettings().value(QLatin1String(keepsListsKey), true).toBool();
}

QString theme()
{
    const QString chosen = QSettings().value(QLatin1String(themeKey)).toString();
    return chosen == "light"_L1 || chosen == "dark"_L1 ? chosen : u"system"_s;
}

} // namespace keyturn::preferences
