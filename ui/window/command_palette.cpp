#include "ui/window/command_palette.h"

#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"
#include "ui/widgets/actions.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr int paletteWidth = 640;
constexpr int paletteTop = 96;
constexpr int paletteHeight = 492;
constexpr int rowHeight = 40;
constexpr int headingHeight = 32;
constexpr int side = 20;

class PaletteDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const override
    {
        return {0, index.data(PaletteModel::HeadingRole).toBool() ? headingHeight : rowHeight};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const ThemeColors &theme = colors();
        const QString text = index.data(Qt::DisplayRole).toString();
        if (index.data(PaletteModel::HeadingRole).toBool()) {
            painter->setFont(Theme::font(Theme::Font::Caption));
            painter->setPen(theme.text3);
            painter->drawText(option.rect.adjusted(side, 4, -side, 0), Qt::AlignLeft | Qt::AlignVCenter, text);
            return;
        }
        const bool enabled = index.flags().testFlag(Qt::ItemIsEnabled);
        // Disabled commands can be the current row too, but never count as selected.
        const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
        if (view && view->currentIndex() == index) {
            const QRect row = option.rect.adjusted(8, 1, -8, -1);
            painter->setPen(Qt::NoPen);
            painter->setRenderHint(QPainter::Antialiasing);
            painter->setBrush(theme.selected);
            painter->drawRoundedRect(row, metrics::controlRadius, metrics::controlRadius);
            painter->fillRect(QRect(row.left(), row.top() + 9, metrics::selectionBar, row.height() - 18), theme.accent);
        }
        QRect area = option.rect.adjusted(side, 0, -side, 0);
        const QString name = index.data(PaletteModel::IconRole).toString();
        const QIcon icon = name.isEmpty() ? index.data(Qt::DecorationRole).value<QIcon>() : icons::icon(name);
        icon.paint(painter, QRect(area.left(), area.center().y() - 7, 16, 16), Qt::AlignCenter,
                   enabled ? QIcon::Normal : QIcon::Disabled);
        area.setLeft(area.left() + 28);

        const QString end = index.data(PaletteModel::EndRole).toString();
        painter->setFont(Theme::font(Theme::Font::Small));
        painter->setPen(theme.text3);
        painter->drawText(area, Qt::AlignRight | Qt::AlignVCenter, end);
        area.setRight(area.right() - painter->fontMetrics().horizontalAdvance(end) - 16);

        area.setLeft(paintText(painter, area, text, index, enabled));
        const QString hint = index.data(PaletteModel::HintRole).toString();
        painter->setFont(Theme::font(Theme::Font::Small));
        painter->setPen(enabled ? theme.text3 : theme.text2);
        painter->drawText(area.adjusted(12, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(hint, Qt::ElideRight, area.width() - 12));
    }

private:
    //! Draws the text with its matches in bold accent; returns where it ended.
    static int paintText(QPainter *painter, const QRect &area, const QString &text, const QModelIndex &index,
                         bool enabled)
    {
        QFont plain = Theme::font(Theme::Font::Body);
        QFont bold = Theme::font(Theme::Font::BodyStrong);
        const auto matches = index.data(PaletteModel::MatchesRole).value<QList<QPoint>>();
        const auto isMatch = [&matches](qsizetype at) {
            return std::any_of(matches.begin(), matches.end(),
                               [at](const QPoint &m) { return at >= m.x() && at < m.x() + m.y(); });
        };
        int x = area.left();
        for (qsizetype from = 0; from < text.size() && x < area.right();) {
            qsizetype to = from + 1;
            while (to < text.size() && isMatch(to) == isMatch(from))
                ++to;
            const bool matched = isMatch(from);
            painter->setFont(matched ? bold : plain);
            painter->setPen(matched ? colors().accent : enabled ? colors().text : colors().text3);
            const QString run =
                painter->fontMetrics().elidedText(text.mid(from, to - from), Qt::ElideMiddle, area.right() - x);
            painter->drawText(QRect(x, area.top(), area.right() - x, area.height()), Qt::AlignLeft | Qt::AlignVCenter,
                              run);
            x += painter->fontMetrics().horizontalAdvance(run);
            from = to;
        }
        return x;
    }
};

} // namespace

