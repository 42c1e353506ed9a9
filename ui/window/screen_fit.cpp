#include "ui/window/screen_fit.h"

#include <QScreen>
#include <QWidget>

#include <algorithm>

namespace keyturn {

QRect fittedInto(const QRect &window, const QRect &room)
{
    const QSize size = window.size().boundedTo(room.size());
    return {QPoint(std::clamp(window.x(), room.x(), room.x() + room.width() - size.width()),
                   std::clamp(window.y(), room.y(), room.y() + room.height() - size.height())),
            size};
}

void fitScreen(QWidget &window)
{
    const QRect room = window.screen()->availableGeometry();
    window.setMinimumSize(window.minimumSize().boundedTo(room.size()));
    if (window.isMaximized() || window.isFullScreen())
        return;
    const QRect fitted = fittedInto(window.geometry(), room);
    if (fitted.size() != window.size())
        window.resize(fitted.size());
    if (window.testAttribute(Qt::WA_Moved)) // else the desktop chooses the place
        window.move(fitted.topLeft());
}

} // namespace keyturn
