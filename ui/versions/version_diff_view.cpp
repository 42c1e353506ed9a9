#include "ui/versions/version_diff_view.h"

#include "ui/style/metrics.h"
#include "ui/style/theme.h"
#include "ui/versions/version_diff_delegate.h"
#include "ui/versions/version_diff_model.h"
#include "ui/widgets/table_header.h"

#include <QKeyEvent>
#include <QMouseEvent>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {
constexpr quint64 shortClick = 350; // ms; longer is "press and hold"
} // namespace

VersionDiffView::VersionDiffView(VersionDiffModel *model, QWidget *parent) :
    QTableView(parent), m_diff(model), m_delegate(new VersionDiffDelegate(this))
{
    setAccessibleName(tr("Differences"));
    setHorizontalHeader(new TableHeader(12, this));
    setModel(model);
    setItemDelegate(m_delegate);
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setSelectionMode(SingleSelection);
    setSelectionBehavior(SelectRows);
    setEditTriggers(NoEditTriggers);
    setDragEnabled(false);
    setTabKeyNavigation(false);
    setMouseTracking(true);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    verticalHeader()->hide();
    verticalHeader()->setMinimumSectionSize(metrics::compactRow);
    horizontalHeader()->setSectionsClickable(false);
    horizontalHeader()->setMinimumSectionSize(24);
    connect(model, &QAbstractItemModel::modelReset, this, &VersionDiffView::fit);
    connect(model, &QAbstractItemModel::dataChanged, this, &VersionDiffView::fit);
    connect(&Theme::instance(), &Theme::changed, this, &VersionDiffView::fit);
    fit();
}

int VersionDiffView::contentHeight() const
{
    int height = horizontalHeader()->sizeHint().height() + 2;
    for (int row = 0; row < m_diff->rowCount(); ++row)
        height += rowHeight(row);
    return height;
}

void VersionDiffView::fit()
{
    const bool raw = m_diff->mode() == VersionDiffModel::Mode::Raw;
    QHeaderView *header = horizontalHeader();
    setColumnHidden(int(VersionDiffModel::Column::Key), raw);
    const int change = m_delegate->sizeHint({}, m_diff->index(0, int(VersionDiffModel::Column::Change))).width();
    const int fixedChange = std::max(change, 120);
    const int width = viewport()->width() - fixedChange;
    const int key = raw ? 0 : std::min(240, width * 3 / 10);
    header->setStretchLastSection(false);
    header->resizeSection(int(VersionDiffModel::Column::Key), key);
    header->resizeSection(int(VersionDiffModel::Column::A), (width - key) / 2);
    header->resizeSection(int(VersionDiffModel::Column::B), width - key - (width - key) / 2);
    header->resizeSection(int(VersionDiffModel::Column::Change), fixedChange);
    for (int row = 0; row < m_diff->rowCount(); ++row) {
        const int height = std::max(
            VersionDiffDelegate::rowHeight(m_diff->index(row, int(VersionDiffModel::Column::A)), (width - key) / 2),
            VersionDiffDelegate::rowHeight(m_diff->index(row, int(VersionDiffModel::Column::B)), (width - key) / 2));
        if (rowHeight(row) != height)
            setRowHeight(row, height);
    }
    emit contentHeightChanged();
}

int VersionDiffView::eyeAt(const QPoint &pos) const
{
    const QModelIndex index = indexAt(pos);
    if (!index.isValid() || index.column() != int(VersionDiffModel::Column::Change)
        || !index.siblingAtColumn(int(VersionDiffModel::Column::A)).data(VersionDiffModel::MaskedRole).toBool())
        return -1;
    return VersionDiffDelegate::eyeRect(visualRect(index), layoutDirection()).contains(pos) ? index.row() : -1;
}

void VersionDiffView::setHot(int row)
{
    if (row == m_delegate->hotRow())
        return;
    m_delegate->setHotRow(row);
    viewport()->update();
}

void VersionDiffView::mousePressEvent(QMouseEvent *event)
{
    QTableView::mousePressEvent(event);
    m_pressed = event->button() == Qt::LeftButton ? eyeAt(event->position().toPoint()) : -1;
    if (m_pressed < 0)
        return;
    m_wasShown = m_diff->revealedRow() == m_pressed;
    m_pressedAt = event->timestamp();
    m_diff->hold(m_pressed);
}

void VersionDiffView::mouseReleaseEvent(QMouseEvent *event)
{
    QTableView::mouseReleaseEvent(event);
    const int pressed = std::exchange(m_pressed, -1);
    if (pressed < 0)
        return;
    // A click shows for 20 s and a second one hides; holding shows until release.
    if (event->timestamp() - m_pressedAt < shortClick && !m_wasShown)
        m_diff->reveal(pressed);
    else
        m_diff->hide();
}

void VersionDiffView::mouseMoveEvent(QMouseEvent *event)
{
    if (m_pressed < 0)
        QTableView::mouseMoveEvent(event);
    const QPoint pos = event->position().toPoint();
    setHot(indexAt(pos).row());
    viewport()->setCursor(eyeAt(pos) >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void VersionDiffView::leaveEvent(QEvent *event)
{
    QTableView::leaveEvent(event);
    setHot(-1);
}

void VersionDiffView::keyPressEvent(QKeyEvent *event)
{
    const int row = currentIndex().row();
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::NoModifier) {
        if (!event->isAutoRepeat())
            m_diff->hold(row);
        return;
    }
    if (event->key() == Qt::Key_C && event->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier)) {
        m_diff->reveal(m_diff->revealedRow() == row ? -1 : row);
        return;
    }
    if (event->matches(QKeySequence::Copy)) // what a view copies on its own is of no use here
        return;
    QTableView::keyPressEvent(event);
}

void VersionDiffView::keyReleaseEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Space && !event->isAutoRepeat()) {
        m_diff->hide();
        return;
    }
    QTableView::keyReleaseEvent(event);
}

void VersionDiffView::focusOutEvent(QFocusEvent *event)
{
    m_diff->hide();
    QTableView::focusOutEvent(event);
}

void VersionDiffView::hideEvent(QHideEvent *event)
{
    m_diff->hide();
    QTableView::hideEvent(event);
}

void VersionDiffView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fit();
}

bool VersionDiffView::event(QEvent *event)
{
    if (event->type() == QEvent::WindowDeactivate)
        m_diff->hide();
    if (event->type() == QEvent::ShortcutOverride) { // the window has the same keys for other things
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Space
            || (key->key() == Qt::Key_C && key->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier)))
            event->accept();
    }
    return QTableView::event(event);
}

} // namespace keyturn

#include "moc_version_diff_view.cpp"