CommandPalette::CommandPalette(QWidget *window) :
    QWidget(window), m_model(new PaletteModel(this)), m_scrim(new Scrim(window)), m_field(new QLineEdit),
    m_view(new QListView)
{
    setObjectName(u"commandPalette"_s);
    setAccessibleName(tr("Command palette"));
    m_field->setObjectName(u"paletteField"_s);
    m_field->setAccessibleName(tr("Search entries and commands"));
    m_field->setPlaceholderText(tr("Search entries and commands"));
    m_field->setFrame(false);
    m_field->setStyleSheet(u"QLineEdit, QLineEdit:focus { border: none; background: transparent; padding: 0 8px; }"_s);
    m_field->setFont(Theme::font(Theme::Font::Heading));
    m_view->setObjectName(u"paletteList"_s);
    m_view->setAccessibleName(tr("Results"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(new PaletteDelegate(m_view));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setFocusPolicy(Qt::NoFocus);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->viewport()->setAutoFillBackground(false);
    m_view->setMouseTracking(true);

    auto *glass = new QLabel;
    glass->setPixmap(icons::pixmap(u"search"_s, colors().text2, 16, devicePixelRatioF()));
    auto *head = new QHBoxLayout;
    head->setContentsMargins(side, 0, side, 0);
    head->addWidget(glass);
    head->addWidget(m_field);
    auto *keys = new QLabel(tr("↑ ↓ move     Enter run     Esc close"));
    auto *prefixes = new QLabel(tr("> commands     / names"));
    for (QLabel *label : {keys, prefixes}) {
        label->setTextFormat(Qt::PlainText);
        label->setFont(Theme::font(Theme::Font::Small));
        label->setForegroundRole(QPalette::PlaceholderText);
    }
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(side, 0, side, 0);
    foot->addWidget(keys);
    foot->addStretch();
    foot->addWidget(prefixes);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 6, 1, 6);
    column->setSpacing(0);
    head->setSizeConstraint(QLayout::SetMinimumSize);
    column->addLayout(head);
    column->addSpacing(14);
    column->addWidget(m_view, 1);
    column->addSpacing(14);
    column->addLayout(foot);
    column->addSpacing(6);

    m_field->installEventFilter(this);
    window->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_model->setText(text);
        select(m_model->best());
    });
    connect(m_view, &QListView::clicked, this, &CommandPalette::choose);
    m_scrim->installEventFilter(this);
    m_scrim->hide();
    hide();
}

void CommandPalette::open(const QList<QAction *> &actions, const QList<Entry> &entries, const QString &text)
{
    if (!isVisible())
        m_focusBefore = QApplication::focusWidget();
    m_actions.clear();
    QList<PaletteCommand> commands;
    for (QAction *action : actions) {
        if (action->objectName() == u"actionPalette") // it is open already
            continue;
        m_actions.insert(action->objectName(), action);
        commands.append({action->objectName(), action->text().remove(u'&'),
                         action->shortcut().toString(QKeySequence::NativeText), Actions::obstacle(action),
                         action->icon(), action->isEnabled()});
    }
    m_model->setSources(commands, entries);
    m_field->setText(text);
    m_model->setText(text);
    select(m_model->best());
    place();
    m_scrim->show();
    m_scrim->raise();
    show();
    raise();
    m_field->setFocus();
}

void CommandPalette::dismiss()
{
    if (!isVisible())
        return;
    hide();
    m_scrim->hide();
    if (m_focusBefore)
        m_focusBefore->setFocus();
    emit closed();
}

void CommandPalette::place()
{
    const QSize window = parentWidget()->size();
    const int width = std::min(paletteWidth, window.width() - 32);
    const int top = std::min(paletteTop, window.height() / 8);
    setGeometry((window.width() - width) / 2, top, width, std::min(paletteHeight, window.height() - top - 16));
}

void CommandPalette::select(int row)
{
    const QModelIndex index = row < 0 ? QModelIndex() : m_model->index(row);
    m_view->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect);
    if (row == 1)
        m_view->scrollToTop();
    else if (index.isValid())
        m_view->scrollTo(index);
}

void CommandPalette::choose(const QModelIndex &index)
{
    const PaletteCommand *command = m_model->command(index);
    const QPointer<QAction> action = command ? m_actions.value(command->id) : nullptr;
    const Entry *entry = m_model->entry(index);
    if (!entry && !(action && action->isEnabled()))
        return;
    m_model->remember(index);
    const EntryId id = entry ? entry->id : EntryId();
    const bool isEntry = entry != nullptr;
    dismiss();
    if (isEntry)
        emit entryChosen(id);
    else if (action)
        action->trigger();
}

void CommandPalette::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(colors().border);
    painter.setBrush(colors().raised);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::dialogRadius,
                            metrics::dialogRadius);
    painter.drawLine(QPointF(1, m_view->y() - 6.5), QPointF(width() - 1, m_view->y() - 6.5));
    painter.drawLine(QPointF(1, m_view->geometry().bottom() + 6.5),
                     QPointF(width() - 1, m_view->geometry().bottom() + 6.5));
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parent() && event->type() == QEvent::Resize && isVisible())
        place();
    if (watched == m_scrim && event->type() == QEvent::MouseButtonPress) {
        dismiss();
        return true;
    }
    if (watched != m_field || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const int row = m_view->currentIndex().row();
    const auto move = [this](int to) {
        if (to >= 0)
            select(to);
        return true;
    };
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Down:
        return move(m_model->selectable(row, 1));
    case Qt::Key_Up:
        return move(m_model->selectable(row, -1));
    case Qt::Key_Return:
    case Qt::Key_Enter:
        choose(m_view->currentIndex());
        return true;
    case Qt::Key_Escape:
        dismiss();
        return true;
    default:
        return QWidget::eventFilter(watched, event);
    }
}

bool CommandPalette::focusNextPrevChild(bool)
{
    return true; // the field keeps the focus until the palette closes
}

} // namespace keyturn

#include "moc_command_palette.cpp"
