#pragma once
#include "ui/widgets/card.h"

class QVBoxLayout;

namespace keyturn {

class Button;

//! Offers the sandbox of this computer, and tells what is in it.
class SandboxCard : public Card {
    Q_OBJECT

public:
    explicit SandboxCard(QWidget *parent = nullptr);

    void focusOpen();

signals:
    void openRequested();

private:
    void addHead(QVBoxLayout *column);
    void addSamples(QVBoxLayout *column);

    Button *m_open;
};

} // namespace keyturn
