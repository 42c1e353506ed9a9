#include "ui/entry/detail_page.h"

#include "core/workspace/workspace.h"
#include "ui/details/details_tab.h"
#include "ui/editor/values_tab.h"
#include "ui/entry/entry_figures.h"
#include "ui/entry/entry_menu.h"
#include "ui/entry/entry_notice.h"
#include "ui/entry/entry_state.h"
#include "ui/refresh/token_checks_part.h"
#include "ui/refresh/token_tab.h"
#include "ui/rotation/rotation_section.h"
#include "ui/style/metrics.h"
#include "ui/text/wording.h"
#include "ui/versions/versions_tab.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/button.h"
#include "ui/widgets/dialog_frame.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/meta_line.h"
#include "ui/widgets/tab_strip.h"
#include "ui/widgets/text_label.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPainter>
#include <QResizeEvent>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

DetailPage::DetailPage(Workspace &workspace, Actions &actions, ClipboardGuard &clipboard, QWidget *parent) :
    QWidget(parent), m_workspace(workspace), m_actions(actions),
    m_title(new ElidedLabel({}, Theme::Font::Title, &ThemeColors::text, Qt::ElideMiddle)),
    m_edit(new Button(u"document-edit"_s, tr("Edit"))),
    m_refresh(new Button(u"view-refresh"_s, tr("Refresh token"), Button::Kind::Primary)),
    m_more(new IconButton(u"overflow-menu"_s, tr("More"))), m_meta(new MetaLine), m_notice(new EntryNotice),
    m_figures(new EntryFigures(this)), m_tabs(new TabStrip), m_values(new ValuesTab(workspace, actions, clipboard)),
    m_pages(new QStackedWidget), m_content(new QWidget), m_state(new EntryState(workspace)), m_stack(new QStackedWidget)
{
    setObjectName(u"detailPage"_s);
    m_title->setObjectName(u"entryTitle"_s);
    m_edit->setObjectName(u"editButton"_s);
    m_refresh->setObjectName(u"refreshButton"_s);
    m_more->setObjectName(u"moreButton"_s);
    m_tabs->setObjectName(u"detailTabs"_s);
    m_tabs->setAccessibleName(tr("Parts of the entry"));
    m_state->setObjectName(u"detailState"_s);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setMenu(entryMenu(m_actions, m_more));
    m_tabs->addTab(tr("Values"));
    m_tabs->addTab(tr("Versions"));
    m_tabs->addTab(tr("Rotation"));
    m_tabs->addTab(tr("Details"));
    m_tabs->setExpanding(false);
    m_pages->addWidget(m_values);

    layOut();
    connectParts();
    connectRefreshes();
    setLow(false);
    showEntry();
}

void DetailPage::layOut()
{
    auto *head = new QHBoxLayout;
    head->setSpacing(metrics::gap);
    head->addWidget(m_title, 1);
    head->addWidget(m_edit);
    head->addWidget(m_refresh);
    head->addWidget(m_more);
    auto *column = new QVBoxLayout(m_content);
    column->setSpacing(0);
    column->setContentsMargins(metrics::pageMargin, 20, metrics::pageMargin, 0);
    column->addLayout(head);
    column->addSpacing(4);
    column->addWidget(m_meta);
    column->addWidget(m_notice);
    column->addWidget(m_figures->cards());
    column->addSpacing(8);
    column->addWidget(m_tabs);
    column->addWidget(new DialogLine(Qt::Horizontal));
    column->addWidget(m_figures->chips());
    column->addWidget(m_pages, 1);
    m_stack->addWidget(m_state);
    m_stack->addWidget(m_content);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_stack);
}

