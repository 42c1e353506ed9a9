#include "ui/due/due_inbox.h"

#include "core/base/clock.h"
#include "ui/due/due_list.h"
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

DueInbox::DueInbox(QAbstractItemModel *rows, const Clock &clock, QWidget *parent) :
    QWidget(parent), m_clock(clock), m_proxy(new InboxProxy(this)), m_state(new EmptyState),
    m_stack(new QStackedWidget), m_open(new Button(tr("Open"))), m_tomorrow(new Button(tr("Snooze until tomorrow"))),
    m_week(new Button(tr("Snooze for a week"))), m_wake(new Button(tr("Show snoozed"), Button::Kind::Quiet))
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
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &DueInbox::showState);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_proxy, signal, this, &DueInbox::showState);
    showState();
}

QWidget *DueInbox::makeBar()
{
    auto *bar = new QWidget;
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(metrics::pageMargin, 8, metrics::pageMargin, 12);
    row->setSpacing(metrics::insideControl);
    const std::pair<Button *, QString> buttons[] = {
        {m_open, u"inboxOpen"_s}, {m_tomorrow, u"inboxTomorrow"_s}, {m_week, u"inboxWeek"_s}, {m_wake, u"inboxWake"_s}};
    for (const auto &[button, object] : buttons) {
        button->setObjectName(object);
        button->setAccessibleName(button->text());
        if (button == m_wake)
            row->addStretch(1);
        row->addWidget(button);
    }
    connect(m_open, &QPushButton::clicked, this, [this] { emit opened(m_proxy->mapToSource(m_list->currentIndex())); });
    connect(m_tomorrow, &QPushButton::clicked, this, [this] { snooze(1); });
    connect(m_week, &QPushButton::clicked, this, [this] { snooze(7); });
    connect(m_wake, &QPushButton::clicked, this, [this] {
        setSnoozes({});
        emit snoozesChanged();
    });
    return bar;
}

void DueInbox::setSnoozes(const DueSnoozes &snoozes)
{
    const QDateTime now = m_clock.utcNow();
    DueSnoozes left = snoozes;
    left.forget(now);
    m_proxy->setSnoozes(left, now);
    showState();
}

DueSnoozes DueInbox::snoozes() const
{
    return m_proxy->snoozes();
}

void DueInbox::refresh()
{
    setSnoozes(m_proxy->snoozes());
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
        m_wake->setFocus();
}

void DueInbox::snooze(int days)
{
    const QModelIndex index = m_list->currentIndex();
    if (!index.isValid())
        return;
    const int row = index.row();
    const QDate day = m_clock.utcNow().toLocalTime().date().addDays(days);
    DueSnoozes more = m_proxy->snoozes();
    more.snooze(index.data(DueModel::UidRole).toString(), QDateTime(day, QTime(morning, 0)));
    setSnoozes(more);
    if (m_proxy->rowCount() > 0)
        m_list->setCurrentIndex(m_proxy->index(qMin(row, m_proxy->rowCount() - 1), 0));
    emit snoozesChanged();
}

void DueInbox::showState()
{
    const bool any = m_proxy->rowCount() > 0;
    const int snoozed = m_proxy->snoozed();
    m_stack->setCurrentWidget(any ? static_cast<QWidget *>(m_list) : m_state);
    m_state->setIcon(u"kt-ok"_s, EmptyState::Tone::Ok);
    m_state->setTexts(tr("Nothing is due"), snoozed > 0 ? tr("%n reminder(s) snoozed.", nullptr, snoozed)
                                                        : tr("Nothing is due now or in the next 30 days."));
    const QString reason = any && m_list->currentIndex().isValid() ? QString() : tr("Choose a reminder");
    for (Button *button : {m_open, m_tomorrow, m_week})
        button->setDisabledReason(reason);
    m_wake->setVisible(snoozed > 0);
}

} // namespace keyturn

#include "moc_due_inbox.cpp"
