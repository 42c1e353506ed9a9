#include "ui/window/status_line.h"

#include "core/connection/connection_setup.h"
#include "core/workspace/workspace.h"
#include "ui/connect/endpoint_text.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"
#include "ui/text/wording.h"
#include "ui/widgets/clipboard_guard.h"
#include "ui/widgets/clipboard_ring.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/text_label.h"
#include "ui/window/connection_health.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace keyturn {

//! Says in colour what the text beside it says in words.
class StatusLine::Dot : public QWidget {
public:
    explicit Dot() { setFixedSize(8, 8); }
    void setColor(ColorToken color)
    {
        m_color = color;
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colors().*m_color);
        painter.drawEllipse(rect());
    }

private:
    ColorToken m_color = &ThemeColors::text3;
};

StatusLine::StatusLine(Workspace &workspace, const ConnectionHealth &health, ClipboardGuard &clipboard,
                       QWidget *parent) :
    QFrame(parent),
    m_workspace(workspace), m_health(health), m_dot(new Dot),
    m_identity(new ElidedLabel({}, Theme::Font::Small, &ThemeColors::text2)),
    m_endpoint(new ElidedLabel({}, Theme::Font::Small, &ThemeColors::text2, Qt::ElideMiddle)),
    m_load(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2)), m_ring(new ClipboardRing)
{
    setObjectName(u"statusLine"_s);
    setAccessibleName(tr("Status"));
    setFixedHeight(metrics::statusBarHeight);
    m_identity->setObjectName(u"identity"_s);
    m_endpoint->setObjectName(u"endpoint"_s);
    m_load->setObjectName(u"loadState"_s);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(18, 0, 12, 0);
    row->setSpacing(metrics::buttonGap);
    row->addWidget(m_dot);
    row->addWidget(m_identity, 1);
    row->addWidget(m_endpoint, 1);
    row->addWidget(m_load, 0, Qt::AlignCenter);
    auto *right = new QHBoxLayout;
    right->addStretch();
    right->addWidget(m_ring);
    row->addLayout(right, 1);

    connectWorkspace();
    connectClipboard(clipboard);
    auto *halfMinute = new QTimer(this); // the age of a list grows
    connect(halfMinute, &QTimer::timeout, this, &StatusLine::showLoad);
    halfMinute->start(30s);
    m_ring->stop();
    showIdentity();
    showEndpoint();
    showLoad();
}

void StatusLine::connectWorkspace()
{
    Place &place = m_workspace.place();
    const auto named = [this](bool isNameless) {
        m_isNameless = isNameless;
        showIdentity();
    };
    connect(&place, &Place::changed, this, [named] { named(false); });
    connect(&place, &Place::identityChanged, this, [named] { named(false); });
    connect(&place, &Place::identityFailed, this, [named] { named(true); });
    connect(&place, &Place::opened, this, &StatusLine::showIdentity);
    connect(&place, &Place::openFailed, this, &StatusLine::showIdentity);
    connect(&place, &Place::changed, this, &StatusLine::showEndpoint);
    connect(&place, &Place::changed, this, &StatusLine::showLoad);
    connect(&m_health, &ConnectionHealth::changed, this, &StatusLine::showIdentity);
    connect(&place, &Place::opened, this, &StatusLine::showEndpoint);
    Listing &listing = m_workspace.listing();
    for (auto signal : {&Listing::started, &Listing::finished})
        connect(&listing, signal, this, &StatusLine::showLoad);
    connect(&listing, &Listing::failed, this, &StatusLine::showLoad);
    connect(&listing.table(), &EntryTable::changed, this, &StatusLine::showLoad);
    connect(&m_workspace.running(), &RunningWrites::changed, this, &StatusLine::showLoad);
}

