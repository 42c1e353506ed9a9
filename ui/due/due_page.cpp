#include "ui/due/due_page.h"

#include "core/workspace/workspace.h"
#include "ui/due/due_calendar.h"
#include "ui/due/due_export.h"
#include "ui/due/due_filter.h"
#include "ui/due/due_inbox.h"
#include "ui/due/due_list.h"
#include "ui/due/due_timeline.h"
#include "ui/search/filter_field.h"
#include "ui/style/metrics.h"
#include "ui/text/wording.h"
#include "ui/timeline/timeline.h"
#include "ui/widgets/button.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/text_label.h"

#include <QLineEdit>
#include <QPainter>
#include <QSettings>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

DuePage::DuePage(Workspace &workspace, QWidget *parent) :
    QWidget(parent), m_workspace(workspace), m_model(new DueModel(this)), m_proxy(new DueFilter(this)),
    m_sentence(new ElidedLabel({}, Theme::Font::Small, &ThemeColors::text2)), m_filter(new FilterField),
    m_chainButton(new Button(u"mail-message"_s, tr("Sent by AWS…"))),
    m_exportButton(new Button(u"document-export"_s, tr("Export…"))),
    m_choice(new SegmentedControl({tr("List"), tr("Timeline"), tr("Calendar"), tr("Reminders")})),
    m_zoom(new SegmentedControl({tr("Week"), tr("Month"), tr("Quarter"), tr("Year")})),
    m_today(new Button(tr("Today"))), m_time(new QWidget), m_timeline(new DueTimeline), m_calendar(new DueCalendar),
    m_export(new DueExport(this)), m_state(new EmptyState), m_stack(new QStackedWidget)
{
    setObjectName(u"duePage"_s);
    m_proxy->setSourceModel(m_model);
    m_list = new DueList(m_proxy);
    m_inbox = new DueInbox(m_proxy, workspace.dates(), workspace.clock());
    m_state->setObjectName(u"dueState"_s);
    for (QWidget *page : std::initializer_list<QWidget *>{m_list, m_timeline, m_calendar, m_inbox, m_state})
        m_stack->addWidget(page);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(makeHead());
    column->addLayout(makeTools());
    column->addWidget(m_stack, 1);
    m_exportButton->setMenu(m_export->menu());
    connectParts();
    showView();
}

void DuePage::connectParts()
{
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_proxy->setText(text);
        showView();
    });
    connect(m_list, &DueList::opened, this, &DuePage::open);
    connect(m_list, &DueList::editWanted, this, &DuePage::edit);
    connect(m_inbox, &DueInbox::opened, this, &DuePage::open);
    connect(m_inbox, &DueInbox::editWanted, this, &DuePage::edit);
    connect(m_inbox, &DueInbox::doneWanted, this, [this](const QModelIndex &index) {
        emit doneWanted(m_model->row(m_proxy->mapToSource(index).row()).item);
    });
    connect(m_inbox, &DueInbox::settingsWanted, this, [this](const QModelIndex &index) {
        emit reminderSettingsWanted(index.isValid() ? m_model->entryId(m_proxy->mapToSource(index).row()) : EntryId());
    });
    connect(m_timeline, &DueTimeline::entryRequested, this, &DuePage::openEntry);
    connect(m_calendar, &DueCalendar::entryRequested, this, &DuePage::openEntry);
    connect(m_choice, &SegmentedControl::currentChanged, this, &DuePage::showView);
    connect(m_zoom, &SegmentedControl::currentChanged, this,
            [this](int zoom) { m_timeline->timeline().setZoom(TimelineZoom(zoom)); });
    connect(&m_timeline->timeline(), &Timeline::zoomChanged, this,
            [this](TimelineZoom zoom) { m_zoom->setCurrent(int(zoom)); });
    connect(m_today, &QPushButton::clicked, this, [this] {
        m_timeline->timeline().showToday();
        m_calendar->showDay(m_workspace.clock().utcNow().toLocalTime().date());
    });
    connect(m_state, &EmptyState::primaryTriggered, m_filter, &QLineEdit::clear);
    connect(m_chainButton, &QPushButton::clicked, this, &DuePage::reminderChainWanted);
    connect(m_export, &DueExport::notified, this, &DuePage::notified);
    connect(m_export, &DueExport::wanted, this, [this] {
        const Place &place = m_workspace.place();
        m_export->begin({marks(), view(), m_timeline->timeline().zoom(), m_calendar->day(),
                         u"%1, %2"_s.arg(place.profile().name, place.region())});
    });
    connect(&m_workspace.listing(), &Listing::finished, this, &DuePage::compute);
    connect(&m_workspace.place(), &Place::changed, this, &DuePage::compute);
    connect(&m_workspace.listing(), &Listing::entriesRead, this, &DuePage::compute);
}

