#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QDir>
#include <QFile>
#include <QHash>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QStandardPaths>

namespace keyturn::icons {
using namespace Qt::StringLiterals;

namespace {

// Some platforms (offscreen, a bare X server) name no theme and no folder.
void prepareThemeLookup()
{
    static const bool done = [] {
        QStringList folders = QIcon::themeSearchPaths();
        const QStringList data = QStandardPaths::standardLocations(QStandardPaths::GenericDataLocation);
        for (const QString &folder : data + QStringList{u"/usr/share"_s}) {
            const QString icons = QDir(folder).filePath(u"icons"_s);
            if (!folders.contains(icons) && QDir(icons).exists())
                folders << icons;
        }
        QIcon::setThemeSearchPaths(folders);
        QIcon::setFallbackThemeName(u"breeze"_s);
        const QString theme = QIcon::themeName();
        if (theme.isEmpty() || theme == u"hicolor"_s)
            QIcon::setThemeName(u"breeze"_s);
        return true;
    }();
    Q_UNUSED(done)
}

const QIcon &source(const QString &name)
{
    // Never destroyed: its icons must not outlive the application object and its plugins.
    static auto *sources = new QHash<QString, QIcon>;
    const auto found = sources->constFind(name);
    if (found != sources->constEnd())
        return *found;
    QIcon icon;
    if (name.startsWith(u"kt-"_s)) {
        const QString file = u":/keyturn/icons/%1.svg"_s.arg(name);
        if (QFile::exists(file))
            icon = QIcon(file);
    } else {
        prepareThemeLookup();
        icon = QIcon::fromTheme(name);
    }
    return *sources->insert(name, icon);
}

class TintedIconEngine final : public QIconEngine {
public:
    TintedIconEngine(QString name, ColorToken color) : m_name(std::move(name)), m_color(color) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        icons::paint(painter, rect, m_name, color(mode), qMin(rect.width(), rect.height()));
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1.0);
    }
    // \p size is in device pixels here.
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        const int logical = qMax(1, qRound(qMin(size.width(), size.height()) / scale));
        return icons::pixmap(m_name, color(mode), logical, scale);
    }
    QIconEngine *clone() const override { return new TintedIconEngine(*this); }
    QString iconName() override { return m_name; }
    bool isNull() override { return false; }

private:
    QColor color(QIcon::Mode mode) const { return mode == QIcon::Disabled ? colors().text3 : colors().*m_color; }

    QString m_name;
    ColorToken m_color;
};

} // namespace

QIcon icon(const QString &name, ColorToken color)
{
    return QIcon(new TintedIconEngine(name, color));
}

QPixmap pixmap(const QString &name, const QColor &color, int size, qreal devicePixelRatio)
{
    const QString key = u"kt/%1/%2/%3/%4"_s.arg(name).arg(color.rgba(), 0, 16).arg(size).arg(devicePixelRatio);
    QPixmap result;
    if (QPixmapCache::find(key, &result))
        return result;
    result = source(name).pixmap(QSize(size, size), devicePixelRatio);
    if (result.isNull())
        return result;
    QPainter painter(&result);
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(QRect(QPoint(), result.deviceIndependentSize().toSize() + QSize(1, 1)), color);
    painter.end();
    QPixmapCache::insert(key, result);
    return result;
}

void paint(QPainter *painter, const QRect &where, const QString &name, const QColor &color, int size)
{
    const QPixmap pixels = pixmap(name, color, size, painter->device()->devicePixelRatioF());
    if (pixels.isNull())
        return;
    const QSizeF drawn = pixels.deviceIndependentSize();
    const QPointF corner(where.x() + (where.width() - drawn.width()) / 2,
                         where.y() + (where.height() - drawn.height()) / 2);
    painter->drawPixmap(corner, pixels);
}

QIcon application()
{
    return QIcon(u":/keyturn/icons/keyturn.svg"_s);
}

} // namespace keyturn::icons