void StatusLine::connectClipboard(ClipboardGuard &clipboard)
{
    connect(m_ring, &ClipboardRing::clearRequested, &clipboard, &ClipboardGuard::clearNow);
    connect(&clipboard, &ClipboardGuard::changed, this, [this, &clipboard] {
        if (!clipboard.isActive())
            m_ring->stop();
        else if (clipboard.secondsLeft() == clipboard.life())
            m_ring->start(clipboard.what(), clipboard.life());
        else
            m_ring->setRemaining(clipboard.secondsLeft());
    });
}

void StatusLine::setCompact(bool compact)
{
    m_load->setVisible(!compact);
}

void StatusLine::setMiddle(const QString &text)
{
    m_middle = text;
    showLoad();
}

void StatusLine::showIdentity()
{
    const Place &place = m_workspace.place();
    const CallerIdentity &identity = place.identity();
    const bool isUnderWay = place.isOpen() || place.isOpening();
    if (m_health.state() == ConnectionHealth::State::OutOfReach) {
        m_dot->setColor(&ThemeColors::dangerFg);
        m_identity->setText(tr("No connection"));
    } else if (m_health.state() == ConnectionHealth::State::Refused
               || (!isUnderWay && !place.profile().name.isEmpty())) {
        m_dot->setColor(&ThemeColors::dangerFg);
        m_identity->setText(tr("Not signed in"));
    } else if (m_isNameless && m_health.state() == ConnectionHealth::State::Answers) {
        m_dot->setColor(&ThemeColors::okFg);
        m_identity->setText(tr("Connected"));
    } else if (!identity.account.isEmpty()) {
        m_dot->setColor(&ThemeColors::okFg);
        m_identity->setText(tr("Signed in as %1").arg(identity.displayName()));
    } else {
        m_dot->setColor(&ThemeColors::text3);
        m_identity->setText(isUnderWay ? tr("Signing in…") : tr("Not signed in"));
    }
}

//! The rehearsal says what it is elsewhere.
void StatusLine::showEndpoint()
{
    QString where;
    Connection *connection = m_workspace.place().connection();
    if (connection && connection->profile().kind != ProfileKind::Sandbox)
        where = EndpointText::line(endpointsOf(connection->profile(), connection->region()));
    m_endpoint->setText(where);
    m_endpoint->setVisible(!where.isEmpty());
}

void StatusLine::showLoad()
{
    if (m_workspace.running().count() > 0)
        m_load->setText(tr("%n operation(s) running", nullptr, m_workspace.running().count()));
    else if (!m_middle.isEmpty())
        m_load->setText(m_middle);
    else if (m_workspace.listing().cachedAt().isValid())
        showCached();
    else if (m_workspace.listing().isRunning())
        m_load->setText(m_workspace.listing().entries().isEmpty()
                            ? tr("Reading…")
                            : tr("Reading, %1 so far").arg(Wording::entries(m_workspace.listing().entries().size())));
    else if (m_workspace.listing().listedAt().isValid() && !m_workspace.listing().errors().isEmpty())
        m_load->setText(
            m_workspace.listing().entries().isEmpty()
                ? tr("Couldn't load the entries")
                : tr("Couldn't load everything: %1").arg(Wording::entries(m_workspace.listing().entries().size())));
    else if (m_workspace.listing().listedAt().isValid())
        m_load->setText(tr("%1 read %2")
                            .arg(Wording::entries(m_workspace.listing().entries().size()),
                                 Wording::timeWithSeconds(m_workspace.listing().listedAt())));
    else
        m_load->clear();
}

void StatusLine::showCached()
{
    const Listing &listing = m_workspace.listing();
    const QString entries = Wording::entries(listing.entries().size());
    const QString asOf = Wording::asOf(listing.cachedAt(), m_workspace.clock().utcNow());
    m_load->setText(listing.isRunning() ? tr("%1 %2, reading again").arg(entries, asOf)
                                        : tr("%1 %2").arg(entries, asOf));
}

void StatusLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), colors().window);
    painter.fillRect(QRect(0, 0, width(), 1), colors().border);
}

} // namespace keyturn

#include "moc_status_line.cpp"
