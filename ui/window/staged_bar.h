#pragma once
#include <QFrame>

namespace keyturn {

class Button;
class ElidedLabel;
class TextLabel;

//! "3 changes in 2 secrets" with their names, Undo, Discard… and Review…. Visible while something is staged.
class StagedBar : public QFrame {
    Q_OBJECT

public:
    explicit StagedBar(QWidget *parent = nullptr);

    //! Nothing staged hides it. \p secretsOnly: else they are called entries.
    void setChanges(qsizetype changes, const QStringList &entries, bool secretsOnly = true);
    void setUndoEnabled(bool enabled);
    //! Why nothing of it can be saved; empty: it can.
    void setReviewObstacle(const QString &reason);

signals:
    void undoRequested();
    void discardRequested();
    void reviewRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    TextLabel *m_title;
    ElidedLabel *m_names;
    Button *m_undo;
    Button *m_discard;
    Button *m_review;
};

} // namespace keyturn
