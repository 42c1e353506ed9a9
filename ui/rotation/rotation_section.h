#pragma once
#include "core/async/task_scope.h"
#include "core/secret_rotation/rotation_finding.h"

#include <QTimer>
#include <QWidget>

namespace keyturn {

class Button;
class Card;
class Connection;
class FactRows;
class IconLabel;
class TextLabel;
class Workspace;

//! How the open secret is rotated: when, by which function, and what can be done about it. What stands in the way of
//! the next rotation is on a card of its own, with the one action that frees it.
class RotationSection : public QWidget {
    Q_OBJECT

public:
    explicit RotationSection(Workspace &workspace, QWidget *parent = nullptr);

    //! The card; to be placed above everything else.
    QWidget *card() const;
    //! Null until it was read.
    const RotationFinding *finding() const { return m_finding ? &*m_finding : nullptr; }
    //! Reads it again.
    void look();

signals:
    void actionWanted(keyturn::RotationAction action, const keyturn::RotationFinding &finding);
    void scheduleWanted(const keyturn::RotationFinding &finding);
    void stepsWanted(); //!< new tokens as AWSPENDING
    void looked();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void layOut();
    void show();
    void showCard();
    void showFacts();
    void showButtons();
    void act(RotationAction action);

    Workspace &m_workspace;
    Card *m_card;
    IconLabel *m_icon;
    TextLabel *m_state;
    TextLabel *m_why;
    Button *m_next;
    FactRows *m_facts;
    Button *m_schedule;
    Button *m_now;
    Button *m_cancel;
    Button *m_steps;
    std::optional<RotationFinding> m_finding;
    QString m_problem;
    QTimer m_again; // while one is under way
    std::shared_ptr<Connection> m_connection;
    TaskScope m_scope;
};

} // namespace keyturn