QBoxLayout *DuePage::makeHead()
{
    auto *titles = new QVBoxLayout;
    titles->setSpacing(metrics::smallGap);
    titles->addWidget(new TextLabel(tr("Due board"), Theme::Font::Title));
    m_sentence->setObjectName(u"dueSentence"_s);
    titles->addWidget(m_sentence);
    m_filter->setObjectName(u"dueFilter"_s);
    m_filter->setAccessibleName(tr("Filter dates"));
    m_filter->setPlaceholderText(tr("Filter dates"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMinimumWidth(160);
    m_filter->setMaximumWidth(280);
    m_chainButton->setObjectName(u"dueChain"_s);
    m_chainButton->setAccessibleName(tr("Reminders sent by AWS…"));
    m_chainButton->setToolTip(tr("Reminders by e-mail and SMS that come while no computer of yours runs"));
    m_exportButton->setObjectName(u"dueExport"_s);
    m_exportButton->setAccessibleName(tr("Export"));
    auto *head = new QHBoxLayout;
    head->setContentsMargins(metrics::pageMargin, 20, metrics::pageMargin, 12);
    head->setSpacing(metrics::partGap);
    head->addLayout(titles, 3);
    head->addWidget(m_filter, 1, Qt::AlignVCenter);
    head->addWidget(m_chainButton, 0, Qt::AlignVCenter);
    head->addWidget(m_exportButton, 0, Qt::AlignVCenter);
    return head;
}

QBoxLayout *DuePage::makeTools()
{
    m_choice->setObjectName(u"dueView"_s);
    m_choice->setAccessibleName(tr("Show the dates as"));
    m_zoom->setObjectName(u"dueZoom"_s);
    m_zoom->setAccessibleName(tr("Time shown at once"));
    m_zoom->setCurrent(int(m_timeline->timeline().zoom()));
    m_today->setObjectName(u"dueToday"_s);
    m_today->setAccessibleName(tr("Today"));
    auto *time = new QHBoxLayout(m_time);
    time->setContentsMargins(0, 0, 0, 0);
    time->setSpacing(metrics::gap);
    time->addWidget(m_zoom);
    time->addWidget(m_today);
    m_tools = new QBoxLayout(QBoxLayout::LeftToRight);
    m_tools->setContentsMargins(metrics::pageMargin, 0, metrics::pageMargin, 12);
    m_tools->setSpacing(metrics::gap);
    m_tools->addWidget(m_choice, 0, Qt::AlignLeft);
    m_tools->addStretch(1);
    m_tools->addWidget(m_time, 0, Qt::AlignLeft);
    return m_tools;
}

DueView DuePage::view() const
{
    return DueView(m_choice->current());
}

void DuePage::setView(DueView view)
{
    m_choice->setCurrent(int(view));
}

void DuePage::saveLayout(QSettings &settings) const
{
    settings.setValue(u"due/view"_s, int(view()));
    settings.setValue(u"due/zoom"_s, int(m_timeline->timeline().zoom()));
}

void DuePage::restoreLayout(const QSettings &settings)
{
    setView(DueView(settings.value(u"due/view"_s, int(DueView::List)).toInt()));
    m_zoom->setCurrent(settings.value(u"due/zoom"_s, int(TimelineZoom::Quarter)).toInt());
}

DueMarks DuePage::marks() const
{
    QList<DueRow> rows;
    rows.reserve(m_proxy->rowCount());
    for (int row = 0; row < m_proxy->rowCount(); ++row)
        rows.append(m_model->row(m_proxy->mapToSource(m_proxy->index(row, 0)).row()));
    return {std::move(rows), m_workspace.clock().utcNow()};
}

void DuePage::open(const QModelIndex &index)
{
    const EntryId id = m_model->entryId(m_proxy->mapToSource(index).row());
    if (id.name.isEmpty())
        edit(index); // there is nothing else to be seen of it
    else
        openEntry(id);
}

void DuePage::edit(const QModelIndex &index)
{
    const DueItem reminder = m_model->row(m_proxy->mapToSource(index).row()).item; // its row may go
    emit editWanted(reminder);
}

void DuePage::openEntry(const EntryId &id)
{
    if (id.name.isEmpty())
        emit notified(tr("This reminder is your own and belongs to no entry."));
    else
        emit entryRequested(id);
}

void DuePage::compute()
{
    if (!isVisible())
        return;
    const QDateTime now = m_workspace.clock().utcNow();
    m_model->setItems(m_workspace.listing().board(), now);
    say(now);
    showView();
}

void DuePage::say(const QDateTime &now)
{
    const int dates = m_model->rowCount();
    QString sentence = Wording::today(now) + u". "_s + tr("%n date(s) in both stores.", nullptr, dates);
    for (int row = 0; row < dates; ++row) {
        if (m_model->due(row).dueAt < now)
            continue;
        sentence += u' '
                    + tr("Next: %1, %2, %3.")
                          .arg(Wording::dueName(m_model->row(row).item), Wording::dueWhat(m_model->due(row)),
                               StatusText::inDays(daysUntil(m_model->due(row).dueAt, now)));
        break;
    }
    m_sentence->setText(sentence);
    m_summary = tr("%n due date(s)", nullptr, dates) + u", "_s + tr("computed %1").arg(Wording::timeWithSeconds(now));
    emit summaryChanged(m_summary);
}

void DuePage::showView()
{
    m_time->setVisible(view() == DueView::Timeline || view() == DueView::Calendar);
    m_zoom->setVisible(view() == DueView::Timeline);
    m_exportButton->setDisabledReason(m_proxy->rowCount() > 0 ? QString() : tr("No dates to export"));
    if (view() == DueView::Timeline)
        m_timeline->setMarks(marks());
    else if (view() == DueView::Calendar)
        m_calendar->setMarks(marks());
    else if (view() == DueView::Reminders)
        m_inbox->refresh();
    showState();
}

void DuePage::showState()
{
    if (m_proxy->rowCount() > 0) {
        m_stack->setCurrentIndex(int(view()));
        return;
    }
    m_stack->setCurrentWidget(m_state);
    if (!m_filter->text().isEmpty()) {
        m_state->setIcon(u"search"_s, EmptyState::Tone::Neutral);
        m_state->setTexts(tr("Nothing matches “%1”").arg(m_filter->text()), tr("No matching dates."));
        m_state->setActions(tr("Clear filter"));
    } else {
        m_state->setIcon(u"kt-ok"_s, EmptyState::Tone::Ok);
        m_state->setTexts(tr("No dates"), m_workspace.listing().isRunning() ? tr("The entries are still being read.")
                                                                            : tr("No entry has a due date."));
        m_state->setActions({});
    }
}

void DuePage::focusContent()
{
    if (m_stack->currentWidget() == m_state)
        m_filter->setFocus();
    else if (view() == DueView::Timeline)
        m_timeline->timeline().setFocus(Qt::OtherFocusReason);
    else if (view() == DueView::Calendar)
        m_calendar->focusGrid();
    else if (view() == DueView::Reminders)
        m_inbox->focusFirst();
    else
        m_list->focusFirst();
}

void DuePage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    // With large fonts the two do not stand side by side.
    const int needed = m_choice->sizeHint().width() + m_zoom->sizeHint().width() + m_today->sizeHint().width() + 80;
    m_tools->setDirection(width() < needed ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

void DuePage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    compute();
}

void DuePage::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), colors().surface);
}

} // namespace keyturn

#include "moc_due_page.cpp"
