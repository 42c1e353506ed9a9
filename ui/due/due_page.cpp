#include "ui/due/due_page.h"

#include "core/workspace/workspace.h"
#include "ui/due/due_delegate.h"
#include "ui/due/due_model.h"
#include "ui/search/filter_field.h"
#include "ui/style/metrics.h"
#include "ui/text/wording.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/table_header.h"
#include "ui/widgets/text_label.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QSortFilterProxyModel>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

DuePage::DuePage(Workspace &workspace, QWidget *parent) :
    QWidget(parent), m_workspace(workspace), m_model(new DueModel(this)), m_proxy(new QSortFilterProxyModel(this)),
    m_sentence(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2)), m_filter(new FilterField),
    m_view(new QTableView), m_state(new EmptyState), m_stack(new QStackedWidget)
{
    setObjectName(u"duePage"_s);
    makeView();
    m_state->setObjectName(u"dueState"_s);
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_state);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(makeHead());
    column->addWidget(m_stack, 1);

    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_proxy->setFilterFixedString(text);
        showState();
    });
    connect(m_view, &QTableView::doubleClicked, this, &DuePage::open);
    connect(m_state, &EmptyState::primaryTriggered, m_filter, &QLineEdit::clear);
    connect(&m_workspace.listing(), &Listing::finished, this, &DuePage::compute);
    connect(&m_workspace.place(), &Place::changed, this, &DuePage::compute);
    connect(&m_workspace.listing(), &Listing::entriesRead, this, &DuePage::compute);
}

QHBoxLayout *DuePage::makeHead()
{
    auto *titles = new QVBoxLayout;
    titles->setSpacing(4);
    titles->addWidget(new TextLabel(tr("Due board"), Theme::Font::Title));
    m_sentence->setObjectName(u"dueSentence"_s);
    titles->addWidget(m_sentence);
    m_filter->setObjectName(u"dueFilter"_s);
    m_filter->setAccessibleName(tr("Filter dates"));
    m_filter->setPlaceholderText(tr("Filter dates"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setFixedWidth(280);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(metrics::pageMargin, 20, metrics::pageMargin, 20);
    head->addLayout(titles, 1);
    head->addWidget(m_filter, 0, Qt::AlignVCenter);
    return head;
}

void DuePage::makeView()
{
    m_proxy->setSourceModel(m_model);
    m_proxy->setFilterKeyColumn(-1);
    m_proxy->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_view->setObjectName(u"dueList"_s);
    m_view->setAccessibleName(tr("Due dates"));
    m_view->setHorizontalHeader(new TableHeader(metrics::pageMargin, m_view));
    m_view->setModel(m_proxy);
    m_view->setItemDelegate(new DueDelegate(m_view));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setShowGrid(false);
    m_view->setMouseTracking(true);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setTabKeyNavigation(false);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setDefaultSectionSize(metrics::dueRow);
    m_view->verticalHeader()->setMinimumSectionSize(metrics::dueRow);
    QHeaderView *header = m_view->horizontalHeader();
    header->setMinimumSectionSize(60);
    for (int column = 0; column < m_model->columnCount(); ++column) {
        const int width = DueDelegate::columnWidth(column);
        header->setSectionResizeMode(column, QHeaderView::Fixed);
        if (width > 0)
            m_view->setColumnWidth(column, width);
    }
    m_view->installEventFilter(this);
}

void DuePage::compute()
{
    if (!isVisible())
        return;
    const QDateTime now = m_workspace.clock().utcNow();
    m_model->setEntries(m_workspace.listing().entries(), now);
    const int dates = m_model->rowCount();
    QString sentence = Wording::today(now) + u". "_s + tr("%n date(s) in both stores.", nullptr, dates);
    for (int row = 0; row < dates; ++row) {
        if (m_model->due(row).dueAt < now)
            continue;
        sentence += u' '
                    + tr("Next: %1, %2, %3.")
                          .arg(m_model->due(row).name, Wording::dueWhat(m_model->due(row)),
                               StatusText::inDays(daysUntil(m_model->due(row).dueAt, now)));
        break;
    }
    m_sentence->setText(sentence);
    m_summary = tr("%n due date(s)", nullptr, dates) + u", "_s + tr("computed %1").arg(Wording::timeWithSeconds(now));
    emit summaryChanged(m_summary);
    showState();
}

void DuePage::showState()
{
    const bool any = m_proxy->rowCount() > 0;
    m_stack->setCurrentWidget(any ? static_cast<QWidget *>(m_view) : m_state);
    if (any)
        return;
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

void DuePage::focusList()
{
    m_view->setFocus();
    if (!m_view->currentIndex().isValid() && m_proxy->rowCount() > 0)
        m_view->setCurrentIndex(m_proxy->index(0, 0));
}

void DuePage::open(const QModelIndex &index)
{
    if (index.isValid())
        emit entryRequested(m_model->entryId(m_proxy->mapToSource(index).row()));
}

bool DuePage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_view && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            open(m_view->currentIndex());
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void DuePage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    spread();
}

void DuePage::spread()
{
    using Column = DueModel::Column;
    int left = m_view->viewport()->width();
    for (int column = 0; column < m_model->columnCount(); ++column)
        left -= DueDelegate::columnWidth(column);
    if (left <= 0)
        return;
    // The reason is the longest text; names elide in the middle and stay recognisable.
    m_view->setColumnWidth(int(Column::What), left * 31 / 100);
    m_view->setColumnWidth(int(Column::Resets), left * 26 / 100);
    m_view->setColumnWidth(int(Column::Why), left - left * 31 / 100 - left * 26 / 100);
}

void DuePage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    spread();
    compute();
}

void DuePage::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), colors().surface);
}

} // namespace keyturn

#include "moc_due_page.cpp"
