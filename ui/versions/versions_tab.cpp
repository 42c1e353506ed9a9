#include "ui/versions/versions_tab.h"

#include "ui/style/metrics.h"
#include "ui/text/error_text.h"
#include "ui/text/wording.h"
#include "ui/versions/rollback_card.h"
#include "ui/versions/version_comparison.h"
#include "ui/versions/version_list_model.h"
#include "ui/versions/version_reader.h"
#include "ui/versions/version_table.h"
#include "ui/versions/versions_bar.h"
#include "ui/widgets/empty_state.h"

#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {
constexpr int gapAbove = 12;
constexpr int gapInside = 8;
constexpr int gapBetween = 20;
constexpr int usualRows = 8; // of the history, where it has so many; longer ones scroll by themselves
} // namespace

VersionsTab::VersionsTab(Workspace &workspace, QWidget *parent) :
    QWidget(parent), m_workspace(workspace), m_reader(new VersionReader(workspace, this)),
    m_model(new VersionListModel(this)), m_bar(new VersionsBar), m_view(new VersionTable(m_model)),
    m_comparison(new VersionComparison), m_rollback(new RollbackCard(workspace)), m_state(new EmptyState),
    m_scroll(new QScrollArea), m_stack(new QStackedWidget)
{
    setObjectName(u"versionsTab"_s);
    m_model->setWriter([this](const VersionRow &row) { return m_workspace.writes().writerOf(row.id); });
    m_state->setObjectName(u"versionsState"_s);
    auto *page = new QWidget;
    auto *pageColumn = new QVBoxLayout(page);
    pageColumn->setContentsMargins(0, 0, 0, metrics::narrowPageMargin);
    pageColumn->setSpacing(metrics::partGap);
    pageColumn->addWidget(makeScroll(), 1);
    pageColumn->addWidget(m_rollback);
    m_stack->addWidget(page);
    m_stack->addWidget(m_state);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_stack);
    connectWorkspace();
    connectReader();
    showState();
}

VersionsTab::~VersionsTab() = default;

void VersionsTab::connectWorkspace()
{
    connect(&m_workspace.openEntry(), &OpenEntry::contentChanged, this, [this] {
        m_stale = true;
        if (isVisible())
            read();
    });
    connect(&m_workspace.openEntry(), &OpenEntry::opening, this, [this](const EntryId &id) {
        if (!(m_reader->history().entry().id == id))
            m_reader->clear();
    });
    connect(&m_workspace.place(), &Place::accessChanged, this, &VersionsTab::showFoot);
    connect(&m_workspace.staging(), &Staging::changed, this, &VersionsTab::showFoot);
    connect(&m_workspace.running(), &RunningWrites::changed, this, &VersionsTab::showFoot);
}

void VersionsTab::connectReader()
{
    connect(m_state, &EmptyState::primaryTriggered, this, &VersionsTab::read);
    connect(m_reader, &VersionReader::listed, this, &VersionsTab::showList);
    connect(m_reader, &VersionReader::valueRead, this, [this](int row) {
        m_model->setValues(m_reader->history());
        if (row == m_model->a() || row == m_model->b())
            showDiff();
        showState();
    });
    connect(m_reader, &VersionReader::stateChanged, this, &VersionsTab::showState);
    connect(m_comparison, &VersionComparison::currentKeyChanged, this, &VersionsTab::showFilter);
    connect(m_model, &VersionListModel::marksChanged, this, &VersionsTab::showDiff);
    connect(m_comparison, &VersionComparison::heightChanged, this, &VersionsTab::shareHeight);
    connect(m_rollback, &RollbackCard::rollbackWanted, this, [this] { emit rollbackRequested(m_model->a()); });
}

QWidget *VersionsTab::makeScroll()
{
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, gapAbove, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHistory());
    column->addSpacing(gapBetween);
    column->addWidget(m_comparison);
    column->addStretch(1);
    m_scroll->setObjectName(u"versionsScroll"_s);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_scroll->setWidget(content);
    content->setAutoFillBackground(false); // setWidget() switched it on
    return m_scroll;
}

QWidget *VersionsTab::makeHistory()
{
    m_view->setObjectName(u"versionsTable"_s);
    auto *box = new QWidget;
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gapInside);
    column->addWidget(m_bar);
    column->addWidget(m_view);

    connect(m_bar, &VersionsBar::readingToggled, this, [this] {
        if (m_reader->state() == VersionReader::State::Stopped)
            m_reader->resume();
        else
            m_reader->stop();
    });
    connect(m_bar, &VersionsBar::onlyKeyToggled, this, [this](bool only) {
        m_model->setOnlyKey(only ? filterKey() : QString());
        m_view->fit();
    });
    connect(m_bar, &VersionsBar::labelsWanted, this, [this] {
        const int row = m_view->currentHistoryRow();
        emit labelsRequested(row >= 0 ? row : m_model->a());
    });
    return box;
}

VersionDiffModel &VersionsTab::diff()
{
    return m_comparison->diff();
}

int VersionsTab::count(const EntryContent &entry) const
{
    // Metadata counts labelled versions only, and a history that was read before the last write is short of one.
    const VersionHistory &history = m_reader->history();
    const EntryContent *newest = history.content(history.currentRow());
    const bool isCounted = newest && newest->entry.id == entry.entry.id && newest->versionId == entry.versionId;
    return isCounted ? int(history.size()) : -1;
}

