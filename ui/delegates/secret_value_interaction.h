#pragma once
#include "ui/delegates/secret_value_delegate.h"

#include <QObject>
#include <QPointer>

class QTableView;

namespace keyturn {

class SecretValueModel;

//! Mouse and keyboard of a value table: buttons under the pointer, press and hold to reveal, Space while held,
//! Ctrl+Shift+C for 20 s, masks again when the focus goes. Sets up \p view (delegate, columns, row heights) and is
//! owned by it.
class SecretValueInteraction : public QObject {
    Q_OBJECT

public:
    SecretValueInteraction(QTableView *view, SecretValueModel *model);

signals:
    void copyRequested(int row);
    void editRequested(int row);
    void removeRequested(int row);
    void revertRequested(int row);
    void fixRequested(int row);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    using Action = SecretValueDelegate::Action;
    struct Spot {
        int row = -1;
        Action action = Action::None;
    };
    Spot spotAt(const QPoint &pos) const;
    bool viewportEvent(QEvent *event);
    bool keyEvent(QKeyEvent *event, bool pressed);
    void press(Spot spot, quint64 at);
    void release(Spot spot, quint64 at);
    void setHot(Spot spot);
    void fit();

    QTableView *m_view;
    // The view still sends events while it is being destroyed; by then it is no table any more and these may be gone.
    QPointer<QWidget> m_viewport;
    QPointer<SecretValueModel> m_model;
    SecretValueDelegate *m_delegate;
    Spot m_pressed;
    int m_shownBefore = -1;
    quint64 m_pressedAt = 0;
};

} // namespace keyturn
