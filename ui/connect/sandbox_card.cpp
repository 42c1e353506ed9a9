#include "ui/connect/sandbox_card.h"

#include "ui/connect/card_parts.h"
#include "ui/style/metrics.h"
#include "ui/text/status.h"
#include "ui/widgets/button.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/label_chip.h"
#include "ui/widgets/status_chip.h"
#include "ui/widgets/text_label.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

SandboxCard::SandboxCard(QWidget *parent) :
    Card(parent, metrics::dialogRadius), m_open(new Button(tr("Open the sandbox"), Button::Kind::Primary))
{
    setObjectName(u"sandboxCard"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::pageMargin, metrics::sectionGap, metrics::pageMargin, metrics::pageMargin);
    column->setSpacing(0);
    addHead(column);
    column->addSpacing(20);
    addSamples(column);
    column->addStretch(1);
    column->addSpacing(20);
    m_open->setObjectName(u"startRehearsal"_s);
    m_open->setMinimumHeight(metrics::pageButtonHeight);
    column->addWidget(m_open);
    connect(m_open, &QPushButton::clicked, this, &SandboxCard::openRequested);
}

void SandboxCard::addHead(QVBoxLayout *column)
{
    auto *head = new QHBoxLayout;
    head->setSpacing(metrics::gap);
    head->addWidget(new IconLabel(u"flag"_s, &ThemeColors::okFg, metrics::largeIcon));
    head->addWidget(new TextLabel(tr("Sandbox"), Theme::Font::Heading), 1);
    auto *first = new StatusChip;
    first->setStatus(Status::Added, tr("Good for a first look"));
    head->addWidget(first);
    column->addLayout(head);
    column->addSpacing(8);
    auto *what = new TextLabel(
        tr("A practice environment on this computer. Nothing reaches AWS or Amazon, so you can't break anything real."),
        Theme::Font::Body, &ThemeColors::text2);
    what->setWordWrap(true);
    column->addWidget(what);
}

void SandboxCard::addSamples(QVBoxLayout *column)
{
    struct Layout {
        QString icon, name, what, kind;
    };
    const QList<Layout> layouts{
        {u"kt-secret"_s, u"amazon-api-access-token"_s, tr("Alexa skill, 6 keys"), u"LWA"_s},
        {u"kt-secret"_s, u"lwa-oauth"_s, tr("ASP command line, 5 keys"), u"LWA"_s},
        {u"kt-params"_s, u"/my-erp/lwa"_s, tr("3 encrypted parameters"), u"SP-API"_s},
        {u"kt-secret"_s, u"upwork-oauth"_s, tr("rotating refresh token"), u"Upwork"_s},
        {u"kt-secret"_s, u"genesys-oauth"_s, tr("rotation Lambda"), u"Genesys"_s},
    };
    column->addWidget(new TextLabel(tr("Includes five sample credentials"), Theme::Font::BodyStrong));
    column->addSpacing(4);
    for (const Layout &layout : layouts) {
        auto *row = new QHBoxLayout;
        row->setContentsMargins(0, 7, 0, 7);
        row->setSpacing(metrics::buttonGap);
        row->addWidget(new IconLabel(layout.icon, &ThemeColors::text2), 0, Qt::AlignTop);
        row->addLayout(twoLines(layout.name, layout.what), 1);
        row->addWidget(new LabelChip(layout.kind));
        column->addLayout(row);
        column->addWidget(new CardLine);
    }
}

void SandboxCard::focusOpen()
{
    m_open->setFocus();
}

} // namespace keyturn

#include "moc_sandbox_card.cpp"
