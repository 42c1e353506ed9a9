#pragma once
#include "core/entry/clock_reset.h"
#include "core/workspace/staged_edits.h"
#include "ui/widgets/card.h"

class QCheckBox;

namespace keyturn {

class TextLabel;
class Workspace;

//! Says which of AWS's reminders a save would put off although nothing is rotated by it, and offers a reminder of
//! Keyturn's own on the day that it had, which no save moves. Away where there is nothing of the kind.
class ClockGuard : public Card {
    Q_OBJECT

public:
    //! Keeps the reminders when \p workspace has saved, and not before.
    explicit ClockGuard(Workspace &workspace, QWidget *parent = nullptr);

    void setItems(const QList<const StagedEdits::Item *> &items);

signals:
    //! A save went well, and a reminder that was to be kept is not. \p sentence says which and why.
    void notKept(const QString &sentence);

private:
    void saved(const StagedEdits::Item &item);

    Workspace &m_workspace;
    TextLabel *m_text;
    QCheckBox *m_keep;
};

} // namespace keyturn
