#include "ui/due/due_inbox.h"

#include "core/base/clock.h"
#include "core/workspace/known_dates.h"
#include "ui/due/due_list.h"
#include "ui/due/due_model.h"
#include "ui/due/inbox_proxy.h"
#include "ui/style/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/empty_state.h"

#include <QHBoxLayout>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {
constexpr int morning = 8; // o'clock, when a snoozed reminder is back
}

DueInbox::DueInbox(QAbstractItemModel *rows, KnownDates &dates, const Clock &clock, QWidget *parent) :
    QWidget(parent), m_dates(dates), m_clock(clock), m_proxy(new InboxProxy(this)), m_state(new EmptyState),
    m_stack(new QStackedWidget), m_open(new Button(tr("Open"))), m_tomorrow(new Button(tr("Snooze until tomorrow"))),
    m_week(new Button(tr("Snooze for a week"))), m_wake(new Button(tr("End snooze"))),
    m_done(new Button(tr("Mark done"))), m_snoozed(new Button(tr("Show snoozed"), Button::Kind::Quiet)),
    m_settings(new Button(u"configure"_s, tr("Reminder settings…"), Button::Kind::Quiet))
{
    setObjectName(u"dueInboxPage"_s);
    m_proxy->setSourceModel(rows);
    m_list = new DueList(m_proxy);
    m_list->setObjectName(u"dueInbox"_s);
    m_list->setAccessibleName(tr("Reminders"));
    m_state->setObjectName(u"dueInboxState"_s);
    m_stack->addWidget(m_list);
    m_stack->addWidget(m_state);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_stack, 1);
    column->addWidget(makeBar());
    connect(m_list, &DueList::opened, this,
            [this](const QModelIndex &index) { emit opened(m_proxy->mapToSource(index)); });
    connect(m_list, &DueList::editWanted, this,
            [this](const QModelIndex &index) { emit editWanted(m_proxy->mapToSource(index)); });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &DueInbox::showState);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_proxy, signal, this, &DueInbox::showState);
    connect(&dates, &KnownDates::toldChanged, this, &DueInbox::refresh);
    refresh();
}

QWidget *DueInbox::makeBar()
{
    auto *bar = new QWidget;
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(metrics::pageMargin, 8, metrics::pageMargin, 12);
    row->setSpacing(metrics::insideControl);
    const std::pair<Button *, QString> buttons[] = {{m_open, u"inboxOpen"_s},        {m_tomorrow, u"inboxTomorrow"_s},
                                                    {m_week, u"inboxWeek"_s},        {m_wake, u"inboxWake"_s},
                                                    {m_done, u"inboxDone"_s},        {m_snoozed, u"inboxSnoozed"_s},
                                                    {m_settings, u"inboxSettings"_s}};
    for (const auto &[button, object] : buttons) {
        button->setObjectName(object);
        button->setAccessibleName(button->text());
        if (button == m_snoozed)
            row->addStretch(1);
        row->addWidget(button);
    }
    m_snoozed->setCheckable(true);
    connect(m_open, &QPushButton::clicked, this, [this] { emit opened(chosen()); });
    connect(m_done, &QPushButton::clicked, this, [this] { emit doneWanted(chosen()); });
    connect(m_tomorrow, &QPushButton::clicked, this, [this] { snooze(1); });
    connect(m_week, &QPushButton::clicked, this, [this] { snooze(7); });
    connect(m_wake, &QPushButton::clicked, this, &DueInbox::wake);
    connect(m_snoozed, &QPushButton::toggled, this, [this](bool shown) {
        m_proxy->setSnoozedShown(shown);
        showState();
    });
    connect(m_settings, &QPushButton::clicked, this, [this] { emit settingsWanted(chosen()); });
    return bar;
}

QModelIndex DueInbox::chosen() const
{
    return m_proxy->mapToSource(m_list->currentIndex());
}

void DueInbox::refresh()
{
    m_proxy->setTold(m_dates.told(), m_clock.utcNow());
    showState();
}

int DueInbox::count() const
{
    return m_proxy->rowCount();
}

void DueInbox::focusFirst()
{
    if (m_stack->currentWidget() == m_list)
        m_list->focusFirst();
    else
        (m_snoozed->isVisible() ? m_snoozed : m_settings)->setFocus();
}

void DueInbox::snooze(int days)
{
    const QModelIndex index = m_list->currentIndex();
    if (!index.isValid())
        return;
    const int row = index.row();
    const QDate day = m_clock.utcNow().toLocalTime().date().addDays(days);
    m_dates.snooze(index.data(DueModel::UidRole).toString(), QDateTime(day, QTime(morning, 0)));
    if (m_proxy->rowCount() > 0)
        m_list->setCurrentIndex(m_proxy->index(qMin(row, m_proxy->rowCount() - 1), 0));
}

void DueInbox::wake()
{
    m_dates.wake(m_list->currentIndex().data(DueModel::UidRole).toString());
}

void DueInbox::showState()
{
    const bool any = m_proxy->rowCount() > 0;
    const int snoozed = m_proxy->snoozed();
    m_stack->setCurrentWidget(any ? static_cast<QWidget *>(m_list) : m_state);
    m_state->setIcon(u"kt-ok"_s, EmptyState::Tone::Ok);
    m_state->setTexts(tr("Nothing is due"), snoozed > 0 ? tr("%n reminder(s) snoozed.", nullptr, snoozed)
                                                        : tr("Nothing is due now or in the next 30 days."));
    const QModelIndex index = any ? m_list->currentIndex() : QModelIndex();
    const QString reason = index.isValid() ? QString() : tr("Choose a reminder");
    for (Button *button : {m_open, m_tomorrow, m_week, m_wake})
        button->setDisabledReason(reason);
    m_wake->setVisible(m_proxy->isSnoozed(index));
    m_done->setVisible(index.data(DueModel::OwnRole).toBool());
    m_snoozed->setVisible(snoozed > 0 || m_proxy->isSnoozedShown());
}

} // namespace keyturn

#include "moc_due_inbox.cpp"
