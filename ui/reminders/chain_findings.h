#pragma once
#include "core/workspace/open_chain.h"

#include <QWidget>

class QVBoxLayout;

namespace keyturn {

class Button;

//! What the test of a reminder chain has found: each with what to do, and a button where that can be done here.
class ChainFindings : public QWidget {
    Q_OBJECT

public:
    explicit ChainFindings(QWidget *parent = nullptr);

    void setFindings(const OpenChain &chain);
    //! Disables the buttons for this reason; empty enables them.
    void setObstacle(const QString &reason);
    //! In reading order.
    QList<QWidget *> buttons() const;

signals:
    void repairWanted(const keyturn::ChainFinding &finding);

private:
    void addRow(const ChainFinding &finding, bool isRepairable);

    QVBoxLayout *m_rows;
    QList<Button *> m_buttons;
};

} // namespace keyturn
