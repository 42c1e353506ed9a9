#include "ui/editor/secret_value_interaction.h"
#include "ui/editor/secret_value_model.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"
#include "ui/widgets/table_header.h"

#include <QHeaderView>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QTableView>
#include <QToolTip>

namespace keyturn {

namespace {
constexpr quint64 shortClick = 350; // ms; longer is "press and hold"
}

SecretValueInteraction::SecretValueInteraction(QAbstractItemView *view, QAbstractItemModel *model, SecretCells *cells) :
    QObject(view), m_view(view), m_viewport(view->viewport()), m_model(model), m_cells(cells),
    m_delegate(new SecretValueDelegate(this))
{
    view->setModel(model);
    view->setItemDelegate(m_delegate);
    view->setFrameShape(QFrame::NoFrame);
    view->setSelectionMode(QAbstractItemView::SingleSelection);
    view->setSelectionBehavior(QAbstractItemView::SelectRows);
    view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    view->setTabKeyNavigation(false);
    view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    view->viewport()->setMouseTracking(true);
    view->viewport()->installEventFilter(this);
    view->installEventFilter(this);
    // A row is marked as a whole, and a view repaints the cell that was current only.
    connect(view->selectionModel(), &QItemSelectionModel::currentChanged, view->viewport(),
            qOverload<>(&QWidget::update));
    if (auto *table = qobject_cast<QTableView *>(view))
        setUpTable(table);
}

void SecretValueInteraction::setUpTable(QTableView *table)
{
    table->setShowGrid(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setMinimumSectionSize(metrics::compactRow);
    auto *header = new TableHeader(metrics::cellMargin, table);
    table->setHorizontalHeader(header);
    header->setSectionsClickable(false);
    header->setSectionResizeMode(int(SecretValueModel::Column::Key), QHeaderView::Interactive);
    header->setSectionResizeMode(int(SecretValueModel::Column::Value), QHeaderView::Stretch);
    header->setSectionResizeMode(int(SecretValueModel::Column::Age), QHeaderView::Fixed);
    header->resizeSection(int(SecretValueModel::Column::Key), metrics::keyColumn);
    header->resizeSection(int(SecretValueModel::Column::Age), metrics::ageColumn);
    // It is told before the new width is in force.
    connect(header, &QHeaderView::sectionResized, this,
            [this] { QMetaObject::invokeMethod(this, &SecretValueInteraction::fit, Qt::QueuedConnection); });
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &SecretValueInteraction::fit);
    connect(m_model, &QAbstractItemModel::modelReset, this, &SecretValueInteraction::fit);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &SecretValueInteraction::fit);
    connect(&Theme::instance(), &Theme::changed, this, &SecretValueInteraction::fit);
    fit();
}

void SecretValueInteraction::fit()
{
    auto *table = qobject_cast<QTableView *>(m_view);
    if (!table)
        return;
    const int width = table->columnWidth(int(SecretValueModel::Column::Value));
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const int height = SecretValueLayout::rowHeight(m_model->index(row, 0), width);
        if (table->rowHeight(row) != height)
            table->setRowHeight(row, height);
    }
}

SecretValueInteraction::Spot SecretValueInteraction::spotAt(const QPoint &pos) const
{
    const QModelIndex index = m_view->indexAt(pos);
    if (!index.isValid())
        return {};
    const QModelIndex value = index.siblingAtColumn(int(SecretValueModel::Column::Value));
    Spot spot{value, Action::None};
    if (index == value)
        spot.action = SecretValueLayout(value, m_view->visualRect(value), m_view->layoutDirection()).actionAt(pos);
    return spot;
}

void SecretValueInteraction::setHot(const Spot &spot)
{
    m_delegate->setHot(spot.index, spot.action);
    m_view->viewport()->setCursor(spot.action == Action::None ? Qt::ArrowCursor : Qt::PointingHandCursor);
    m_view->viewport()->update();
}

void SecretValueInteraction::press(const Spot &spot, quint64 at)
{
    m_pressed = spot;
    if (spot.action != Action::Reveal)
        return;
    m_shownBefore = m_cells->isRevealed(spot.index);
    m_pressedAt = at;
    m_cells->hold(spot.index);
}

void SecretValueInteraction::release(const Spot &spot, quint64 at)
{
    const Spot pressed = std::exchange(m_pressed, {});
    if (pressed.action == Action::Reveal) {
        // A click shows for 20 s and a second one hides; holding shows until release.
        if (at - m_pressedAt < shortClick && !m_shownBefore)
            m_cells->reveal(pressed.index);
        else
            m_cells->hide();
        return;
    }
    if (pressed.action != spot.action || pressed.index != spot.index)
        return;
    switch (spot.action) {
    case Action::Copy:
        emit copyRequested(spot.index);
        break;
    case Action::Edit:
        emit editRequested(spot.index);
        break;
    case Action::Revert:
        emit revertRequested(spot.index);
        break;
    case Action::Fix:
        emit fixRequested(spot.index);
        break;
    case Action::None:
    case Action::Reveal:
        break;
    }
}

