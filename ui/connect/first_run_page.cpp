#include "ui/connect/first_run_page.h"

#include "core/workspace/workspace.h"
#include "ui/connect/card_parts.h"
#include "ui/connect/endpoint_text.h"
#include "ui/connect/sandbox_card.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/text/profile_text.h"
#include "ui/widgets/avatar.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/label_chip.h"
#include "ui/widgets/text_label.h"

#include <QPainter>
#include <QResizeEvent>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr int contentWidth = 1104;
constexpr int oneColumnBelow = 1000;

class Logo : public QWidget {
public:
    Logo() { setFixedSize(44, 44); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        icons::application().paint(&painter, rect());
    }
};

void clear(QLayout *layout)
{
    while (QLayoutItem *item = layout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

} // namespace

FirstRunPage::FirstRunPage(Workspace &workspace, QWidget *parent) :
    QScrollArea(parent), m_workspace(workspace), m_sandbox(new SandboxCard)
{
    setObjectName(u"firstRunPage"_s);
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);

    auto *content = new QWidget;
    content->setMaximumWidth(contentWidth);
    auto *head = new QHBoxLayout;
    head->setSpacing(metrics::wideGap);
    head->addWidget(new Logo);
    auto *titles = new QVBoxLayout;
    titles->setSpacing(2);
    titles->addWidget(new TextLabel(tr("Where do your credentials live?"), Theme::Font::Display));
    titles->addWidget(
        new TextLabel(tr("Pick one to begin. You can use the others later."), Theme::Font::Body, &ThemeColors::text2));
    head->addLayout(titles, 1);

    m_cards = new QBoxLayout(QBoxLayout::LeftToRight);
    m_cards->setSpacing(24);
    m_cards->addWidget(m_sandbox, 420);
    m_cards->addWidget(makeProfilesCard(), 660);

    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(head);
    column->addSpacing(24);
    column->addLayout(m_cards);
    column->addSpacing(12);
    column->addWidget(makeFoot());

    auto *page = new QWidget;
    auto *middle = new QHBoxLayout;
    middle->addStretch(1);
    middle->addWidget(content, 1000);
    middle->addStretch(1);
    auto *centre = new QVBoxLayout(page);
    centre->setContentsMargins(metrics::pageMargin, metrics::pageMargin, metrics::pageMargin, metrics::pageMargin);
    centre->addStretch(1);
    centre->addLayout(middle);
    centre->addStretch(1);
    setWidget(page);
    page->setBackgroundRole(QPalette::Window);

    connect(m_sandbox, &SandboxCard::openRequested, this, &FirstRunPage::sandboxRequested);
    connect(&m_workspace.place(), &Place::profilesChanged, this, &FirstRunPage::showProfiles);
    showProfiles();
}

FirstRunPage::~FirstRunPage() = default;

QWidget *FirstRunPage::makeProfilesCard()
{
    auto *card = new Card(nullptr, metrics::dialogRadius);
    card->setObjectName(u"profilesCard"_s);
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(metrics::insideControl, metrics::cardMargin, metrics::insideControl,
                               metrics::cardMarginTop);
    column->setSpacing(0);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(metrics::cardMargin, 0, metrics::cardMarginTop, 4);
    head->addWidget(new TextLabel(tr("Profiles found in ~/.aws"), Theme::Font::Heading), 1);
    auto *again = new Button(u"view-refresh"_s, tr("Reload"), Button::Kind::Quiet);
    again->setObjectName(u"readProfilesAgain"_s);
    connect(again, &QPushButton::clicked, this, &FirstRunPage::readAgain);
    head->addWidget(again);
    column->addLayout(head);

    auto *scroll = new QScrollArea;
    scroll->setObjectName(u"profilesScroll"_s);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setAutoFillBackground(false);
    auto *list = new QWidget;
    list->setAutoFillBackground(false);
    m_profiles = new QVBoxLayout(list);
    m_profiles->setContentsMargins(0, 0, 0, 0);
    m_profiles->setSpacing(0);
    scroll->setWidget(list);
    list->setAutoFillBackground(false);
    column->addWidget(scroll, 1);

    column->addWidget(new CardLine);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(metrics::insideControl, metrics::cardMarginTop, metrics::insideControl, 0);
    auto *add = new Button(u"list-add"_s, tr("Add access keys…"), Button::Kind::Quiet);
    add->setObjectName(u"addAccessKeys"_s);
    connect(add, &QPushButton::clicked, this, &FirstRunPage::addKeysRequested);
    foot->addWidget(add);
    foot->addStretch();
    column->addLayout(foot);
    return card;
}

