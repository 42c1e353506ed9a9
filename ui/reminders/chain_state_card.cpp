#include "ui/reminders/chain_state_card.h"

#include "ui/reminders/chain_page_words.h"
#include "ui/style/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/progress_arc.h"
#include "ui/widgets/text_label.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

ChainStateCard::ChainStateCard(QWidget *parent) :
    Card(parent), m_icon(new IconLabel(u"help-about"_s)), m_arc(new ProgressArc),
    m_sentence(new TextLabel({}, Theme::Font::Heading)),
    m_detail(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2)),
    m_check(new Button(u"view-refresh"_s, tr("Check")))
{
    setObjectName(u"chainState"_s);
    m_sentence->setObjectName(u"chainSentence"_s);
    m_sentence->wrapAnywhere();
    m_detail->setObjectName(u"chainDetail"_s);
    m_detail->wrapAnywhere();
    m_arc->setText(tr("Checking with AWS…"));
    m_check->setObjectName(u"chainCheck"_s);
    m_check->setAccessibleName(m_check->text());
    auto *texts = new QVBoxLayout;
    texts->setSpacing(metrics::smallGap);
    texts->addWidget(m_sentence);
    texts->addWidget(m_detail);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(Card::margins());
    row->setSpacing(metrics::partGap);
    row->addWidget(m_icon);
    row->addWidget(m_arc);
    row->addLayout(texts, 1);
    row->addWidget(m_check);
    connect(m_check, &QPushButton::clicked, this, &ChainStateCard::checkWanted);
}

QWidget *ChainStateCard::button() const
{
    return m_check;
}

void ChainStateCard::setState(const OpenChain &chain)
{
    const OpenChain::State state = chain.state();
    const bool isBroken = state == OpenChain::State::Broken;
    const bool isRunning = chain.isLooking() || chain.isWriting();
    m_arc->setVisible(isRunning);
    m_icon->setVisible(!isRunning);
    if (isBroken)
        m_icon->setIcon(u"kt-fail"_s, &ThemeColors::dangerFg);
    else if (state != OpenChain::State::Works)
        m_icon->setIcon(u"help-about"_s, &ThemeColors::text2);
    else if (chain.found().reachesAll())
        m_icon->setIcon(u"kt-ok"_s, &ThemeColors::okFg);
    else
        m_icon->setIcon(u"kt-warning"_s, &ThemeColors::warnFg);
    setLook(isBroken ? &ThemeColors::dangerBg : &ThemeColors::sunken,
            isBroken ? &ThemeColors::dangerFg : &ThemeColors::border);
    m_sentence->setText(ChainPageWords::state(chain));
    setAccessibleName(m_sentence->text());
    const QString detail = ChainPageWords::detail(chain);
    m_detail->setText(detail);
    m_detail->setColor(isBroken ? &ThemeColors::text : &ThemeColors::text2);
    m_detail->setVisible(!detail.isEmpty());
    m_check->setDisabledReason(chain.isBusy() ? tr("Checking with AWS…") : QString());
}

} // namespace keyturn

#include "moc_chain_state_card.cpp"