bool SecretValueInteraction::viewportEvent(QEvent *event)
{
    switch (event->type()) {
    case QEvent::MouseMove:
        setHot(spotAt(static_cast<QMouseEvent *>(event)->position().toPoint()));
        return false;
    case QEvent::Leave:
        setHot({});
        return false;
    case QEvent::MouseButtonPress: {
        auto *mouse = static_cast<QMouseEvent *>(event);
        const Spot spot = spotAt(mouse->position().toPoint());
        if (mouse->button() != Qt::LeftButton || spot.action == Action::None)
            return false;
        m_view->setFocus(Qt::MouseFocusReason);
        m_view->setCurrentIndex(spot.index);
        press(spot, mouse->timestamp());
        return true;
    }
    case QEvent::MouseButtonRelease: {
        auto *mouse = static_cast<QMouseEvent *>(event);
        if (mouse->button() != Qt::LeftButton || m_pressed.action == Action::None)
            return false;
        release(spotAt(mouse->position().toPoint()), mouse->timestamp());
        return true;
    }
    case QEvent::MouseButtonDblClick: {
        auto *mouse = static_cast<QMouseEvent *>(event);
        const Spot spot = spotAt(mouse->position().toPoint());
        if (spot.action != Action::None) {
            press(spot, mouse->timestamp());
            return true;
        }
        if (spot.index.isValid())
            emit editRequested(spot.index);
        return true;
    }
    case QEvent::ToolTip: {
        auto *help = static_cast<QHelpEvent *>(event);
        const Spot spot = spotAt(help->pos());
        const QString text = SecretValueDelegate::actionText(spot.action);
        if (text.isEmpty())
            return false;
        QToolTip::showText(help->globalPos(), text, m_view);
        return true;
    }
    default:
        return false;
    }
}

bool SecretValueInteraction::keyEvent(QKeyEvent *event, bool pressed)
{
    const QModelIndex index = m_view->currentIndex();
    const int key = event->key();
    if (key == Qt::Key_Space && event->modifiers() == Qt::NoModifier) {
        if (!event->isAutoRepeat()) {
            if (pressed && index.isValid())
                m_cells->hold(index);
            else
                m_cells->hide();
        }
        return true;
    }
    if (!pressed || !index.isValid())
        return false;
    if (key == Qt::Key_C && event->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier)) {
        if (m_cells->isRevealed(index))
            m_cells->hide();
        else
            m_cells->reveal(index);
        return true;
    }
    if ((key == Qt::Key_Up || key == Qt::Key_Down) && event->modifiers() & Qt::AltModifier) {
        emit stepRequested(index, key == Qt::Key_Up ? -1 : 1);
        return true;
    }
    if (event->matches(QKeySequence::Copy)) {
        emit copyRequested(index);
        return true;
    }
    if (event->matches(QKeySequence::Paste)) {
        emit pasteRequested(index);
        return true;
    }
    switch (key) {
    case Qt::Key_Delete:
        emit removeRequested(index);
        return true;
    case Qt::Key_F2:
        emit renameRequested(index);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        emit editRequested(index);
        return true;
    default:
        return false;
    }
}

bool SecretValueInteraction::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_viewport)
        return viewportEvent(event);
    switch (event->type()) {
    case QEvent::KeyPress:
        return keyEvent(static_cast<QKeyEvent *>(event), true);
    case QEvent::KeyRelease:
        return keyEvent(static_cast<QKeyEvent *>(event), false);
    case QEvent::ShortcutOverride: {
        // The window has the same keys for other things; in the table they belong to the focused row.
        auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Copy) || key->matches(QKeySequence::Paste) || key->key() == Qt::Key_Delete
            || key->key() == Qt::Key_Space || key->key() == Qt::Key_F2)
            key->accept();
        return false;
    }
    case QEvent::FocusOut:
    case QEvent::Hide:
    case QEvent::WindowDeactivate:
        if (m_model)
            m_cells->hide();
        if (m_viewport)
            m_viewport->update();
        return false;
    case QEvent::FocusIn:
        if (m_viewport)
            m_viewport->update();
        return false;
    default:
        return false;
    }
}

} // namespace keyturn

#include "moc_secret_value_interaction.cpp"
