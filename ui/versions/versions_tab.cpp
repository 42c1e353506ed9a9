#include "ui/versions/versions_tab.h"

#include "core/versions/version_rollback.h"
#include "ui/text/error_text.h"
#include "ui/text/wording.h"
#include "ui/versions/version_comparison.h"
#include "ui/versions/version_list_model.h"
#include "ui/versions/version_reader.h"
#include "ui/versions/version_table.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/link_button.h"
#include "ui/widgets/text_label.h"

#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

VersionsTab::VersionsTab(Workspace &workspace, QWidget *parent) :
    QWidget(parent), m_workspace(workspace), m_reader(new VersionReader(workspace, this)),
    m_model(new VersionListModel(this)), m_summary(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2)),
    m_reading(new LinkButton), m_only(new Button(u"view-filter"_s, QString())),
    m_labels(new Button(u"tag"_s, tr("Edit labels…"))), m_view(new VersionTable(m_model)),
    m_comparison(new VersionComparison), m_footText(new TextLabel({}, Theme::Font::Body, &ThemeColors::text2)),
    m_back(new Button(u"edit-undo"_s, tr("Roll back…"))), m_state(new EmptyState), m_scroll(new QScrollArea),
    m_stack(new QStackedWidget)
{
    setObjectName(u"versionsTab"_s);
    m_model->setWriter([this](const VersionRow &row) { return m_workspace.writes().writerOf(row.id); });
    m_state->setObjectName(u"versionsState"_s);
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 12, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHistory());
    column->addSpacing(20);
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
    auto *page = new QWidget;
    auto *pageColumn = new QVBoxLayout(page);
    pageColumn->setContentsMargins(0, 0, 0, 16);
    pageColumn->setSpacing(12);
    pageColumn->addWidget(m_scroll, 1);
    pageColumn->addWidget(makeFoot());
    m_stack->addWidget(page);
    m_stack->addWidget(m_state);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_stack);

    connect(m_state, &EmptyState::primaryTriggered, this, &VersionsTab::read);
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
    showState();
}

VersionsTab::~VersionsTab() = default;

QWidget *VersionsTab::makeHistory()
{
    m_summary->setObjectName(u"versionsSummary"_s);
    m_reading->setObjectName(u"versionsReading"_s);
    m_only->setObjectName(u"onlyKeyButton"_s);
    m_only->setCheckable(true);
    m_labels->setObjectName(u"editLabelsButton"_s);
    m_view->setObjectName(u"versionsTable"_s);

    auto *bar = new QHBoxLayout;
    bar->setSpacing(8);
    bar->addWidget(m_summary);
    bar->addWidget(m_reading);
    bar->addStretch(1);
    bar->addWidget(m_only);
    bar->addWidget(m_labels);
    auto *box = new QWidget;
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addLayout(bar);
    column->addWidget(m_view);

    connect(m_reading, &QAbstractButton::clicked, this, [this] {
        if (m_reader->state() == VersionReader::State::Stopped)
            m_reader->resume();
        else
            m_reader->stop();
    });
    connect(m_only, &QAbstractButton::toggled, this, [this](bool only) {
        m_model->setOnlyKey(only ? filterKey() : QString());
        m_view->fit();
    });
    connect(m_labels, &QAbstractButton::clicked, this, [this] {
        const int row = m_view->currentHistoryRow();
        emit labelsRequested(row >= 0 ? row : m_model->a());
    });
    return box;
}

QWidget *VersionsTab::makeFoot()
{
    m_footText->setObjectName(u"goBackText"_s);
    m_footText->setWordWrap(true);
    m_back->setObjectName(u"goBackButton"_s);
    auto *foot = new Card;
    foot->setLook(&ThemeColors::sunken, &ThemeColors::border);
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(16, 12, 12, 12);
    row->setSpacing(12);
    row->addWidget(new IconLabel(u"help-about"_s));
    row->addWidget(m_footText, 1);
    row->addWidget(m_back);
    connect(m_back, &QAbstractButton::clicked, this, [this] { emit rollbackRequested(m_model->a()); });
    return foot;
}

