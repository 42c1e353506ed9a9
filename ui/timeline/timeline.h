#pragma once
#include "ui/timeline/timeline_painter.h"

#include <QAbstractScrollArea>
#include <optional>

namespace keyturn {

//! Dates over time: a lane each, marks that can be pointed at, walked through with the arrow keys and read aloud.
//! Left and Right go from mark to mark, Up and Down from lane to lane, + and - zoom, Home shows today, Enter opens.
class Timeline : public QAbstractScrollArea {
    Q_OBJECT

public:
    explicit Timeline(QWidget *parent = nullptr);

    //! Keeps what is shown and the current mark, where it is still there.
    void setContent(TimelineContent content, TimelineWords words);
    const TimelineContent &content() const { return m_content; }
    const TimelineIndex &index() const { return m_index; }

    TimelineZoom zoom() const { return m_zoom; }
    void setZoom(TimelineZoom zoom);
    void showToday();
    //! \p at lies in the middle, as far as there is something around it.
    void showMoment(qint64 at);

    //! Group of index(); -1: none.
    qsizetype current() const { return m_current; }
    void setCurrent(qsizetype group);
    //! Sources of the current group, the one that is drawn first.
    QList<int> currentSources() const;
    void selectSource(int source);

    //! What is seen, lane by lane.
    QList<qsizetype> visibleGroups() const;
    //! In pixels of the viewport.
    QRect groupRect(qsizetype group) const;
    //! Of a mark and how many it stands for.
    QString groupTitle(qsizetype group) const;
    QString groupToolTip(qsizetype group) const;

    QSize sizeHint() const override { return {720, 400}; }
    QSize minimumSizeHint() const override { return {320, 120}; }

public slots:
    void zoomIn();
    void zoomOut();

signals:
    void currentChanged();
    //! Enter or double click on a mark; \p source of the one that is drawn.
    void activated(int source);
    void zoomChanged(keyturn::TimelineZoom zoom);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    TimelineScale scale() const;
    TimelineLayout sizes() const;
    TimelineScene scene() const;
    void spread();                                // ranges of the scroll bars
    void zoomAround(TimelineZoom zoom, double x); // what lies at x of the track stays there
    void step(int groups);
    void stepLane(int lanes);
    void makeVisible(qsizetype group);
    qsizetype groupAt(const QPoint &position) const;
    void tellFocus();

    TimelineContent m_content;
    TimelineWords m_words;
    TimelineIndex m_index;
    TimelineZoom m_zoom = TimelineZoom::Quarter;
    qint64 m_from = 0; // of the first pixel that can be scrolled to
    qint64 m_to = 0;
    qint64 m_start = 0; // of the first pixel that is seen; stays when the width changes
    qsizetype m_current = -1;
    std::optional<QPoint> m_grabbed; // where dragging began, with what was scrolled then
    QPoint m_scrolledAtGrab;
    int m_turned = 0;     // of the wheel, less than a step of zoom
    bool m_shown = false; // the first content shows today
};

} // namespace keyturn
