#include "ui/window/sidebar_delegate.h"
#include "ui/style/focus_ring.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/style/row_painter.h"
#include "ui/style/theme.h"
#include "ui/widgets/status_look.h"
#include "ui/window/sidebar_model.h"
#include "ui/window/sidebar_rail.h"

#include <QFontMetrics>
#include <QHeaderView>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QTreeView>

#include <algorithm>

namespace keyturn {
using namespace Qt::StringLiterals;

namespace {

constexpr int outside = 8; // around the selection
constexpr int arrowLeft = 14;
constexpr int iconLeft = 20;     // of smart folders
constexpr int treeIconLeft = 34; // behind an arrow
constexpr int perDepth = 20;
constexpr int endSpace = 20; // behind the counts; a scroll bar lies over its end
constexpr int badge = 20;
constexpr int badgeReach = 6; // beyond the numbers, so that its digit lines up with theirs
constexpr int railRow = 40;

bool isTree(const QModelIndex &index)
{
    return sidebarKind(index) != SidebarModel::Kind::Section && sidebarKind(index) != SidebarModel::Kind::Smart;
}

} // namespace

SidebarDelegate::SidebarDelegate(QObject *parent) : QStyledItemDelegate(parent)
{}

SidebarDelegate *SidebarDelegate::install(QTreeView *view)
{
    auto *delegate = new SidebarDelegate(view);
    view->setItemDelegate(delegate);
    view->setHeaderHidden(true);
    view->setIndentation(0);
    view->setRootIsDecorated(false);
    view->setExpandsOnDoubleClick(true);
    view->setFrameShape(QFrame::NoFrame);
    view->setMouseTracking(true);
    view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    view->setSelectionBehavior(QAbstractItemView::SelectRows);
    view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    view->header()->setMinimumSectionSize(1);
    view->header()->setStretchLastSection(false);
    view->viewport()->installEventFilter(delegate);
    const auto restyle = [view] {
        QPalette palette = view->palette();
        palette.setColor(QPalette::Base, colors().sidebar);
        view->setPalette(palette);
    };
    restyle();
    connect(&Theme::instance(), &Theme::changed, view, restyle);
    return delegate;
}

void SidebarDelegate::setRail(bool rail)
{
    m_rail = rail;
    auto *view = qobject_cast<QTreeView *>(parent());
    if (view == nullptr || view->model() == nullptr)
        return;
    view->setVerticalScrollBarPolicy(rail ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
    for (int section = 0; section < view->model()->rowCount(); ++section)
        view->setExpanded(view->model()->index(section, 0), !rail || section == 0);
    view->header()->resizeSection(0, view->viewport()->width());
    view->doItemsLayout();
}

QSize SidebarDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const int text = QFontMetrics(Theme::font(Theme::Font::Body)).height() + 12;
    const bool section = sidebarKind(index) == SidebarModel::Kind::Section;
    if (m_rail)
        return {metrics::railWidth, section && index.row() == 0 ? outside : railRow};
    if (section)
        return {80, index.row() == 0 ? qMax(36, text) : qMax(44, text + 12)};
    return {80, qMax(metrics::sidebarRow, text)};
}

int SidebarDelegate::widthFor(const QAbstractItemModel &model)
{
    const QFontMetrics name(Theme::font(Theme::Font::BodyStrong));
    const QFontMetrics count(Theme::font(Theme::Font::Small));
    int widest = 0;
    const QModelIndex smart = model.index(0, 0);
    for (int row = 0; row < model.rowCount(smart); ++row)
        widest = std::max(widest, name.horizontalAdvance(model.index(row, 0, smart).data().toString()));
    return iconLeft + metrics::icon + 8 + widest + 8 + count.horizontalAdvance(u"99"_s) + 4 + endSpace;
}

QRect SidebarDelegate::arrow(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (m_rail || !isTree(index) || !index.model()->hasChildren(index))
        return {};
    const int depth = index.data(SidebarModel::DepthRole).toInt();
    const QRect logical(option.rect.left() + arrowLeft - 4 + depth * perDepth, option.rect.top(), 24,
                        option.rect.height());
    return rows::visual(option, logical);
}

void SidebarDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->fillRect(option.rect, colors().sidebar);
    if (m_rail) {
        paintRailRow(painter, option, index);
    } else if (sidebarKind(index) == SidebarModel::Kind::Section) {
        paintSection(painter, option, index);
    } else {
        const ThemeColors &c = colors();
        const bool selected = rows::isSelected(option);
        const QRect box = option.rect.adjusted(outside, 0, -outside, 0);
        painter->setRenderHint(QPainter::Antialiasing);
        if (selected || rows::isHovered(option)) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(selected ? c.selected : mixed(c.sidebar, c.text3, 10));
            painter->drawRoundedRect(box, metrics::controlRadius, metrics::controlRadius);
        }
        if (selected) {
            const QRect bar(box.left(), box.top() + 8, metrics::selectionBar, box.height() - 16);
            painter->fillRect(rows::visual(option, bar), c.accent);
        }
        const int depth = index.data(SidebarModel::DepthRole).toInt();
        const int left = option.rect.left() + (isTree(index) ? treeIconLeft + depth * perDepth : iconLeft);
        if (const QRect place = arrow(option, index); place.isValid()) {
            const bool open = option.state.testFlag(QStyle::State_Open);
            const QString closed = option.direction == Qt::RightToLeft ? u"go-previous"_s : u"go-next"_s;
            icons::paint(painter, place, open ? u"go-down"_s : closed, c.text3);
        }
        const QRect icon(left, option.rect.top(), metrics::icon, option.rect.height());
        icons::paint(painter, rows::visual(option, icon), index.data(SidebarModel::IconRole).toString(),
                     sidebarIconColor(index, selected));
        const QRect end(option.rect.right() - endSpace - 80 + 1, option.rect.top(), 80, option.rect.height());
        const QString remark = index.data(SidebarModel::RemarkRole).toString();
        const QFont small = Theme::font(Theme::Font::Small);
        int taken = 0;
        if (!remark.isEmpty()) {
            rows::paintText(painter, rows::visual(option, end), remark, small, c.accent, Qt::ElideRight,
                            option.direction, Qt::AlignTrailing);
            taken = QFontMetrics(small).horizontalAdvance(remark);
        } else {
            paintCount(painter, rows::visual(option, end), index, option.direction);
            const qint64 count = index.data(SidebarModel::CountRole).toLongLong();
            taken = count < 0 ? 0 : QFontMetrics(small).horizontalAdvance(QLocale().toString(count)) + 4;
        }
        const int textLeft = left + metrics::icon + 8;
        const QRect text(textLeft, option.rect.top(), end.right() + 1 - taken - 8 - textLeft, option.rect.height());
        rows::paintText(painter, rows::visual(option, text), index.data().toString(),
                        Theme::font(selected ? Theme::Font::BodyStrong : Theme::Font::Body), c.text, Qt::ElideMiddle,
                        option.direction);
        if (option.state.testFlag(QStyle::State_HasFocus) && option.state.testFlag(QStyle::State_KeyboardFocusChange))
            paintFocusRing(painter, box, metrics::controlRadius);
    }
    painter->restore();
}

