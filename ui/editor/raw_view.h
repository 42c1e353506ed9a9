#pragma once
#include "ui/editor/value_operations.h"

#include <QTimer>
#include <QWidget>

namespace keyturn {

class Button;
class SecretTextEdit;
class TextLabel;

//! The text of an entry: sensitive values are dots until it is shown, for 20 s or as long as one types. What is
//! typed is staged at once, so that no other view and no mask loses it.
class RawView : public QWidget {
    Q_OBJECT

public:
    explicit RawView(ValueOperations &operations, QWidget *parent = nullptr);

    //! Content or edits changed.
    void refresh();
    bool isRevealed() const;
    void reveal();
    void hideText();
    void edit();
    void copyAll();
    //! Selects the next (1) or previous (-1) place; its number and how many there are.
    std::pair<qsizetype, qsizetype> find(const QString &text, int step);

protected:
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool isEditable() const;
    void stageTyped();
    void showRemark();

    ValueOperations &m_operations;
    SecretTextEdit *m_text;
    TextLabel *m_remark;
    Button *m_goTo;
    Button *m_show;
    QTimer m_life;
    QTimer m_pause; // between two steps of undo
    bool m_staging = false;
};

} // namespace keyturn
