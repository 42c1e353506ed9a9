#pragma once
#include <QFrame>

class QAction;

namespace keyturn {

class Actions;
class Button;
class ElidedLabel;
class TextLabel;

//! "3 changes in 2 secrets" with their names, Undo, Discard… and Review…. Visible while something is staged.
class StagedBar : public QFrame {
    Q_OBJECT

public:
    //! Its buttons are the actions, which must outlive it.
    explicit StagedBar(const Actions &actions, QWidget *parent = nullptr);

    //! Nothing staged hides it. \p secretsOnly: else they are called entries.
    void setChanges(qsizetype changes, const QStringList &entries, bool secretsOnly = true);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    static void follow(Button *button, QAction *action);

    TextLabel *m_title;
    ElidedLabel *m_names;
};

} // namespace keyturn
