#include "ui/rotation/rotation_section.h"

#include "core/secret_rotation/rotation_inspector.h"
#include "core/workspace/workspace.h"
#include "ui/refresh/fact_rows.h"
#include "ui/refresh/refresh_words.h"
#include "ui/rotation/rotation_words.h"
#include "ui/style/metrics.h"
#include "ui/text/error_text.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/text_label.h"

#include <QGridLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace keyturn {

namespace {

constexpr std::chrono::seconds lookAgain = 5s;

//! Everything it needs in its frame: the section may be gone before it ends.
Task<Result<RotationFinding>> lookAt(Connection *connection, RefreshSettings settings, QString secretId)
{
    const RotationInspector inspector(*connection, std::move(settings));
    co_return co_await inspector.look(std::move(secretId));
}

} // namespace

RotationSection::RotationSection(Workspace &workspace, QWidget *parent) :
    QWidget(parent), m_workspace(workspace), m_card(new Card(this)), m_icon(new IconLabel(u"kt-warning"_s)),
    m_state(new TextLabel({}, Theme::Font::Heading)), m_why(new TextLabel), m_next(new Button),
    m_facts(new FactRows(u"rotationFacts"_s)), m_schedule(new Button(tr("Set schedule…"))),
    m_now(new Button(tr("Rotate now…"))), m_cancel(new Button(tr("Cancel rotation…"))),
    m_steps(new Button(tr("Rotate with AWSPENDING")))
{
    setObjectName(u"rotationSection"_s);
    layOut();
    m_again.setSingleShot(true);
    m_again.setInterval(lookAgain);
    connect(&m_again, &QTimer::timeout, this, &RotationSection::look);
    connect(&m_workspace.openEntry(), &OpenEntry::contentChanged, this, [this] {
        m_finding.reset();
        m_problem.clear();
        show();
        look();
    });
    connect(&m_workspace.listing(), &Listing::entryReread, this, [this](const EntryId &id) {
        if (m_workspace.openEntry().id() == id)
            look();
    });
    connect(&m_workspace.place(), &Place::accessChanged, this, &RotationSection::show);
    for (auto signal : {&Refreshes::started, &Refreshes::found})
        connect(&m_workspace.refreshes(), signal, this, &RotationSection::show);
    connect(&m_workspace.refreshes(), &Refreshes::refreshed, this, &RotationSection::show);
    connect(&m_workspace.refreshes(), &Refreshes::failed, this, &RotationSection::show);
    connect(m_next, &QPushButton::clicked, this, [this] {
        if (m_finding)
            act(m_finding->action);
    });
    connect(m_now, &QPushButton::clicked, this, [this] { act(RotationAction::RotateNow); });
    connect(m_cancel, &QPushButton::clicked, this, [this] { act(RotationAction::Cancel); });
    connect(m_steps, &QPushButton::clicked, this, &RotationSection::stepsWanted);
    connect(m_schedule, &QPushButton::clicked, this, [this] {
        if (m_finding)
            emit scheduleWanted(*m_finding);
    });
    show();
}

QWidget *RotationSection::card() const
{
    return m_card;
}

void RotationSection::layOut()
{
    m_card->setObjectName(u"rotationCard"_s);
    m_state->setObjectName(u"rotationState"_s);
    m_why->setObjectName(u"rotationWhy"_s);
    m_next->setObjectName(u"rotationNext"_s);
    m_schedule->setObjectName(u"rotationSchedule"_s);
    m_now->setObjectName(u"rotationNow"_s);
    m_cancel->setObjectName(u"rotationCancel"_s);
    m_steps->setObjectName(u"rotationSteps"_s);
    m_state->setWordWrap(true);
    m_why->wrapAnywhere();
    auto *texts = new QVBoxLayout;
    texts->setSpacing(metrics::smallGap);
    texts->addWidget(m_state);
    texts->addWidget(m_why);
    auto *line = new QHBoxLayout(m_card);
    line->setContentsMargins(Card::margins());
    line->setSpacing(metrics::buttonGap);
    line->addWidget(m_icon, 0, Qt::AlignTop);
    line->addLayout(texts, 1);
    line->addWidget(m_next, 0, Qt::AlignTop);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::gap);
    column->addWidget(new TextLabel(tr("Rotation"), Theme::Font::Heading));
    column->addWidget(m_facts);
    auto *buttons = new QGridLayout; // two by two: the page may be narrow
    buttons->setSpacing(metrics::gap);
    buttons->setColumnStretch(2, 1);
    buttons->addWidget(m_schedule, 0, 0);
    buttons->addWidget(m_now, 0, 1);
    buttons->addWidget(m_steps, 1, 0);
    buttons->addWidget(m_cancel, 1, 1);
    column->addLayout(buttons);
}

void RotationSection::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    look();
}

void RotationSection::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_again.stop();
    m_scope.cancelAll();
}

