#pragma once
#include "ui/dialogs/action_dialog.h"

#include <QTimer>

class QFormLayout;
class QLineEdit;

namespace keyturn {

class ConsentSteps;

//! Signing in again at the provider of an entry: what happens, step by step, the wait for the browser with its end, and
//! a field for the address where the browser cannot come back by itself. Closes when the tokens are there; what becomes
//! of them is the review's.
class ConsentDialog : public ActionDialog {
    Q_OBJECT

public:
    //! Begins at once.
    ConsentDialog(Workspace &workspace, const Entry &entry, QWidget *parent = nullptr);

    void reject() override;

protected:
    void act() override;
    QString obstacle() const override;

private:
    void makeQuestion();
    void makeAnswer();
    void connectConsents();
    void showStep();
    void showTime();
    void fillIn();
    void openBrowser(const QUrl &address);

    const EntryId m_id;
    ConsentSteps *m_steps;
    TextLabel *m_explanation;
    QWidget *m_question; //!< what is asked, and where the browser comes back to
    QLineEdit *m_redirect;
    QLineEdit *m_scope;
    QWidget *m_answer; //!< while the browser is open
    TextLabel *m_waiting;
    QLineEdit *m_pasted;
    Button *m_openAgain;
    Button *m_copy;
    QTimer m_second;
};

} // namespace keyturn
