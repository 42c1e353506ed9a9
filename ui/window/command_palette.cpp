#include "ui/window/command_palette.h"

#include "ui/style/accessible_views.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/label_chip.h"
#include "ui/widgets/text_label.h"
#include "ui/window/palette_delegate.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr int paletteWidth = 640;
constexpr int paletteTop = 96;
constexpr int paletteHeight = 492;
constexpr int side = PaletteDelegate::side;
} // namespace

CommandPalette::CommandPalette(QWidget *window) :
    QWidget(window), m_model(new PaletteModel(this)), m_scrim(new Scrim(window)), m_field(new QLineEdit),
    m_view(new QListView)
{
    setObjectName(u"commandPalette"_s);
    setAccessibleName(tr("Command palette"));
    m_field->setObjectName(u"paletteField"_s);
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
    tellDisabledRows(m_view);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 6, 1, 6);
    column->setSpacing(0);
    column->addLayout(makeHead());
    column->addSpacing(14);
    column->addWidget(m_view, 1);
    column->addSpacing(14);
    column->addLayout(makeFoot());
    column->addSpacing(6);

    m_reread.setSingleShot(true);
    m_reread.setInterval(0);
    connect(&m_reread, &QTimer::timeout, this, &CommandPalette::reread);
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

QLayout *CommandPalette::makeHead()
{
    auto *head = new QHBoxLayout;
    head->setContentsMargins(side, 0, side, 0);
    head->addWidget(new IconLabel(u"search"_s));
    head->addWidget(m_field);
    head->setSizeConstraint(QLayout::SetMinimumSize);
    return head;
}

QLayout *CommandPalette::makeFoot()
{
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(side, 0, side, 0);
    foot->setSpacing(metrics::smallGap);
    const QList<std::pair<QString, QString>> keys{
        {u"↑ ↓"_s, tr("move")}, {tr("Enter"), tr("run")}, {tr("Tab"), tr("entry actions")}, {tr("Esc"), tr("close")}};
    for (const auto &[key, does] : keys) {
        foot->addWidget(new LabelChip(key, LabelChip::Look::Neutral));
        foot->addWidget(new TextLabel(does, Theme::Font::Small, &ThemeColors::text3));
        foot->addSpacing(metrics::gap);
    }
    foot->addStretch();
    foot->addWidget(new TextLabel(tr("> commands     / names"), Theme::Font::Small, &ThemeColors::text3));
    return foot;
}

void CommandPalette::open(const QList<QAction *> &actions, const QList<QAction *> &ofEntry, const QList<Entry> &entries,
                          const QString &text)
{
    if (!isVisible())
        m_focusBefore = QApplication::focusWidget();
    m_offered = actions;
    m_ofEntry = ofEntry;
    m_entries = entries;
    ask(tr("Search entries and commands"));
    m_actions.clear();
    for (QAction *action : actions) {
        m_actions.insert(action->objectName(), action);
        connect(action, &QAction::changed, &m_reread, qOverload<>(&QTimer::start), Qt::UniqueConnection);
    }
    m_model->setSources(commands(), m_entries);
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

QList<PaletteCommand> CommandPalette::commands() const
{
    QList<PaletteCommand> found;
    for (const QAction *action : m_offered) {
        if (action->objectName() != u"actionPalette") // it is open already
            found.append({action->objectName(), action->text().remove(u'&'),
                          action->shortcut().toString(QKeySequence::NativeText), Actions::obstacle(action),
                          action->icon(), action->isEnabled()});
    }
    return found;
}

//! An action has become possible or impossible meanwhile.
void CommandPalette::reread()
{
    if (!isVisible())
        return;
    const int row = m_view->currentIndex().row();
    m_model->setSources(commands(), m_entries);
    m_model->setText(m_field->text());
    select(row >= 0 && row < m_model->rowCount() && m_model->selectable(row - 1, 1) == row ? row : m_model->best());
}

void CommandPalette::dismiss()
{
    if (!isVisible())
        return;
    hide();
    m_scrim->hide();
    m_model->setSources({}, {}); // what is closed shows nothing, to screen readers either
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

//! They act on what is open, so it is opened behind the palette; they become possible as it is read.
void CommandPalette::showActionsOf(const QModelIndex &index)
{
    const Entry *entry = m_model->entry(index);
    if (!entry)
        return;
    m_model->remember(index);
    const EntryId id = entry->id;
    m_offered = m_ofEntry;
    m_entries.clear();
    ask(tr("Actions for %1").arg(id.name));
    emit entryChosen(id);
    m_model->setSources(commands(), m_entries);
    m_field->clear();
    select(m_model->best());
}

void CommandPalette::ask(const QString &question)
{
    m_field->setAccessibleName(question);
    m_field->setPlaceholderText(question);
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
    case Qt::Key_Tab:
        showActionsOf(m_view->currentIndex());
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
