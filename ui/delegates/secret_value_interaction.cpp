#include "ui/delegates/secret_value_interaction.h"
#include "ui/models/secret_value_model.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/table_header.h"
#include "ui/widgets/theme.h"

#include <QHeaderView>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QTableView>
#include <QToolTip>

namespace keyturn {

namespace {
constexpr quint64 shortClick = 350; // ms; longer is "press and hold"
}

SecretValueInteraction::SecretValueInteraction(QTableView *view, SecretValueModel *model) :
    QObject(view), m_view(view), m_viewport(view->viewport()), m_model(model), m_delegate(new SecretValueDelegate(this))
{
    view->setModel(model);
    view->setItemDelegate(m_delegate);
    view->setShowGrid(false);
    view->setFrameShape(QFrame::NoFrame);
    view->setSelectionMode(QAbstractItemView::SingleSelection);
    view->setSelectionBehavior(QAbstractItemView::SelectRows);
    view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    view->setDragEnabled(false);
    view->setTabKeyNavigation(false);
    view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    view->verticalHeader()->hide();
    view->verticalHeader()->setMinimumSectionSize(metrics::compactRow);
    auto *header = new TableHeader(12, view);
    view->setHorizontalHeader(header);
    header->setSectionsClickable(false);
    header->setSectionResizeMode(int(SecretValueModel::Column::Key), QHeaderView::Interactive);
    header->setSectionResizeMode(int(SecretValueModel::Column::Value), QHeaderView::Stretch);
    header->setSectionResizeMode(int(SecretValueModel::Column::Age), QHeaderView::Fixed);
    header->resizeSection(int(SecretValueModel::Column::Key), metrics::keyColumn);
    header->resizeSection(int(SecretValueModel::Column::Age), metrics::ageColumn);

    view->viewport()->setMouseTracking(true);
    view->viewport()->installEventFilter(this);
    view->installEventFilter(this);
    connect(header, &QHeaderView::sectionResized, this, &SecretValueInteraction::fit);
    connect(model, &QAbstractItemModel::rowsInserted, this, &SecretValueInteraction::fit);
    connect(model, &QAbstractItemModel::modelReset, this, &SecretValueInteraction::fit);
    connect(model, &QAbstractItemModel::dataChanged, this, &SecretValueInteraction::fit);
    connect(model, &SecretValueModel::revealedChanged, this, &SecretValueInteraction::fit);
    connect(&Theme::instance(), &Theme::changed, this, &SecretValueInteraction::fit);
    fit();
}

void SecretValueInteraction::fit()
{
    const int width = m_view->columnWidth(int(SecretValueModel::Column::Value));
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const int height = m_delegate->rowHeight(m_model->index(row, 0), width);
        if (m_view->rowHeight(row) != height)
            m_view->setRowHeight(row, height);
    }
}

SecretValueInteraction::Spot SecretValueInteraction::spotAt(const QPoint &pos) const
{
    const QModelIndex index = m_view->indexAt(pos);
    if (!index.isValid())
        return {};
    Spot spot{index.row(), Action::None};
    const QModelIndex value = index.siblingAtColumn(int(SecretValueModel::Column::Value));
    if (index == value)
        spot.action = m_delegate->actionAt(m_view->visualRect(value), pos, value, m_view->layoutDirection());
    return spot;
}

void SecretValueInteraction::setHot(Spot spot)
{
    m_delegate->setHot(spot.row, spot.action);
    m_view->viewport()->setCursor(spot.action == Action::None ? Qt::ArrowCursor : Qt::PointingHandCursor);
    m_view->viewport()->update();
}

void SecretValueInteraction::press(Spot spot, quint64 at)
{
    m_pressed = spot;
    if (spot.action != Action::Reveal)
        return;
    m_shownBefore = m_model->revealedRow();
    m_pressedAt = at;
    m_model->hold(spot.row);
}

void SecretValueInteraction::release(Spot spot, quint64 at)
{
    const Spot pressed = std::exchange(m_pressed, {});
    if (pressed.action == Action::Reveal) {
        // A click shows for 20 s and a second one hides; holding shows until release.
        if (at - m_pressedAt < shortClick && m_shownBefore != pressed.row)
            m_model->reveal(pressed.row);
        else
            m_model->hide();
        return;
    }
    if (pressed.action != spot.action || pressed.row != spot.row)
        return;
    switch (spot.action) {
    case Action::Copy:
        emit copyRequested(spot.row);
        break;
    case Action::Edit:
        emit editRequested(spot.row);
        break;
    case Action::Revert:
        emit revertRequested(spot.row);
        break;
    case Action::Fix:
        emit fixRequested(spot.row);
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
        m_view->setCurrentIndex(m_model->index(spot.row, int(SecretValueModel::Column::Value)));
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
        if (spot.row >= 0)
            emit editRequested(spot.row);
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
    const int row = m_view->currentIndex().row();
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::NoModifier) {
        if (!event->isAutoRepeat()) {
            if (pressed && row >= 0)
                m_model->hold(row);
            else
                m_model->hide();
        }
        return true;
    }
    if (!pressed || row < 0)
        return false;
    if (event->key() == Qt::Key_C && event->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier)) {
        if (m_model->revealedRow() == row)
            m_model->hide();
        else
            m_model->reveal(row);
        return true;
    }
    if (event->matches(QKeySequence::Copy)) {
        emit copyRequested(row);
        return true;
    }
    if (event->key() == Qt::Key_Delete) {
        emit removeRequested(row);
        return true;
    }
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_F2) {
        emit editRequested(row);
        return true;
    }
    return false;
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
        if (key->matches(QKeySequence::Copy) || key->key() == Qt::Key_Delete || key->key() == Qt::Key_Space)
            key->accept();
        return false;
    }
    case QEvent::FocusOut:
    case QEvent::Hide:
    case QEvent::WindowDeactivate:
        if (m_model)
            m_model->hide();
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
