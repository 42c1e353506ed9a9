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

ChainStateCard::ChainStateCard(const QString &prefix, QWidget *parent) :
    Card(parent), m_icon(new IconLabel(u"help-about"_s)), m_arc(new ProgressArc),
    m_sentence(new TextLabel({}, Theme::Font::Heading)),
    m_detail(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2)),
    m_check(new Button(u"view-refresh"_s, tr("Check")))
{
    setObjectName(prefix + u"State"_s);
    m_sentence->setObjectName(prefix + u"Sentence"_s);
    m_sentence->wrapAnywhere();
    m_detail->setObjectName(prefix + u"Detail"_s);
    m_detail->wrapAnywhere();
    m_arc->setText(tr("Checking with AWS…"));
    m_check->setObjectName(prefix + u"Check"_s);
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
    Face face{u"help-about"_s,
              &ThemeColors::text2,
              ChainPageWords::state(chain),
              ChainPageWords::detail(chain),
              chain.isLooking() || chain.isWriting(),
              isBroken};
    if (isBroken) {
        face.icon = u"kt-fail"_s;
        face.color = &ThemeColors::dangerFg;
    } else if (state == OpenChain::State::Works) {
        face.icon = chain.found().reachesAll() ? u"kt-ok"_s : u"kt-warning"_s;
        face.color = chain.found().reachesAll() ? &ThemeColors::okFg : &ThemeColors::warnFg;
    }
    setFace(face);
    m_check->setDisabledReason(chain.isBusy() ? tr("Checking with AWS…") : QString());
}

void ChainStateCard::setFace(const Face &face)
{
    m_arc->setVisible(face.isRunning);
    m_icon->setVisible(!face.isRunning);
    m_icon->setIcon(face.icon, face.color);
    setLook(face.isBroken ? &ThemeColors::dangerBg : &ThemeColors::sunken,
            face.isBroken ? &ThemeColors::dangerFg : &ThemeColors::border);
    m_sentence->setText(face.sentence);
    setAccessibleName(face.sentence);
    m_detail->setText(face.detail);
    m_detail->setColor(face.isBroken ? &ThemeColors::text : &ThemeColors::text2);
    m_detail->setVisible(!face.detail.isEmpty());
    m_check->setDisabledReason(face.isRunning ? tr("Checking with AWS…") : QString());
}

} // namespace keyturn

#include "moc_chain_state_card.cpp"