void RotationSection::look()
{
    m_again.stop();
    m_scope.cancelAll();
    const EntryContent *content = m_workspace.openEntry().content();
    m_connection = m_workspace.place().sharedConnection();
    if (!isVisible() || !content || !content->entry.id.isSecret() || !m_connection)
        return;
    const RefreshSettings settings = m_workspace.refreshes().settingsOf(content->entry);
    m_scope.launch(lookAt(m_connection.get(), settings, content->entry.secretId()),
                   [this](const Result<RotationFinding> &finding) {
                       m_problem = finding ? QString() : ErrorText::message(finding.error()).sentence;
                       m_finding = finding ? std::optional(*finding) : std::nullopt;
                       if (m_finding && m_finding->state == RotationState::UnderWay)
                           m_again.start();
                       show();
                       emit looked();
                   });
}

void RotationSection::act(RotationAction action)
{
    if (m_finding && action != RotationAction::None && action != RotationAction::Wait)
        emit actionWanted(action, *m_finding);
}

void RotationSection::show()
{
    const EntryContent *content = m_workspace.openEntry().content();
    const bool isSecret = content && content->entry.id.isSecret();
    setVisible(isSecret);
    showCard();
    showFacts();
    showButtons();
}

void RotationSection::showCard()
{
    const bool isShown = m_finding && m_finding->action != RotationAction::None;
    m_card->setVisible(isShown);
    if (!isShown)
        return;
    const bool isStuck = m_finding->isStuck();
    const ColorToken color = isStuck ? &ThemeColors::dangerFg : &ThemeColors::infoFg;
    m_card->setLook(isStuck ? &ThemeColors::dangerBg : &ThemeColors::infoBg, color);
    m_icon->setIcon(isStuck ? u"process-stop"_s : u"help-about"_s, color);
    m_state->setText(RotationWords::state(*m_finding));
    m_why->setText(RotationWords::why(*m_finding, m_workspace.clock().utcNow()));
    m_next->setText(RotationWords::button(m_finding->action));
    m_next->setVisible(isStuck);
}

void RotationSection::showFacts()
{
    QList<FactRows::Fact> facts;
    if (!m_finding) {
        facts.append({tr("State"), m_problem.isEmpty() ? tr("Reading…") : m_problem});
        return m_facts->setFacts(facts);
    }
    const SecretMetadata &secret = m_finding->metadata;
    const QDateTime now = m_workspace.clock().utcNow();
    facts.append({tr("State"), RotationWords::state(*m_finding)});
    if (!secret.rotationLambdaArn.isEmpty())
        facts.append({tr("Function"), secret.rotationLambdaArn, true});
    if (secret.rotationEnabled) {
        facts.append({tr("Schedule"), RotationWords::schedule(secret.rotationRules)});
        facts.append({tr("Window"), RotationWords::window(secret.rotationRules)});
        QStringList next;
        const QList<RotationWindow> windows = nextWindows(secret.rotationRules, secret.lastRotatedAt, now);
        for (const RotationWindow &window : windows)
            //: local time (and the same in UTC)
            next.append(tr("%1  (%2 UTC)").arg(RotationWords::local(window), RotationWords::utc(window)));
        facts.append({tr("Next rotations"), next.isEmpty() ? tr("None") : next.join(u'\n')});
    }
    facts.append({tr("Last rotated"),
                  secret.lastRotatedAt.isValid() ? RefreshWords::moment(secret.lastRotatedAt, now) : tr("Not known")});
    m_facts->setFacts(facts);
}

void RotationSection::showButtons()
{
    const EntryContent *content = m_workspace.openEntry().content();
    if (!content)
        return;
    const bool hasFunction = m_finding && !m_finding->metadata.rotationLambdaArn.isEmpty();
    const bool isPending = m_finding && !m_finding->pendingVersion.isEmpty();
    const bool isOn = m_finding && m_finding->metadata.rotationEnabled;
    const QString common = !m_finding                     ? tr("It is not read yet")
                           : !content->entry.isWritable() ? tr("It cannot be changed here")
                           : m_workspace.refreshes().isRefreshing(content->entry.id)
                               ? tr("The token is being refreshed")
                               : QString();
    const QString free = !common.isEmpty() ? common : isPending ? tr("A rotation is under way") : QString();
    m_schedule->setDisabledReason(free);
    m_now->setDisabledReason(!free.isEmpty() ? free : hasFunction ? QString() : tr("It has no rotation function"));
    m_cancel->setDisabledReason(!common.isEmpty()   ? common
                                : isOn || isPending ? QString()
                                                    : tr("No rotation is set up or under way"));
    m_next->setDisabledReason(common);
    const RefreshReadiness readiness = m_workspace.refreshes().readiness(*content);
    m_steps->setVisible(holdsAccessToken(m_workspace.refreshes().mapped(*content)));
    m_steps->setDisabledReason(!free.isEmpty()      ? free
                               : isOn               ? tr("Its function rotates it")
                               : readiness.possible ? QString()
                                                    : ErrorText::obstacle(readiness.obstacle));
}

} // namespace keyturn

#include "moc_rotation_section.cpp"
