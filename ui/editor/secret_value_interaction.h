#pragma once
#include "ui/editor/secret_cells.h"
#include "ui/editor/secret_value_delegate.h"

#include <QObject>
#include <QPersistentModelIndex>
#include <QPointer>

class QAbstractItemView;
class QTableView;

namespace keyturn {

//! Mouse and keyboard of a table or tree of values: buttons under the pointer, press and hold to reveal, Space while
//! held, Ctrl+Shift+C for 20 s, Ctrl+V pastes, F2 renames, Alt+Up and Alt+Down move, masks again when the focus goes.
//! Sets up \p view (delegate, columns, row heights) and is owned by it.
class SecretValueInteraction : public QObject {
    Q_OBJECT

public:
    template <typename Model>
    SecretValueInteraction(QAbstractItemView *view, Model *model) : SecretValueInteraction(view, model, model)
    {}

signals:
    void copyRequested(const QModelIndex &index);
    void pasteRequested(const QModelIndex &index);
    void editRequested(const QModelIndex &index);
    void renameRequested(const QModelIndex &index);
    void removeRequested(const QModelIndex &index);
    void revertRequested(const QModelIndex &index);
    void fixRequested(const QModelIndex &index);
    //! \p step -1: up, 1: down.
    void stepRequested(const QModelIndex &index, int step);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    using Action = SecretValueDelegate::Action;
    struct Spot {
        QPersistentModelIndex index;
        Action action = Action::None;
    };
    SecretValueInteraction(QAbstractItemView *view, QAbstractItemModel *model, SecretCells *cells);
    void setUpTable(QTableView *table);
    Spot spotAt(const QPoint &pos) const;
    bool viewportEvent(QEvent *event);
    bool keyEvent(QKeyEvent *event, bool pressed);
    void press(const Spot &spot, quint64 at);
    void release(const Spot &spot, quint64 at);
    void setHot(const Spot &spot);
    void fit();

    QAbstractItemView *m_view;
    // The view still sends events while it is being destroyed; by then it is no table any more and these may be gone.
    QPointer<QWidget> m_viewport;
    QPointer<QAbstractItemModel> m_model;
    SecretCells *m_cells;
    SecretValueDelegate *m_delegate;
    Spot m_pressed;
    bool m_shownBefore = false;
    quint64 m_pressedAt = 0;
};

} // namespace keyturn
