#include "app/pictures/no_browser.h"

#include <QDesktopServices>

using namespace Qt::StringLiterals;

namespace keyturn {

NoBrowser::NoBrowser()
{
    for (const QString &scheme : {u"http"_s, u"https"_s})
        QDesktopServices::setUrlHandler(scheme, this, "open");
}

NoBrowser::~NoBrowser()
{
    for (const QString &scheme : {u"http"_s, u"https"_s})
        QDesktopServices::unsetUrlHandler(scheme);
}

} // namespace keyturn

#include "moc_no_browser.cpp"
