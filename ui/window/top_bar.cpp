#include "ui/window/top_bar.h"

#include "core/workspace/workspace.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"
#include "ui/text/profile_text.h"
#include "ui/text/regions.h"
#include "ui/text/wording.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/status_chip.h"
#include "ui/window/command_field.h"
#include "ui/window/profile_button.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace keyturn {

TopBar::TopBar(Workspace &workspace, Actions &actions, QWidget *parent) :
    QFrame(parent), m_workspace(workspace), m_actions(actions), m_profile(new ProfileButton), m_access(new StatusChip),
    m_search(new CommandField), m_new(new QToolButton), m_due(new QToolButton),
    m_reload(new IconButton(u"view-refresh"_s, tr("Reload"))),
    m_lock(new IconButton(u"object-locked"_s, tr("Lock Keyturn"))),
    m_menu(new IconButton(u"application-menu"_s, tr("Menu")))
{
    setObjectName(u"topBar"_s);
    setAccessibleName(tr("Tool bar"));
    setFixedHeight(metrics::toolbarHeight);
    dressButtons();
    makeMenu();
    layOut();
    connectParts();
    showPlace();
    showAccess();
}

void TopBar::dressButtons()
{
    m_access->setObjectName(u"writeGuard"_s);
    m_new->setObjectName(u"newButton"_s);
    m_new->setIcon(icons::icon(u"list-add"_s));
    m_new->setText(tr("New"));
    m_new->setAccessibleName(tr("New secret or parameter"));
    m_new->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_new->setFocusPolicy(Qt::StrongFocus);
    m_new->setFixedHeight(metrics::controlHeight);
    follow(m_new, m_actions.action(Actions::Id::NewEntry));
    m_due->setObjectName(u"dueBoardButton"_s);
    m_due->setDefaultAction(m_actions.action(Actions::Id::DueBoard));
    m_due->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_due->setAccessibleName(tr("Due board"));
    m_due->setFocusPolicy(Qt::StrongFocus);
    m_due->setFixedHeight(metrics::controlHeight);
    m_reload->setObjectName(u"reloadButton"_s);
    follow(m_reload, m_actions.action(Actions::Id::Reload));
    m_lock->setObjectName(u"lockButton"_s);
    follow(m_lock, m_actions.action(Actions::Id::Lock));
}

//! A button with a text of its own for an action.
void TopBar::follow(QToolButton *button, QAction *action)
{
    const auto show = [button, action] {
        button->setEnabled(action->isEnabled());
        button->setToolTip(action->toolTip());
    };
    connect(button, &QToolButton::clicked, action, &QAction::trigger);
    connect(action, &QAction::changed, button, show);
    show();
}

void TopBar::makeMenu()
{
    m_menu->setObjectName(u"menuButton"_s);
    m_menu->setPopupMode(QToolButton::InstantPopup);
    m_menu->setShortcut(Qt::Key_F10);
    auto *menu = new QMenu(m_menu);
    menu->setAccessibleName(tr("Menu"));
    using Id = Actions::Id;
    for (Id id : {Id::Palette, Id::Filter, Id::FindElsewhere, Id::SeveralPlaces, Id::Reload})
        menu->addAction(m_actions.action(id));
    menu->addSeparator();
    for (Id id : {Id::Undo, Id::Redo, Id::Review, Id::DiscardAll, Id::UndoSave})
        menu->addAction(m_actions.action(id));
    menu->addSeparator();
    for (Id id : {Id::Profiles, Id::AddAccessKeys, Id::MarkProduction, Id::UnlockWriting})
        menu->addAction(m_actions.action(id));
    menu->addSeparator();
    menu->addAction(m_actions.action(Id::ReminderChain));
    menu->addAction(m_actions.action(Id::ReminderSettings));
    menu->addAction(m_actions.action(Id::Lock));
    m_idle = menu->addMenu(tr("Lock when idle"));
    m_idle->setObjectName(u"idleMenu"_s);
    m_idle->setAccessibleName(m_idle->title());
    menu->addSeparator();
    for (Id id : {Id::ToggleSidebar, Id::Settings, Id::Doctor, Id::Shortcuts, Id::Quit})
        menu->addAction(m_actions.action(id));
    m_menu->setMenu(menu);
}

void TopBar::layOut()
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 0, 12, 0);
    row->setSpacing(metrics::partGap);
    row->addWidget(m_profile);
    row->addWidget(m_access);
    row->addStretch(1);
    row->addWidget(m_search, 8);
    row->addStretch(1);
    auto *commands = new QHBoxLayout;
    commands->setSpacing(metrics::smallGap);
    commands->addWidget(m_new);
    commands->addWidget(m_due);
    commands->addWidget(m_reload);
    commands->addWidget(m_lock);
    commands->addWidget(m_menu);
    row->addLayout(commands);
}

