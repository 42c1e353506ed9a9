#pragma once
#include "core/entry/entry_content.h"

#include <QTimer>
#include <QWidget>

class QVBoxLayout;

namespace keyturn {

class Button;
class FactRows;
class TextLabel;
class Workspace;

//! The client secret of one entry as it is replaced: how far it is, how long the old one is accepted, who has to be
//! looked after. One that is unfinished is continued from the card of the tab.
class ClientSecretPart : public QWidget {
    Q_OBJECT

public:
    explicit ClientSecretPart(Workspace &workspace, QWidget *parent = nullptr);

    void show(const EntryContent &content);

signals:
    void replaceWanted(); //!< a new one is to be pasted, or ordered

private:
    void layOut();
    void tell(const QString &sentence);
    void showState();
    void showConsumers();
    void exportRunbook();

    Workspace &m_workspace;
    Entry m_entry;
    TextLabel *m_state;
    FactRows *m_copies;
    QVBoxLayout *m_consumers;
    TextLabel *m_told;
    Button *m_replace;
    Button *m_ask;
    Button *m_export;
    Button *m_end;
    QTimer m_minute;
};

} // namespace keyturn
