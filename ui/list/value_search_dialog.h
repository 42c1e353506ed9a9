#pragma once
#include "ui/list/value_search.h"
#include "ui/widgets/dialog_frame.h"

class QLineEdit;
class QProgressBar;

namespace keyturn {

class Button;
class TextLabel;

//! Asks for a value in a masked field, or for a look at all values, and reads the entries with progress and Cancel. The
//! value never reaches the filter field, its undo, or any file.
class ValueSearchDialog : public FramedDialog {
    Q_OBJECT

public:
    ValueSearchDialog(ValueSearch &search, ValueSearch::What what, qsizetype entries, QWidget *parent = nullptr);

    //! What was typed in the wrong field.
    void setValue(const QString &value);
    void reject() override;

private:
    void start();
    void showProgress();
    void finished(int found);

    ValueSearch &m_search;
    ValueSearch::What m_what;
    QLineEdit *m_value;
    QProgressBar *m_progress;
    TextLabel *m_state;
    Button *m_cancel;
    Button *m_start;
    bool m_done = false;
};

} // namespace keyturn
