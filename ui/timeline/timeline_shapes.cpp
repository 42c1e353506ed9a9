#include "ui/timeline/timeline_shapes.h"

#include <QCache>
#include <QColor>
#include <QPaintEngine>
#include <QPainter>
#include <QPixmap>
#include <cmath>

namespace keyturn {

namespace {

void paintDisc(QPainter &painter, const QColor &disc, const QColor &background)
{
    painter.setPen(QPen(background, 1.5));
    painter.setBrush(disc);
    painter.drawEllipse(QPointF(), 11, 11);
}

void paintHourglass(QPainter &painter)
{
    const QPolygonF upper{{-4, -5}, {4, -5}, {0, 0}};
    const QPolygonF lower{{0, 0}, {4, 5}, {-4, 5}};
    painter.drawPolygon(upper);
    painter.drawPolygon(lower);
    painter.drawLine(QPointF(-5, -6), QPointF(5, -6));
    painter.drawLine(QPointF(-5, 6), QPointF(5, 6));
}

void paintBin(QPainter &painter)
{
    painter.drawLine(QPointF(-5.5, -4), QPointF(5.5, -4));
    painter.drawLine(QPointF(-2, -6), QPointF(2, -6));
    painter.drawPolyline(QPolygonF{{-4, -4}, {-4, 6}, {4, 6}, {4, -4}});
    painter.drawLine(QPointF(-1.3, -1), QPointF(-1.3, 3.5));
    painter.drawLine(QPointF(1.3, -1), QPointF(1.3, 3.5));
}

void drawShape(QPainter &painter, TimelineMark::Shape shape, const QColor &foreground, const QColor &disc,
               const QColor &background)
{
    using Shape = TimelineMark::Shape;
    painter.setRenderHint(QPainter::Antialiasing);
    const QPen line(foreground, 1.3, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    switch (shape) {
    case Shape::ReminderSent:
        painter.setPen(QPen(background, 1.5));
        painter.setBrush(foreground);
        painter.drawEllipse(QPointF(), 5, 5);
        break;
    case Shape::ReminderAhead:
        painter.setPen(QPen(foreground, 1.6));
        painter.setBrush(background);
        painter.drawEllipse(QPointF(), 4.5, 4.5);
        break;
    case Shape::Due: {
        const QPolygonF diamond{{0, -8}, {8, 0}, {0, 8}, {-8, 0}};
        painter.setPen(QPen(background, 1.5));
        painter.setBrush(foreground);
        painter.drawPolygon(diamond);
        break;
    }
    case Shape::GraceEnd:
        paintDisc(painter, disc, background);
        painter.setPen(line);
        painter.setBrush(Qt::NoBrush);
        paintHourglass(painter);
        break;
    case Shape::Deletion:
        paintDisc(painter, disc, background);
        painter.setPen(line);
        painter.setBrush(Qt::NoBrush);
        paintBin(painter);
        break;
    case Shape::Stuck:
        paintDisc(painter, disc, background);
        painter.setPen(line);
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(QPointF(), 5.5, 5.5);
        painter.setPen(QPen(foreground, 2));
        painter.drawLine(QPointF(-2.5, 0), QPointF(2.5, 0));
        break;
    }
}

constexpr int stampSize = 26; // logical pixels
constexpr int mostStamps = 256;

struct StampKey {
    int shape;
    QRgb foreground;
    QRgb disc;
    QRgb background;
    int percent; // pixels of the device for each of ours

    friend bool operator==(const StampKey &, const StampKey &) = default;
};

size_t qHash(const StampKey &key, size_t seed = 0)
{
    return qHashMulti(seed, key.shape, key.foreground, key.disc, key.background, key.percent);
}

//! Where it may be copied: pixels that are neither turned nor scaled.
bool takesStamps(const QPainter &painter)
{
    return painter.paintEngine()->type() == QPaintEngine::Raster
           && painter.transform().type() <= QTransform::TxTranslate;
}

} // namespace

void paintTimelineShape(QPainter &painter, const QPointF &centre, TimelineMark::Shape shape, const QColor &foreground,
                        const QColor &disc, const QColor &background)
{
    if (!takesStamps(painter)) {
        painter.save();
        painter.translate(centre);
        drawShape(painter, shape, foreground, disc, background);
        painter.restore();
        return;
    }
    // Drawn once and copied: a board may show thousands. GUI thread only, as all pixmaps.
    static QCache<StampKey, QPixmap> stamps(mostStamps);
    const qreal ratio = painter.device()->devicePixelRatioF();
    const StampKey key{int(shape), foreground.rgba(), disc.rgba(), background.rgba(), qRound(ratio * 100)};
    QPixmap *stamp = stamps.object(key);
    if (!stamp) {
        stamp = new QPixmap(QSize(stampSize, stampSize) * ratio);
        stamp->setDevicePixelRatio(ratio);
        stamp->fill(Qt::transparent);
        QPainter inside(stamp);
        inside.translate(stampSize / 2.0, stampSize / 2.0);
        drawShape(inside, shape, foreground, disc, background);
        inside.end();
        stamps.insert(key, stamp);
    }
    const QPointF corner = centre - QPointF(stampSize / 2.0, stampSize / 2.0);
    painter.drawPixmap(QPointF(std::round(corner.x() * ratio) / ratio, std::round(corner.y() * ratio) / ratio), *stamp);
}

} // namespace keyturn
