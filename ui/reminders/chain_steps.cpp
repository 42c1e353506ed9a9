#include "ui/reminders/chain_steps.h"

#include "ui/style/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/status_chip.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

QWidget *cardOf(const ChainStep &step, qsizetype number)
{
    auto *card = new Card;
    card->setObjectName(u"chainStep%1"_s.arg(number));
    card->setAccessibleName(u"%1: %2"_s.arg(step.title, step.word));
    if (step.isBroken())
        card->setLook(&ThemeColors::dangerBg, &ThemeColors::dangerFg);
    auto *head = new QHBoxLayout;
    head->setSpacing(metrics::gap);
    head->addWidget(new IconLabel(step.icon, step.isBroken() ? &ThemeColors::dangerFg : &ThemeColors::text2));
    head->addWidget(new ElidedLabel(step.title, Theme::Font::Heading), 1);
    auto *chip = new StatusChip;
    chip->setObjectName(u"chainStepChip%1"_s.arg(number));
    chip->setStatus(step.status, step.word);
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(Card::margins());
    column->setSpacing(metrics::smallGap);
    column->addLayout(head);
    column->addWidget(
        new ElidedLabel(step.detail, Theme::Font::Small, step.isBroken() ? &ThemeColors::text : &ThemeColors::text2));
    column->addWidget(chip, 0, Qt::AlignLeft);
    return card;
}

} // namespace

ChainSteps::ChainSteps(QWidget *parent) : QWidget(parent), m_row(new QBoxLayout(QBoxLayout::LeftToRight, this))
{
    setObjectName(u"chainSteps"_s);
    setAccessibleName(tr("Links of the chain"));
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(metrics::smallGap);
}

void ChainSteps::setSteps(const QList<ChainStep> &steps)
{
    while (QLayoutItem *item = m_row->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_cards.clear();
    m_arrows.clear();
    bool isThrough = true;
    for (qsizetype i = 0; i < steps.size(); ++i) {
        if (i > 0) {
            m_arrows.append(new IconLabel(u"go-next"_s, isThrough ? &ThemeColors::okFg : &ThemeColors::text3));
            m_row->addWidget(m_arrows.constLast());
        }
        m_cards.append(cardOf(steps.at(i), i));
        m_row->addWidget(m_cards.constLast(), 1);
        isThrough = isThrough && !steps.at(i).isBroken();
    }
    arrange();
}

//! As narrow as one wants: the direction gives way.
QSize ChainSteps::minimumSizeHint() const
{
    return {0, QWidget::minimumSizeHint().height()};
}

void ChainSteps::arrange()
{
    int needed = 0;
    for (const QWidget *card : std::as_const(m_cards))
        needed += card->minimumSizeHint().width() + metrics::icon + 2 * metrics::smallGap;
    const bool isNarrow = width() < needed;
    m_row->setDirection(isNarrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    for (QWidget *arrow : std::as_const(m_arrows))
        arrow->setVisible(!isNarrow);
}

void ChainSteps::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

} // namespace keyturn

#include "moc_chain_steps.cpp"