void VersionsTab::focusTable()
{
    m_view->setFocus(Qt::ShortcutFocusReason);
}

void VersionsTab::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_stale)
        read();
    else if (m_reader->state() == VersionReader::State::Stopped && !m_reader->error())
        m_reader->resume();
    m_view->fit();
}

void VersionsTab::hideEvent(QHideEvent *event)
{
    m_reader->stop(); // values are read while somebody looks
    QWidget::hideEvent(event);
}

void VersionsTab::read()
{
    m_stale = false;
    m_reader->start();
}

void VersionsTab::showList()
{
    m_bar->showAllKeys();
    m_model->setHistory(m_reader->history(), m_workspace.clock().utcNow());
    emit counted(int(m_reader->history().size()));
    showState();
    m_view->fit();
}

void VersionsTab::showState()
{
    using State = VersionReader::State;
    const State state = m_reader->state();
    const VersionHistory &history = m_reader->history();
    m_model->setReading(state == State::Reading || state == State::Listing);
    if (state == State::Failed) {
        const ErrorMessage message = ErrorText::message(*m_reader->error());
        m_state->setIcon(u"kt-fail"_s, EmptyState::Tone::Danger);
        m_state->setTexts(tr("Couldn't load the history"), message.sentence, ErrorText::requestLine(message));
        m_state->setActions(tr("Try again"));
        m_stack->setCurrentWidget(m_state);
        return;
    }
    if (state == State::Idle && history.size() == 0)
        m_model->setHistory({}, m_workspace.clock().utcNow());
    m_stack->setCurrentIndex(0);
    m_bar->showProgress(*m_reader, m_workspace.clock().utcNow().toLocalTime().date());
    showDiff();
    showFilter();
}

QString VersionsTab::sideTitle(const QString &letter, int row) const
{
    if (row < 0)
        return letter;
    const VersionHistory &history = m_model->history();
    const QDateTime now = m_workspace.clock().utcNow();
    const VersionRow &version = history.rows().at(row);
    const bool isToday = version.createdAt.toLocalTime().date() == now.toLocalTime().date();
    const QString when = row == history.currentRow() ? tr("now")
                         : isToday                   ? Wording::time(version.createdAt)
                                                     : Wording::shortDate(version.createdAt, now);
    return u"%1  %2, %3"_s.arg(letter, VersionListModel::versionName(version), when);
}

void VersionsTab::showDiff()
{
    const VersionHistory &history = m_reader->history();
    const int a = m_model->a();
    const int b = m_model->b();
    const bool both = a >= 0 && b >= 0 && a < history.size() && b < history.size();
    const EntryContent *older = both ? history.content(a) : nullptr;
    const EntryContent *newer = both ? history.content(b) : nullptr;
    QString nothing;
    if (!both && history.size() == 1) {
        nothing = tr("There is only one version, so there is nothing to compare.");
    } else if (both && !(older && newer)) {
        const Error *error = history.error(older ? b : a);
        const QString letter = older ? u"B"_s : u"A"_s;
        nothing = !error ? tr("The value of %1 is not read yet.").arg(letter)
                         : tr("%1 cannot be compared. %2").arg(letter, ErrorText::message(*error).sentence);
    }
    m_comparison->setTitles(both ? sideTitle(u"A"_s, a) : QString(), both ? sideTitle(u"B"_s, b) : QString());
    m_comparison->setSides(older, newer, nothing);
    showFoot();
    m_view->fit();
    shareHeight();
}

QString VersionsTab::filterKey() const
{
    const QString chosen = m_comparison->currentKey();
    if (!chosen.isEmpty())
        return chosen;
    const EntryContent *content = m_workspace.openEntry().content();
    if (!content || content->fields.isEmpty())
        return {};
    const QString secret = content->keyMap.key(KeyRole::ClientSecret);
    return secret.isEmpty() ? content->fields.constFirst().key : secret;
}

void VersionsTab::showFilter()
{
    const EntryContent *content = m_workspace.openEntry().content();
    const bool isChoice = content && content->fields.size() > 1;
    m_bar->offerKey(!isChoice ? QString() : m_bar->isOnlyKey() ? m_model->onlyKey() : filterKey());
}

void VersionsTab::showFoot()
{
    m_rollback->present(m_reader->history(), m_model->a(), m_model->b());
    const EntryContent *content = m_workspace.openEntry().content();
    m_bar->setLabelsObstacle(!content || m_reader->history().size() == 0 ? tr("No version is read yet")
                             : m_workspace.place().canWrite()            ? QString()
                                                                         : tr("Production is read-only"));
}

void VersionsTab::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    shareHeight();
}

//! The history gets what the comparison leaves, and where that is little each keeps some rows; the page scrolls then.
void VersionsTab::shareHeight()
{
    const int room = m_scroll->viewport()->height() - m_bar->sizeHint().height() - gapAbove - gapInside - gapBetween;
    const int wanted = m_comparison->sizeHint().height();
    const int usual = m_view->heightOf(usualRows);
    const int left = std::max(room - wanted, std::min(usual, room - std::min(wanted, m_comparison->leastHeight())));
    m_view->setMostHeight(left);
}

} // namespace keyturn

#include "moc_versions_tab.cpp"
