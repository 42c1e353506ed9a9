// A frame of the timeline at 10,000 marks, beside a QGraphicsView with as many items at the same places: both are
// scrolled by a few pixels and painted, in turn, in one process (offscreen). The lanes fit the window, so that the more
// time is shown, the more of the marks are on screen; in the year it is all of them.
//   timeline_bench        one line a zoom: days, marks on screen, ours ms, Qt's ms; medians of 41 frames each
#include "ui/style/theme.h"
#include "ui/timeline/timeline.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QGraphicsEllipseItem>
#include <QGraphicsScene>
#include <QGraphicsView>
#include <QImage>
#include <QScrollBar>

#include <algorithm>
#include <cstdio>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace {

constexpr int markCount = 10'000;
constexpr int laneCount = 14;
constexpr int frames = 41;
constexpr qint64 hour = 60LL * 60 * 1000;
const QSize size(1200, 700);

TimelineContent content(const QDateTime &now)
{
    TimelineContent made;
    made.now = now;
    for (int lane = 0; lane < laneCount; ++lane)
        made.lanes.append({u"service-%1"_s.arg(lane), u"shop/production"_s});
    quint32 state = 1;
    for (qint32 i = 0; i < markCount; ++i) {
        state = state * 1'664'525 + 1'013'904'223;
        const qint64 at = now.toMSecsSinceEpoch() + (qint64(state >> 12) % (350 * 24) - 85 * 24) * hour;
        made.marks.append({at, i % laneCount, i, TimelineMark::Shape(state % 6), Status::DueSoon});
    }
    return made;
}

//! The cheapest item that looks like a mark, in a scene that knows where everything is.
void fill(QGraphicsScene &scene, const TimelineContent &of, const TimelineScale &scale, int laneHeight)
{
    for (const TimelineMark &mark : of.marks) {
        auto *item = scene.addEllipse(-5, -5, 10, 10, QPen(Qt::darkGray), QBrush(Qt::gray));
        item->setPos(scale.x(mark.at), (mark.lane + 0.5) * laneHeight);
        item->setFlag(QGraphicsItem::ItemIsSelectable);
    }
    scene.setSceneRect(scene.itemsBoundingRect()); // the index is built here and not in the first frame
}

double frame(QWidget &widget, QAbstractScrollArea &area, int step)
{
    QElapsedTimer timer;
    timer.start();
    area.horizontalScrollBar()->setValue(area.horizontalScrollBar()->value() + step);
    area.verticalScrollBar()->setValue(area.verticalScrollBar()->value() + step);
    static QImage picture(size, QImage::Format_ARGB32_Premultiplied);
    widget.render(&picture);
    return double(timer.nsecsElapsed()) / 1e6;
}

int onScreen(const Timeline &timeline)
{
    int marks = 0;
    for (const qsizetype group : timeline.visibleGroups())
        marks += timeline.index().groups()[group].count;
    return marks;
}

double median(QList<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    Theme::instance().apply(Theme::Mode::Light);
    const QDateTime now(QDate(2026, 11, 21), QTime(14, 5), Qt::UTC);
    const TimelineContent all = content(now);
    TimelineWords words;
    words.label = [](const TimelineMark &) { return QString(); }; // as Qt's items, which have none
    Timeline ours;
    ours.resize(size);
    ours.setContent(all, words);
    ours.show();
    for (const TimelineZoom zoom :
         {TimelineZoom::Week, TimelineZoom::Month, TimelineZoom::Quarter, TimelineZoom::Year}) {
        QGraphicsScene scene;
        TimelineScale scale = TimelineScale::of(zoom, size.width());
        scale.start = now.toMSecsSinceEpoch();
        fill(scene, all, scale, TimelineLayout::in(QRect(QPoint(), size)).lane);
        QGraphicsView theirs(&scene);
        theirs.setRenderHint(QPainter::Antialiasing);
        theirs.resize(size);
        theirs.show();
        theirs.centerOn(size.width() / 4.0, 0); // today a quarter from the left, as ours
        ours.setZoom(zoom);
        ours.showToday();
        QList<double> a;
        QList<double> b;
        for (int i = 0; i < frames; ++i) {
            a.append(frame(*ours.viewport(), ours, i % 2 == 0 ? 3 : -3));
            b.append(frame(*theirs.viewport(), theirs, i % 2 == 0 ? 3 : -3));
        }
        std::printf("%d %d %.3f %.3f\n", TimelineScale::days(zoom), onScreen(ours), median(a), median(b));
    }
    return 0;
}
