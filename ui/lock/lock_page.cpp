#include "ui/lock/lock_page.h"

#include "core/workspace/workspace.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/text/error_text.h"
#include "ui/text/status.h"
#include "ui/text/wording.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/text_label.h"

#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr int logoSize = 64;
constexpr int buttonWidth = 320;
constexpr int cardWidth = 400;

class LockLogo : public QWidget {
public:
    LockLogo() { setFixedSize(logoSize, logoSize); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        icons::application().paint(&painter, rect());
    }
};

} // namespace

LockPage::LockPage(Workspace &workspace, QWidget *parent) :
    QScrollArea(parent), m_workspace(workspace), m_reason(new TextLabel({}, Theme::Font::Body, &ThemeColors::text2)),
    m_note(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2)),
    m_unlock(new Button(u"object-unlocked"_s, tr("Unlock"), Button::Kind::Primary)), m_card(new Card),
    m_facts(new QVBoxLayout(m_card))
{
    setObjectName(u"lockPage"_s);
    setAccessibleName(tr("Keyturn is locked"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus);
    m_unlock->setObjectName(u"unlockButton"_s);
    m_unlock->setFixedSize(buttonWidth, metrics::pageButtonHeight);
    m_unlock->setAutoDefault(true);
    m_reason->setObjectName(u"lockReason"_s);
    m_reason->setAlignment(Qt::AlignCenter);
    m_note->setObjectName(u"lockNote"_s);
    m_note->setAlignment(Qt::AlignCenter);
    m_note->setWordWrap(true);
    m_card->setObjectName(u"lockFacts"_s);
    m_card->setFixedWidth(cardWidth);
    m_facts->setContentsMargins(Card::margins());
    m_facts->setSpacing(metrics::gap);

    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setSpacing(0);
    column->addStretch(1);
    column->addWidget(new LockLogo, 0, Qt::AlignHCenter);
    column->addSpacing(24);
    column->addWidget(new TextLabel(tr("Keyturn is locked"), Theme::Font::Display), 0, Qt::AlignHCenter);
    column->addSpacing(12);
    column->addWidget(m_reason, 0, Qt::AlignHCenter);
    column->addSpacing(28);
    column->addWidget(m_unlock, 0, Qt::AlignHCenter);
    column->addSpacing(12);
    column->addWidget(m_note);
    column->addSpacing(32);
    column->addWidget(m_card, 0, Qt::AlignHCenter);
    column->addSpacing(24);
    column->addLayout(makeLinks());
    column->addStretch(1);
    setWidget(page);
    page->setBackgroundRole(QPalette::Window);
    setFocusProxy(m_unlock);

    const WorkspaceLock &lock = m_workspace.lock();
    connect(m_unlock, &QPushButton::clicked, this, [this] { unlock(true); });
    connect(&lock, &WorkspaceLock::settled, this, &LockPage::showFacts);
    connect(&lock, &WorkspaceLock::unlockFailed, this, [this](const Error &error) {
        m_unlock->setDisabledReason({});
        m_unlock->setFocus();
        tell(error.refusal == Refusal::Locked ? tr("The keychain is still locked. Unlock it to continue.")
                                              : ErrorText::message(error).sentence,
             true);
    });
}

QLayout *LockPage::makeLinks()
{
    m_profiles = new Button(u"user-identity"_s, tr("Switch profile"), Button::Kind::Quiet);
    m_profiles->setObjectName(u"lockProfiles"_s);
    connect(m_profiles, &QPushButton::clicked, this, [this] { unlock(false); });
    auto *quit = new Button(u"application-exit"_s, tr("Quit"), Button::Kind::Quiet);
    quit->setObjectName(u"lockQuit"_s);
    connect(quit, &QPushButton::clicked, this, &LockPage::quitWanted);
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::wideGap);
    row->addStretch();
    row->addWidget(m_profiles);
    row->addWidget(quit);
    row->addStretch();
    return row;
}

void LockPage::begin(const Counts &counts)
{
    m_counts = counts;
    const WorkspaceLock &lock = m_workspace.lock();
    const QString at = Wording::time(lock.since());
    QString reason;
    switch (lock.reason()) {
    case WorkspaceLock::Reason::Asked:
        reason = tr("Locked at %1.").arg(at);
        break;
    case WorkspaceLock::Reason::Idle:
        reason = tr("Locked at %1 after inactivity.").arg(at);
        break;
    case WorkspaceLock::Reason::Desktop:
        reason = tr("Locked at %1 with the screen.").arg(at);
        break;
    }
    m_reason->setText(reason + u'\n' + tr("Values, sign-ins and the clipboard were cleared."));
    m_unlock->setDisabledReason({});
    tell({}, false);
    showFacts();
    askKeychain();
}

void LockPage::askKeychain()
{
    m_workspace.lock().askKeychain([this](KeychainState state) {
        if (!m_note->text().isEmpty())
            return; // something more important was said meanwhile
        tell(state == KeychainState::Locked ? tr("Your system asks for the keychain password.")
             : state == KeychainState::Ready
                 ? tr("Your keychain is open, so no password is asked for. Lock your screen when you leave.")
                 : tr("Without a keychain no password is asked for. Lock your screen when you leave."),
             false);
    });
}

void LockPage::showFacts()
{
    while (QLayoutItem *item = m_facts->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const WorkspaceLock &lock = m_workspace.lock();
    if (lock.editCount() > 0 && lock.areEditsSealed())
        addFact(u"document-edit"_s, false,
                tr("%n unsaved change(s), encrypted until you unlock", nullptr, lock.editCount()));
    else if (lock.editCount() > 0)
        addFact(u"document-edit"_s, true,
                tr("%n unsaved change(s), in memory: no keychain holds a key for them", nullptr, lock.editCount()));
    if (m_counts.unfinished > 0)
        addFact(u"kt-unfinished"_s, false, tr("%n unfinished operation(s)", nullptr, m_counts.unfinished));
    if (m_counts.overdue > 0)
        addFact(u"kt-overdue"_s, true, tr("%n entry(s) overdue", nullptr, m_counts.overdue));
    if (m_counts.due > 0)
        addFact(u"clock"_s, false, tr("%n entry(s) due in %1 days", nullptr, m_counts.due).arg(defaultLeadDays));
    m_card->setVisible(m_facts->count() > 0);
    m_profiles->setDisabledReason(lock.editCount() > 0 ? tr("Unlock first, and save or discard the unsaved changes.")
                                                       : QString());
}

void LockPage::addFact(const QString &icon, bool isBad, const QString &text)
{
    auto *fact = new QWidget;
    auto *row = new QHBoxLayout(fact);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::insideControl);
    row->addWidget(new IconLabel(icon, isBad ? &ThemeColors::dangerFg : &ThemeColors::text2));
    auto *label = new TextLabel(text);
    label->setWordWrap(true);
    row->addWidget(label, 1);
    m_facts->addWidget(fact);
}

void LockPage::tell(const QString &sentence, bool isBad)
{
    m_note->setColor(isBad ? &ThemeColors::dangerFg : &ThemeColors::text2);
    m_note->setText(sentence);
}

void LockPage::warnOfEdits()
{
    tell(tr("Unlock first: quitting now would lose the unsaved changes."), true);
    m_unlock->setFocus();
}

void LockPage::unlock(bool returns)
{
    m_unlock->setDisabledReason(tr("Waiting for the keychain"));
    tell(tr("Waiting for the keychain…"), false);
    m_workspace.lock().unlock(returns);
}

} // namespace keyturn

#include "moc_lock_page.cpp"
