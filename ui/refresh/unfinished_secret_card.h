#pragma once
#include "core/entry/entry.h"
#include "ui/widgets/card.h"

namespace keyturn {

class Button;
class TextLabel;
class Workspace;

//! A new client secret of an entry that is not in every copy yet, or whose message is still in the queue: how far it
//! is, and the button that goes on, or that ends the wait for its message.
class UnfinishedSecretCard : public Card {
    Q_OBJECT

public:
    explicit UnfinishedSecretCard(Workspace &workspace, QWidget *parent = nullptr);

    void show(const EntryId &id);

private:
    void showState();
    void act();

    Workspace &m_workspace;
    EntryId m_id;
    TextLabel *m_text;
    Button *m_button;
};

} // namespace keyturn
