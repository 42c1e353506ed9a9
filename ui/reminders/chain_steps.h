#pragma once
#include "ui/reminders/chain_step.h"

#include <QWidget>

class QBoxLayout;

namespace keyturn {

//! The five links of a reminder chain beside each other, with arrows up to the first that lets nothing through; below
//! each other where they have no room.
class ChainSteps : public QWidget {
    Q_OBJECT

public:
    explicit ChainSteps(QWidget *parent = nullptr);

    void setSteps(const QList<ChainStep> &steps);
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange();

    QBoxLayout *m_row;
    QList<QWidget *> m_cards;
    QList<QWidget *> m_arrows;
};

} // namespace keyturn
