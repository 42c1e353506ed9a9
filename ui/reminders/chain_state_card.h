#pragma once
#include "core/workspace/open_chain.h"
#include "ui/widgets/card.h"

namespace keyturn {

class Button;
class IconLabel;
class ProgressArc;
class TextLabel;

//! Whether a reminder would arrive, in one sentence, and a button that looks again.
class ChainStateCard : public Card {
    Q_OBJECT

public:
    explicit ChainStateCard(QWidget *parent = nullptr);

    void setState(const OpenChain &chain);
    QWidget *button() const;

signals:
    void checkWanted();

private:
    IconLabel *m_icon;
    ProgressArc *m_arc;
    TextLabel *m_sentence;
    TextLabel *m_detail;
    Button *m_check;
};

} // namespace keyturn
