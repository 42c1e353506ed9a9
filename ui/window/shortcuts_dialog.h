#pragma once
#include "ui/widgets/dialog_frame.h"

class QGridLayout;

namespace keyturn {

class Actions;

//! Every shortcut of the window: those of its commands, made from them, and the keys of its lists and tables.
class ShortcutsDialog : public FramedDialog {
    Q_OBJECT

public:
    explicit ShortcutsDialog(const Actions &actions, QWidget *parent = nullptr);

private:
    void addHeading(const QString &text);
    void addRow(const QString &what, const QString &keys);
    void addCommands(const Actions &actions);
    void addKeys();

    QGridLayout *m_grid;
};

} // namespace keyturn
