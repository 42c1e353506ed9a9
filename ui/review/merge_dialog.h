#pragma once
#include "ui/review/merge_model.h"
#include "ui/widgets/dialog_frame.h"

#include <QBasicTimer>
#include <QHash>

class QTableView;

namespace keyturn {

class Button;
class IconLabel;
class MergeChoice;
class TextLabel;

//! Two edits of one entry, key by key: what changed on one side merges itself, the rest is chosen. Accepted when
//! nothing is undecided; what to do with merge() is the caller's.
class MergeDialog : public FramedDialog {
    Q_OBJECT

public:
    //! \p production: the head says so.
    explicit MergeDialog(ThreeWayMerge merge, bool production, QWidget *parent = nullptr);

    const ThreeWayMerge &merge() const { return m_model->merge(); }

signals:
    void versionsWanted(const keyturn::EntryId &id); //!< what came in between, in its history; the dialog is rejected

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void timerEvent(QTimerEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeBanner();
    QLayout *makeRemark();
    void makeFoot();
    void makeTable();
    QString outcome() const;
    void placeChoices();
    void showState();
    void fitTable();
    void toggleReveal(int row);

    MergeModel *m_model;
    QTableView *m_table;
    QHash<int, MergeChoice *> m_choices; // by row
    TextLabel *m_banner;
    IconLabel *m_footIcon;
    TextLabel *m_foot;
    Button *m_continue;
    QBasicTimer m_reveal;
};

} // namespace keyturn
