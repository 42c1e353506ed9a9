#pragma once
#include <QObject>

namespace keyturn {

//! Keeps a text field from undoing on its own: undo and redo belong to the staged changes of all views.
class UndoFilter : public QObject {
    Q_OBJECT

public:
    //! Belongs to \p field.
    explicit UndoFilter(QWidget *field);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace keyturn