void SidebarDelegate::paintSection(QPainter *painter, const QStyleOptionViewItem &option,
                                   const QModelIndex &index) const
{
    // The words stand just above their rows, the space belongs to the section before.
    const QRect text(option.rect.left() + 16, option.rect.bottom() - 27, option.rect.width() - 32, 24);
    rows::paintText(painter, rows::visual(option, text), index.data().toString(), Theme::font(Theme::Font::Caption),
                    colors().text3, Qt::ElideRight, option.direction);
}

void SidebarDelegate::paintCount(QPainter *painter, const QRect &end, const QModelIndex &index,
                                 Qt::LayoutDirection direction) const
{
    const qint64 count = index.data(SidebarModel::CountRole).toLongLong();
    if (count < 0 || (count == 0 && sidebarKind(index) == SidebarModel::Kind::Smart))
        return;
    const QString words = QLocale().toString(count);
    const std::optional<StatusLook> alert = sidebarAlert(index);
    if (!alert) {
        rows::paintText(painter, end, words, Theme::font(Theme::Font::Small), colors().text3, Qt::ElideNone, direction,
                        Qt::AlignTrailing);
        return;
    }
    QFont font = Theme::font(Theme::Font::Small);
    font.setWeight(QFont::Bold);
    const int width = qMax(badge, QFontMetrics(font).horizontalAdvance(words) + 12);
    QRect box(end.right() + 1 - width + badgeReach, end.center().y() - badge / 2 + 1, width, badge);
    if (direction == Qt::RightToLeft)
        box.moveLeft(end.left() - badgeReach);
    painter->setPen(Qt::NoPen);
    painter->setBrush(colors().*alert->fill);
    painter->drawRoundedRect(box, badge / 2.0, badge / 2.0);
    painter->setFont(font);
    painter->setPen(colors().*alert->text);
    painter->drawText(box, Qt::AlignCenter, words);
}

// A hidden header does not stretch its section by itself.
bool SidebarDelegate::eventFilter(QObject *watched, QEvent *event)
{
    auto *view = qobject_cast<QTreeView *>(parent());
    if (event->type() == QEvent::Resize && view != nullptr && watched == view->viewport()) {
        view->header()->resizeSection(0, view->viewport()->width());
        return false;
    }
    return QStyledItemDelegate::eventFilter(watched, event);
}

bool SidebarDelegate::editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                                  const QModelIndex &index)
{
    if (event->type() == QEvent::MouseButtonRelease) {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        auto *view = qobject_cast<QTreeView *>(const_cast<QWidget *>(option.widget));
        if (view != nullptr && mouse->button() == Qt::LeftButton && arrow(option, index).contains(mouse->pos())) {
            view->setExpanded(index, !view->isExpanded(index));
            return true;
        }
    }
    return QStyledItemDelegate::editorEvent(event, model, option, index);
}

} // namespace keyturn

#include "moc_sidebar_delegate.cpp"
