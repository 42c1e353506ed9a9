#pragma once
#include "core/workspace/open_chain.h"
#include "ui/widgets/card.h"

namespace keyturn {

class Button;
class IconLabel;
class ProgressArc;
class TextLabel;

//! How reminders of AWS stand, in one sentence, and a button that looks again.
class ChainStateCard : public Card {
    Q_OBJECT

public:
    struct Face {
        QString icon;
        ColorToken color;
        QString sentence;
        QString detail;
        bool isRunning = false;
        bool isBroken = false;
    };

    //! \p prefix: of the names of its parts.
    explicit ChainStateCard(const QString &prefix, QWidget *parent = nullptr);

    //! Whether a reminder of the chain would arrive.
    void setState(const OpenChain &chain);
    void setFace(const Face &face);
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