void TopBar::connectParts()
{
    connect(m_search, &QAbstractButton::clicked, m_actions.action(Actions::Id::Palette), &QAction::trigger);
    connect(m_profile, &QAbstractButton::clicked, this, &TopBar::openProfileMenu);
    connect(m_access, &StatusChip::clicked, this, [this] {
        if (m_workspace.place().access() == Place::Access::Unlocked)
            m_workspace.place().lockWriting();
        else
            m_actions.action(Actions::Id::UnlockWriting)->trigger();
    });
    connect(&m_workspace.place(), &Place::changed, this, &TopBar::showPlace);
    connect(&m_workspace.place(), &Place::opened, this, &TopBar::showPlace);
    connect(&m_workspace.place(), &Place::identityChanged, this, &TopBar::showPlace);
    connect(&m_workspace.place(), &Place::accessChanged, this, &TopBar::showAccess);
}

void TopBar::setCompact(bool compact)
{
    if (m_compact == compact)
        return;
    m_compact = compact;
    m_new->setToolButtonStyle(compact ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
    m_new->setMaximumWidth(compact ? metrics::controlHeight : QWIDGETSIZE_MAX);
    m_due->setToolButtonStyle(compact ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
    m_due->setMaximumWidth(compact ? metrics::controlHeight : QWIDGETSIZE_MAX);
    showAccess();
}

void TopBar::showPlace()
{
    QStringList where;
    if (!m_workspace.place().identity().account.isEmpty())
        where.append(Wording::account(m_workspace.place().identity().account));
    if (!m_workspace.place().region().isEmpty())
        where.append(m_workspace.place().region());
    const bool rehearsal =
        m_workspace.place().profile().kind == ProfileKind::Sandbox && !m_workspace.place().profile().name.isEmpty();
    m_profile->setPlace(rehearsal ? tr("Sandbox") : m_workspace.place().profile().name, where.join(u" · "_s));
}

void TopBar::showAccess()
{
    const QString name = tr("Production");
    const int minutes = m_workspace.place().minutesOfWritingLeft();
    m_access->setVisible(true);
    m_access->setClickable(false);
    switch (m_workspace.place().access()) {
    case Place::Access::None:
    case Place::Access::Open:
        m_access->hide();
        break;
    case Place::Access::Rehearsal:
        m_access->setStatus(Status::Rehearsal, m_compact ? tr("Sandbox") : StatusText::rehearsal());
        break;
    case Place::Access::ReadOnly:
        m_access->setStatus(Status::ReadOnly, m_compact ? tr("Read-only") : StatusText::readOnly(name));
        m_access->setClickable(true);
        m_access->setToolTip(tr("Unlock writing for 10 minutes"));
        break;
    case Place::Access::Unlocked:
        m_access->setStatus(Status::WritingUnlocked, m_compact ? tr("Writing, %n min", nullptr, minutes)
                                                               : StatusText::writingUnlocked(name, minutes));
        m_access->setClickable(true);
        m_access->setToolTip(tr("Lock writing again"));
        break;
    }
}

void TopBar::openProfileMenu()
{
    auto *menu = new QMenu(this);
    menu->setObjectName(u"profileMenu"_s);
    menu->setAccessibleName(tr("Profiles"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    auto *profiles = new QActionGroup(menu); // one of them: shown and spoken as radio buttons
    for (const Profile &profile : m_workspace.place().profiles()) {
        const QString title = ProfileText::name(profile);
        const QString obstacle = ProfileText::obstacle(profile);
        QAction *use = menu->addAction(obstacle.isEmpty() ? title : tr("%1 (%2)").arg(title, obstacle));
        use->setEnabled(profile.unusable == Refusal::None);
        use->setActionGroup(profiles);
        use->setCheckable(true);
        use->setChecked(profile == m_workspace.place().profile());
        connect(use, &QAction::triggered, this, [this, profile] { emit placeRequested(profile.name, profile.region); });
    }
    menu->addSeparator();
    QMenu *regionMenu = menu->addMenu(tr("Region"));
    regionMenu->setAccessibleName(regionMenu->title());
    regionMenu->setEnabled(m_workspace.place().isOpen() && m_workspace.place().profile().kind != ProfileKind::Sandbox);
    auto *all = new QActionGroup(menu);
    for (const QString &region : regions::all()) {
        QAction *go = regionMenu->addAction(region);
        go->setActionGroup(all);
        go->setCheckable(true);
        go->setChecked(region == m_workspace.place().region());
        connect(go, &QAction::triggered, this,
                [this, region] { emit placeRequested(m_workspace.place().profile().name, region); });
    }
    menu->addAction(m_actions.action(Actions::Id::MarkProduction));
    menu->addSeparator();
    menu->addAction(m_actions.action(Actions::Id::Profiles));
    menu->addAction(m_actions.action(Actions::Id::AddAccessKeys));
    menu->popup(m_profile->mapToGlobal(QPoint(0, m_profile->height() + 4)));
}

void TopBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), colors().surface);
    painter.fillRect(QRect(0, height() - 1, width(), 1), colors().border);
}

} // namespace keyturn

#include "moc_top_bar.cpp"
