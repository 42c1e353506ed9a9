#include "ui/widgets/cell_overlay.h"

#include <QCoreApplication>
#include <QEvent>
#include <QHeaderView>
#include <QScrollBar>
#include <QTreeView>

namespace keyturn {

namespace {
constexpr int overlayMargin = 8;
}

CellOverlay::CellOverlay(QWidget *widget, QAbstractItemView *view, const QModelIndex &cell, int height) :
    QObject(widget), m_widget(widget), m_view(view), m_cell(cell), m_height(height)
{
    widget->setParent(view->parentWidget());
    widget->installEventFilter(this);
    view->viewport()->installEventFilter(this);
    for (QScrollBar *bar : {view->verticalScrollBar(), view->horizontalScrollBar()}) {
        connect(bar, &QScrollBar::valueChanged, this, &CellOverlay::place);
        connect(bar, &QScrollBar::rangeChanged, this, &CellOverlay::place);
    }
    for (const QHeaderView *header : view->findChildren<QHeaderView *>())
        connect(header, &QHeaderView::sectionResized, this, &CellOverlay::place);
    if (auto *tree = qobject_cast<QTreeView *>(view)) {
        connect(tree, &QTreeView::expanded, this, &CellOverlay::placeLater);
        connect(tree, &QTreeView::collapsed, this, &CellOverlay::placeLater);
    }
    connect(view->model(), &QAbstractItemModel::rowsInserted, this, &CellOverlay::placeLater);
    connect(view->model(), &QAbstractItemModel::rowsRemoved, this, &CellOverlay::placeLater);
    widget->show();
    widget->raise();
    place();
}

void CellOverlay::placeLater()
{
    QMetaObject::invokeMethod(this, &CellOverlay::place, Qt::QueuedConnection);
}

void CellOverlay::place()
{
    if (!m_view || !m_cell.isValid() || m_widget->parentWidget() != m_view->parentWidget())
        return;
    const QRect cell = m_view->visualRect(m_cell);
    QRect wanted = cell;
    if (m_height > 0)
        wanted = QRect(cell.left(), cell.top() + overlayMargin, cell.width() - overlayMargin, m_height);
    const QRect seen = wanted & m_view->viewport()->rect();
    const QPoint corner = m_view->viewport()->mapTo(m_widget->parentWidget(), wanted.topLeft());
    // Scrolled away it is moved away: hidden, it would lose the focus and with it what is being typed.
    m_widget->setGeometry(seen.isEmpty() ? QRect(QPoint(-2 * wanted.width(), 0), wanted.size())
                                         : QRect(corner, wanted.size()));
    if (seen == wanted || seen.isEmpty())
        m_widget->clearMask();
    else
        m_widget->setMask(seen.translated(-wanted.topLeft()));
}

bool CellOverlay::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_widget) {
        if (event->type() != QEvent::Wheel || !m_view)
            return false;
        QCoreApplication::sendEvent(m_view->viewport(), event);
        return true;
    }
    if (m_view && (event->type() == QEvent::Resize || event->type() == QEvent::Show))
        placeLater();
    return false;
}

} // namespace keyturn

#include "moc_cell_overlay.cpp"
