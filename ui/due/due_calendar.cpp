#include "ui/due/due_calendar.h"

#include "ui/due/calendar_delegate.h"
#include "ui/due/calendar_model.h"
#include "ui/due/day_list.h"
#include "ui/style/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/table_header.h"
#include "ui/widgets/text_label.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLocale>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {
constexpr int dayWidth = 264;
}

DueCalendar::DueCalendar(QWidget *parent) :
    QWidget(parent), m_model(new CalendarModel(this)), m_grid(new QTableView), m_list(new DayList),
    m_month(new TextLabel({}, Theme::Font::Heading)), m_dayTitle(new TextLabel({}, Theme::Font::BodyStrong)),
    m_nothing(new TextLabel(tr("No dates on this day."), Theme::Font::Small, &ThemeColors::text3))
{
    setObjectName(u"dueCalendarPage"_s);
    makeGrid();
    auto *frame = new Card;
    auto *inner = new QVBoxLayout(frame);
    inner->setContentsMargins(1, 1, 1, 1);
    inner->addWidget(m_grid);
    auto *left = new QVBoxLayout;
    left->setSpacing(metrics::gap);
    left->addWidget(makeHead());
    left->addWidget(frame, 1);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::pageMargin, 0, metrics::pageMargin, 16);
    row->setSpacing(metrics::wideGap);
    row->addLayout(left, 1);
    row->addWidget(makeDay());
    connect(m_list, &DayList::opened, this, &DueCalendar::open);
}

QWidget *DueCalendar::makeHead()
{
    auto *head = new QWidget;
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::smallGap);
    m_month->setObjectName(u"dueMonth"_s);
    auto *before = new IconButton(u"go-previous"_s, tr("Previous month"));
    auto *after = new IconButton(u"go-next"_s, tr("Next month"));
    before->setObjectName(u"dueMonthBefore"_s);
    after->setObjectName(u"dueMonthAfter"_s);
    for (QToolButton *button : {before, after})
        button->setFocusPolicy(Qt::StrongFocus);
    connect(before, &QToolButton::clicked, this, [this] { showDay(m_day.addMonths(-1)); });
    connect(after, &QToolButton::clicked, this, [this] { showDay(m_day.addMonths(1)); });
    row->addWidget(m_month, 1);
    row->addWidget(before);
    row->addWidget(after);
    return head;
}

void DueCalendar::makeGrid()
{
    m_grid->setObjectName(u"dueCalendar"_s);
    m_grid->setAccessibleName(tr("Calendar of due dates"));
    m_grid->setHorizontalHeader(new TableHeader(metrics::insideControl, m_grid, metrics::insideControl));
    m_grid->setModel(m_model);
    m_grid->setItemDelegate(new CalendarDelegate(m_grid));
    m_grid->setFrameShape(QFrame::NoFrame);
    m_grid->setShowGrid(false);
    m_grid->setMouseTracking(true);
    m_grid->setSelectionMode(QAbstractItemView::SingleSelection);
    m_grid->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_grid->setTabKeyNavigation(false);
    m_grid->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_grid->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_grid->verticalHeader()->hide();
    m_grid->verticalHeader()->setMinimumSectionSize(24);
    m_grid->verticalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_grid->horizontalHeader()->setMinimumSectionSize(40);
    m_grid->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_grid->installEventFilter(this);
    connect(m_grid->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &index) {
        if (index.isValid())
            showDay(m_model->date(index));
    });
    connect(m_grid, &QTableView::doubleClicked, this, &DueCalendar::openDay);
}

QWidget *DueCalendar::makeDay()
{
    auto *card = new Card;
    card->setFixedWidth(dayWidth);
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(1, 12, 1, 1);
    column->setSpacing(metrics::gap);
    m_dayTitle->setObjectName(u"dueDayTitle"_s);
    m_dayTitle->setContentsMargins(16, 0, 12, 0);
    m_nothing->setContentsMargins(16, 0, 12, 0);
    column->addWidget(m_dayTitle);
    column->addWidget(m_nothing);
    column->addWidget(m_list, 1);
    return card;
}

void DueCalendar::setMarks(const DueMarks &marks)
{
    m_model->setMarks(marks);
    showDay(m_day.isValid() ? m_day : marks.now().toLocalTime().date());
}

void DueCalendar::showDay(QDate day)
{
    if (!day.isValid())
        return;
    m_day = day;
    m_model->setMonth(day);
    const QModelIndex index = m_model->indexOf(day);
    if (m_grid->currentIndex() != index)
        m_grid->setCurrentIndex(index);
    //: Date format of Qt: month and year as the title of a calendar.
    m_month->setText(QLocale().toString(m_model->month(), tr("MMMM yyyy")));
    //: Date format of Qt: weekday, day and month.
    m_dayTitle->setText(QLocale().toString(day, tr("dddd d MMMM")));
    const QList<TimelineMark> marks = m_model->on(day);
    m_list->setDay(m_model->marks(), marks);
    m_nothing->setVisible(marks.isEmpty()); // the empty list below takes the room
}

void DueCalendar::focusGrid()
{
    m_grid->setFocus();
}

bool DueCalendar::press(int key)
{
    switch (key) {
    case Qt::Key_Left: // also over the edge of a week and of the page
        showDay(m_day.addDays(-1));
        return true;
    case Qt::Key_Right:
        showDay(m_day.addDays(1));
        return true;
    case Qt::Key_Up:
        showDay(m_day.addDays(-CalendarModel::days));
        return true;
    case Qt::Key_Down:
        showDay(m_day.addDays(CalendarModel::days));
        return true;
    case Qt::Key_PageUp:
        showDay(m_day.addMonths(-1));
        return true;
    case Qt::Key_PageDown:
        showDay(m_day.addMonths(1));
        return true;
    case Qt::Key_Home:
        showDay(m_model->marks().now().toLocalTime().date());
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        openDay();
        return true;
    default:
        return false;
    }
}

bool DueCalendar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_grid && event->type() == QEvent::KeyPress && press(static_cast<QKeyEvent *>(event)->key()))
        return true;
    return QWidget::eventFilter(watched, event);
}

void DueCalendar::openDay()
{
    const QList<TimelineMark> marks = m_model->on(m_day);
    if (marks.size() == 1) {
        open(marks.constFirst().source);
    } else if (!marks.isEmpty()) {
        m_list->setFocus();
        m_list->setCurrentIndex(m_list->model()->index(0, 0));
    }
}

void DueCalendar::open(int source)
{
    emit entryRequested(m_model->marks().rows()[source].item.entry);
}

} // namespace keyturn

#include "moc_due_calendar.cpp"
