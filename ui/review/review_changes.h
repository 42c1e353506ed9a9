#pragma once
#include "core/workspace/staged_edits.h"

#include <QBasicTimer>
#include <QWidget>

class QPlainTextEdit;
class QStackedWidget;
class QTableView;

namespace keyturn {

struct HalfSaved;
class DiffModel;
class ElidedLabel;
class SegmentedControl;

//! What changes in one entry, by key or as the masked text. One row at a time is revealed, for 20 s at most.
class ReviewChanges : public QWidget {
    Q_OBJECT

public:
    explicit ReviewChanges(QWidget *parent = nullptr);
    //! \p half: a save of it that stopped; null: none.
    void setItem(const StagedEdits::Item &item, const HalfSaved *half = nullptr);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void timerEvent(QTimerEvent *event) override;
    void changeEvent(QEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void makeTable();
    void toggleFold();
    void toggleReveal(int row);
    void fit();

    DiffModel *m_diff;
    ElidedLabel *m_name;
    SegmentedControl *m_mode;
    QTableView *m_table;
    QPlainTextEdit *m_raw;
    QStackedWidget *m_stack;
    QBasicTimer m_reveal;
};

} // namespace keyturn