void DetailPage::connectParts()
{
    using Id = Actions::Id;
    connect(m_edit, &QPushButton::clicked, m_actions.action(Id::Edit), &QAction::trigger);
    connect(m_refresh, &QPushButton::clicked, m_actions.action(Id::RefreshToken), &QAction::trigger);
    connect(m_meta, &QAbstractButton::clicked, m_actions.action(Id::Reload), &QAction::trigger);
    connect(m_actions.action(Id::CopyName), &QAction::triggered, this, &DetailPage::copyName);
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int tab) { showTab(Tab(tab)); });
    connect(m_values, &ValuesTab::writingNeeded, this, &DetailPage::writingNeeded);
    connect(m_values, &ValuesTab::warned, this, &DetailPage::warned);
    connect(m_values, &ValuesTab::notified, this, &DetailPage::notified);
    connect(m_figures, &EntryFigures::rotateWanted, this, &DetailPage::clientSecretWanted);
    connect(m_figures, &EntryFigures::testWanted, this, [this] {
        showTab(Rotation);
        tokens().checks().test();
    });
    connect(m_notice, &EntryNotice::regionWanted, this, &DetailPage::regionWanted);
    connect(m_state, &EntryState::restoreWanted, m_actions.action(Id::RestoreEntry), &QAction::trigger);
    connect(m_state, &EntryState::permissionAsked, this, &DetailPage::permissionAsked);
    connect(&m_workspace.openEntry(), &OpenEntry::opening, this, &DetailPage::showEntry);
    connect(&m_workspace.openEntry(), &OpenEntry::contentChanged, this, &DetailPage::showEntry);
    connect(&m_workspace.openEntry(), &OpenEntry::agesLearnt, this, &DetailPage::showFigures);
    connect(&m_workspace.openEntry(), &OpenEntry::failed, this, &DetailPage::showError);
}

void DetailPage::connectRefreshes()
{
    connect(&m_workspace.refreshes(), &Refreshes::started, this, [this] {
        m_step.clear();
        showRefresh();
    });
    connect(&m_workspace.refreshes(), &Refreshes::step, this, [this](const EntryId &id, RefreshStep step) {
        if (id == m_workspace.openEntry().id() && step != RefreshStep::Done)
            m_step = tr("Refreshing, step %1 of %2").arg(int(step) + 1).arg(int(RefreshStep::Done));
        showRefresh();
    });
    connect(&m_workspace.running(), &RunningWrites::changed, this, &DetailPage::showRefresh);
    connect(&m_workspace.refreshes(), &Refreshes::settingsChanged, this, &DetailPage::showRefresh);
    for (const Actions::Id id : {Actions::Id::RefreshToken, Actions::Id::Edit}) // the buttons say what the actions do
        connect(m_actions.action(id), &QAction::changed, this, &DetailPage::showRefresh);
}

void DetailPage::showTab(Tab tab)
{
    if (tab == Versions && !m_versions) {
        m_versions = new VersionsTab(m_workspace);
        connect(m_versions, &VersionsTab::rollbackRequested, this, &DetailPage::rollbackRequested);
        connect(m_versions, &VersionsTab::labelsRequested, this, &DetailPage::labelsRequested);
        connect(m_versions, &VersionsTab::counted, this, [this](int count) { m_tabs->setCount(Versions, count); });
        m_pages->addWidget(m_versions);
    }
    m_tabs->setCurrentIndex(tab);
    QWidget *const pages[] = {m_values, m_versions, tab == Rotation ? &tokens() : nullptr,
                              tab == Details ? &details() : nullptr};
    m_pages->setCurrentWidget(pages[tab]);
    showFigures();
    emit roomChanged();
}

TokenTab &DetailPage::tokens()
{
    if (!m_tokens) {
        m_tokens = new TokenTab(m_workspace);
        connect(m_tokens, &TokenTab::keyMapWanted, this, &DetailPage::keyMapWanted);
        connect(m_tokens, &TokenTab::probeAddressWanted, this, &DetailPage::probeAddressWanted);
        connect(m_tokens, &TokenTab::clientSecretWanted, this, &DetailPage::clientSecretWanted);
        connect(m_tokens, &TokenTab::finishWanted, this, &DetailPage::finishWanted);
        auto *rotation = new RotationSection(m_workspace, m_tokens); // never a window of its own
        m_tokens->addParts(rotation->card(), rotation);
        m_pages->addWidget(m_tokens);
        emit rotationMade(*rotation);
    }
    return *m_tokens;
}