VersionDiffModel &VersionsTab::diff()
{
    return m_comparison->diff();
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
    m_only->setChecked(false);
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
        m_state->setTexts(tr("The history could not be read"), message.sentence);
        m_state->setActions(tr("Try again"));
        m_stack->setCurrentWidget(m_state);
        return;
    }
    if (state == State::Idle && history.size() == 0)
        m_model->setHistory({}, m_workspace.clock().utcNow());
    m_stack->setCurrentIndex(0);
    if (history.size() == 0) {
        m_summary->setText(state == State::Listing ? tr("Reading the history…") : QString());
    } else {
        const QDate today = m_workspace.clock().utcNow().toLocalTime().date();
        const auto written = std::count_if(history.rows().begin(), history.rows().end(), [&](const VersionRow &row) {
            return row.createdAt.toLocalTime().date() == today;
        });
        const int count = int(history.size());
        const QString versions = count == 1 ? tr("%n version", nullptr, count) : tr("%n versions", nullptr, count);
        m_summary->setText(written > 0 ? tr("%1, %n written today", nullptr, int(written)).arg(versions) : versions);
    }
    const bool stopped = state == State::Stopped && m_reader->valuesRead() < history.size();
    m_reading->setVisible(state == State::Reading || stopped);
    m_reading->setText(stopped ? tr("%1 of %2 read. Continue").arg(m_reader->valuesRead()).arg(history.size())
                               : tr("reading values, %1 of %2, stop").arg(m_reader->valuesRead()).arg(history.size()));
    m_reading->setToolTip(m_reader->error() ? ErrorText::message(*m_reader->error()).sentence : QString());
    m_reading->updateGeometry();
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
    const QString when = row == history.currentRow() ? tr("now") : Wording::date(version.createdAt, now);
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
        nothing = tr("There is one version only, so there is nothing to compare.");
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
    const QString key = m_only->isChecked() ? m_model->onlyKey() : filterKey();
    const EntryContent *content = m_workspace.openEntry().content();
    m_only->setVisible(content && content->fields.size() > 1 && !key.isEmpty());
    const QString name = key.startsWith(u'/') ? key.section(u'/', -1) : key;
    m_only->setText(tr("Only changes to %1").arg(fontMetrics().elidedText(name, Qt::ElideMiddle, 200)));
    m_only->setToolTip(tr("Shows the versions that changed %1. Pick another key below.").arg(key));
}

void VersionsTab::showFoot()
{
    const VersionHistory &history = m_reader->history();
    const int a = m_model->a();
    const bool known = a >= 0 && a < history.size();
    const EntryContent *content = m_workspace.openEntry().content();
    const bool parameters = content && content->entry.id.store == Store::ParameterStore;
    QString text;
    QString reason;
    if (!known || !content) {
        reason = tr("There is no older version to roll back to");
    } else {
        const RollbackAdvice advice = RollbackAdvice::of(history.rows().at(a));
        const QString rest = m_model->b() == history.currentRow() ? tr("B stays as AWSPREVIOUS")
                                                                  : tr("the current version stays as AWSPREVIOUS");
        if (parameters)
            text = tr("Rolling back writes the values of A as new versions. The current ones stay in the history.");
        else if (advice.way == RollbackWay::MoveLabel)
            text = tr("Rolling back moves AWSCURRENT to A, and %1.").arg(rest);
        else
            text = tr("Rolling back copies the value of A to a new version, and %1.").arg(rest);
        if (a == history.currentRow())
            reason = tr("A is current already");
        else if (parameters && !history.content(a))
            reason = tr("The values of A are not known");
        else if (parameters && VersionRollback::edits(*content, *history.content(a)).isEmpty())
            reason = tr("A holds the values that are there now");
        else if (m_workspace.running().isWriting(content->entry.id))
            reason = tr("Saving…");
        else if (m_workspace.staging().edits().item(content->entry.id))
            reason = tr("Save or discard the unsaved changes of this entry first");
        else if (!m_workspace.place().canWrite())
            reason = tr("Production is read-only");
    }
    m_footText->setText(text.isEmpty() ? reason + u'.' : text);
    m_back->setText(known ? tr("Roll back to %1…").arg(VersionListModel::versionName(history.rows().at(a)))
                          : tr("Roll back…"));
    m_back->setDisabledReason(reason);
    m_labels->setDisabledReason(!content || history.size() == 0  ? tr("No version is read yet")
                                : m_workspace.place().canWrite() ? QString()
                                                                 : tr("Production is read-only"));
}

} // namespace keyturn

#include "moc_versions_tab.cpp"
