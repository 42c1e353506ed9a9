#pragma once
#include <QAbstractItemView>
#include <QObject>
#include <QPersistentModelIndex>
#include <QPointer>

namespace keyturn {

//! Keeps a widget over a cell, beside the view instead of in its viewport: a table or a tree tells assistive technology
//! of its cells only. The widget is clipped to the viewport, and the wheel scrolls the view.
class CellOverlay : public QObject {
    Q_OBJECT

public:
    //! \p widget becomes a child of the view's parent and owns this. \p height in the upper part of the cell; 0: all of
    //! the cell.
    CellOverlay(QWidget *widget, QAbstractItemView *view, const QModelIndex &cell, int height = 0);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void place();
    void placeLater();

    QWidget *m_widget;
    QPointer<QAbstractItemView> m_view; // it may go first
    QPersistentModelIndex m_cell;
    int m_height;
};

} // namespace keyturn
