#pragma once
#include "ui/reminders/chain_step.h"

#include <QWidget>

class QHBoxLayout;

namespace keyturn {

//! The five links of a reminder chain beside each other, with arrows up to the first that lets nothing through.
class ChainSteps : public QWidget {
    Q_OBJECT

public:
    explicit ChainSteps(QWidget *parent = nullptr);

    void setSteps(const QList<ChainStep> &steps);

private:
    QHBoxLayout *m_row;
};

} // namespace keyturn