DetailsTab &DetailPage::details()
{
    if (!m_details) {
        m_details = new DetailsTab(m_workspace);
        connect(m_details, &DetailsTab::writingNeeded, this, &DetailPage::writingNeeded);
        m_pages->addWidget(m_details);
    }
    return *m_details;
}

void DetailPage::edit()
{
    if (m_tabs->currentIndex() == Details)
        return details().edit();
    showTab(Values);
    m_values->editCurrent();
}

bool DetailPage::wantsRoom() const
{
    return m_tabs->currentIndex() == Versions;
}

void DetailPage::setLow(bool low)
{
    m_low = low;
    showFigures();
}

void DetailPage::tick()
{
    if (m_workspace.openEntry().content())
        showEntry();
}

void DetailPage::showEntry()
{
    const auto id = m_workspace.openEntry().id();
    const EntryContent *content = m_workspace.openEntry().content();
    if (!content) {
        if (!id)
            m_state->showNothing();
        else if (m_workspace.openEntry().isReading())
            m_state->showReading(*id);
        else
            return; // the error of this entry stays
        m_stack->setCurrentWidget(m_state);
        return;
    }
    const QDateTime now = m_workspace.clock().utcNow();
    m_title->setText(content->entry.leafName());
    QStringList meta{content->entry.folder(), Wording::store(id->store), Wording::account(id->account), id->region,
                     Wording::readAt(content->readAt, now)};
    meta.removeAll(QString());
    m_meta->setText(meta.join(u"  ·  "_s));
    m_meta->setAccessibleName(tr("%1. Reload").arg(meta.join(u", "_s)));
    m_meta->updateGeometry();
    m_notice->setEntry(&content->entry);
    m_tabs->setCount(Values, int(content->fields.size()));
    // Metadata counts labelled versions only, and a history that was read before the last write is short of one.
    m_tabs->setCount(Versions, m_versions ? m_versions->count(*content) : -1);
    showFigures();
    showRefresh();
    m_stack->setCurrentWidget(m_content);
}

void DetailPage::showError(const EntryId &id, const Error &error)
{
    if (id != m_workspace.openEntry().id())
        return;
    m_state->showError(id, error);
    m_stack->setCurrentWidget(m_state);
}

void DetailPage::showFigures()
{
    const EntryContent *content = m_workspace.openEntry().content();
    const Entry *listed = content ? m_workspace.listing().entry(content->entry.id) : nullptr;
    const QList<DueDate> dates = listed ? listed->due : content ? content->entry.due : QList<DueDate>();
    const bool any =
        m_figures->show(content, dates, listed ? listed->tokenExpiresAt : QDateTime(), m_workspace.clock().utcNow());
    const bool wanted = any && m_tabs->currentIndex() == Values;
    m_figures->cards()->setVisible(!m_low && wanted);
    m_figures->chips()->setVisible(m_low && wanted);
}

void DetailPage::showRefresh()
{
    const EntryContent *content = m_workspace.openEntry().content();
    const bool running = content && m_workspace.refreshes().isRefreshing(content->entry.id);
    const QAction *action = m_actions.action(Actions::Id::RefreshToken);
    const QString obstacle = Actions::obstacle(action);
    m_refresh->setText(running ? (m_step.isEmpty() ? tr("Refreshing…") : m_step) : tr("Refresh token"));
    m_refresh->setDisabledReason(running ? tr("The token is being refreshed") : obstacle);
    const KeyMap keys = content ? m_workspace.refreshes().mapped(*content).keyMap : KeyMap();
    m_refresh->setVisible(keys.kind != CredentialKind::Plain || !keys.key(KeyRole::RefreshToken).isEmpty());
    m_edit->setDisabledReason(Actions::obstacle(m_actions.action(Actions::Id::Edit)));
}

void DetailPage::copyName()
{
    if (m_workspace.openEntry().id())
        QGuiApplication::clipboard()->setText(m_workspace.openEntry().id()->name);
}

void DetailPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const int margin = width() < 560 ? metrics::narrowPageMargin : metrics::pageMargin;
    m_content->layout()->setContentsMargins(margin, metrics::sectionGap, margin, 0);
}

void DetailPage::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), colors().surface);
}

} // namespace keyturn

#include "moc_detail_page.cpp"
