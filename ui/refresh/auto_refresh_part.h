#pragma once
#include "core/entry/entry.h"

#include <QTimer>
#include <QWidget>

class QCheckBox;

namespace keyturn {

class StatusChip;
class TextLabel;
class Workspace;

//! Whether the tokens of one entry are refreshed before they expire, when next, and what is in the way.
class AutoRefreshPart : public QWidget {
    Q_OBJECT

public:
    explicit AutoRefreshPart(Workspace &workspace, QWidget *parent = nullptr);

    void show(const Entry &entry);

private:
    void showState();
    void pin(bool isPinned);

    Workspace &m_workspace;
    Entry m_entry;
    QCheckBox *m_pin;
    StatusChip *m_chip;
    TextLabel *m_text;
};

} // namespace keyturn