QWidget *FirstRunPage::makeFoot()
{
    auto *foot = new QWidget;
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::gap);
    m_keychainIcon = new IconLabel(u"help-about"_s, &ThemeColors::text3);
    m_keychain = new TextLabel(tr("Checking the keychain…"), Theme::Font::Small, &ThemeColors::text2);
    m_keychain->setObjectName(u"keychainState"_s);
    m_keychainAgain = new Button(tr("Check again"), Button::Kind::Secondary);
    m_keychainAgain->setObjectName(u"keychainAgain"_s);
    m_keychainAgain->hide();
    connect(m_keychainAgain, &QPushButton::clicked, this, &FirstRunPage::readAgain);
    row->addWidget(m_keychainIcon);
    row->addWidget(m_keychain);
    row->addWidget(m_keychainAgain);
    row->addStretch(1);
    row->addWidget(
        new TextLabel(tr("Keyturn contacts AWS only after you choose."), Theme::Font::Small, &ThemeColors::text3));
    return foot;
}

void FirstRunPage::showEvent(QShowEvent *event)
{
    QScrollArea::showEvent(event);
    m_sandbox->focusOpen();
    askKeychain();
}

void FirstRunPage::readAgain()
{
    m_workspace.place().reloadProfiles();
    askKeychain();
}

void FirstRunPage::askKeychain()
{
    m_scope.cancelAll();
    m_scope.launch(m_workspace.place().source().keychainState(), [this](KeychainState state) {
        const bool ready = state == KeychainState::Ready;
        m_keychainIcon->setIcon(ready ? u"kt-ok"_s : u"kt-warning"_s,
                                ready ? &ThemeColors::okFg : &ThemeColors::dangerFg);
        m_keychain->setColor(ready ? &ThemeColors::text2 : &ThemeColors::dangerFg);
        m_keychainAgain->setVisible(!ready);
        switch (state) {
        case KeychainState::Ready:
            m_keychain->setText(tr("Keychain unlocked. Keys you add in Keyturn are stored only there."));
            break;
        case KeychainState::Locked:
            m_keychain->setText(tr("The keychain is locked. Unlock it to use keys stored there."));
            break;
        case KeychainState::Absent:
            m_keychain->setText(
                tr("No keychain found on this computer. You can use profiles, but Keyturn can't save keys."));
            break;
        case KeychainState::Hung:
            m_keychain->setText(tr("The keychain doesn't answer. You can use profiles, but Keyturn can't save keys."));
            break;
        }
    });
}

void FirstRunPage::showProfiles()
{
    clear(m_profiles);
    bool any = false;
    for (const Profile &profile : m_workspace.place().profiles()) {
        if (profile.kind == ProfileKind::Sandbox)
            continue;
        if (any)
            m_profiles->addWidget(new CardLine);
        any = true;
        auto *row = new QWidget;
        auto *layout = new QHBoxLayout(row);
        layout->setContentsMargins(metrics::cardMargin, metrics::cardMarginTop, 12, metrics::cardMarginTop);
        layout->setSpacing(metrics::partGap);
        layout->addWidget(new Avatar(profile.name));
        const QString obstacle = ProfileText::obstacle(profile);
        QString second = obstacle;
        if (second.isEmpty())
            second = profile.region.isEmpty() ? tr("no region set, us-east-1 to begin with") : profile.region;
        if (const QString where =
                EndpointText::line(endpointsOf(profile, profile.region.isEmpty() ? u"us-east-1"_s : profile.region));
            !where.isEmpty())
            second += u" · "_s + where;
        layout->addLayout(twoLines(profile.name, second, Theme::Font::BodyStrong), 1);
        if (profile.production)
            layout->addWidget(new LabelChip(tr("Production")));
        layout->addWidget(new LabelChip(ProfileText::kind(profile)));
        auto *use = new Button(tr("Use"));
        use->setObjectName(u"use-%1"_s.arg(profile.name));
        use->setAccessibleName(tr("Use %1").arg(profile.name));
        use->setDisabledReason(obstacle);
        connect(use, &QPushButton::clicked, this,
                [this, profile] { emit profileRequested(profile.name, profile.region); });
        layout->addWidget(use);
        m_profiles->addWidget(row);
    }
    if (!any) {
        auto *none =
            new TextLabel(tr("No profile is set up on this computer. Add access keys to keep them in the keychain, "
                             "or create one with “aws configure”."),
                          Theme::Font::Body, &ThemeColors::text2);
        none->setObjectName(u"noProfiles"_s);
        none->setWordWrap(true);
        none->setAlignment(Qt::AlignCenter);
        none->setContentsMargins(metrics::pageMargin, 12, metrics::pageMargin, 12);
        m_profiles->addStretch(1); // in the middle of the card, which has nothing else
        m_profiles->addWidget(new IconLabel(u"user-identity"_s, &ThemeColors::text3, metrics::largeIcon), 0,
                              Qt::AlignHCenter);
        m_profiles->addWidget(none);
    }
    m_profiles->addStretch(1);
}

void FirstRunPage::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    m_cards->setDirection(event->size().width() < oneColumnBelow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

} // namespace keyturn

#include "moc_first_run_page.cpp"
