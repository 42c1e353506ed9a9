#pragma once
#include "core/workspace/workspace.h"
#include "ui/widgets/dialog_frame.h"

#include <functional>

namespace keyturn {

class Button;
class Card;
class ConfirmField;
class TextLabel;

//! A dialog for one write: what it does, what follows from it, perhaps a name to be typed, and one button that does it.
//! It stays until the write has its result; a failure is told in the dialog.
class ActionDialog : public FramedDialog {
    Q_OBJECT

public:
    void reject() override;

signals:
    //! The write is done; \p sentence for the message bar.
    void done(const QString &sentence);

protected:
    ActionDialog(Workspace &workspace, const QString &title, const QString &subtitle, QWidget *parent);

    Workspace &workspace() { return m_workspace; }
    const Workspace &workspace() const { return m_workspace; }
    QVBoxLayout *body() { return m_parts; }
    Button *primary() { return m_primary; }
    //! The other one, which changes nothing.
    Button *dismissal() { return m_cancel; }
    //! The button takes something away: it is red, and Enter presses it only where it has the focus.
    void setDestructive();
    //! One line each, in a box below the body.
    void setFacts(const QStringList &facts);
    //! A sentence on red and \p name to be typed; an empty name takes the box away.
    void askFor(const QString &name, const QString &warning);
    bool isConfirmed() const;
    //! Sets the button from obstacle().
    void updateAction();
    //! Runs \p write; accepts and tells \p sentence when it succeeded.
    void run(const EntryId &id, const Writes::Write &write, const std::function<QString()> &sentence);
    bool isRunning() const { return m_running; }
    void showProblem(const QString &sentence);
    static QString placeOf(const Entry &entry);

    virtual void act() = 0;
    //! Why the button is disabled; empty if it is not.
    virtual QString obstacle() const = 0;

private:
    void makeConfirmation();
    void makeFoot();

    Workspace &m_workspace;
    QVBoxLayout *m_parts;
    Card *m_confirmCard;
    TextLabel *m_warning;
    TextLabel *m_ask;
    ConfirmField *m_confirm;
    Card *m_factsCard;
    QVBoxLayout *m_facts;
    TextLabel *m_problem;
    Button *m_cancel;
    Button *m_primary;
    QString m_name;
    bool m_running = false;
};

} // namespace keyturn
