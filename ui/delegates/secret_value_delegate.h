#pragma once
#include <QStyledItemDelegate>

namespace keyturn {

//! Paints a SecretValueModel: dots and length for masked values, buttons on the row that is hovered or has the focus,
//! staged states, and a hint with its quick fix below. Knows where its buttons are; SecretValueInteraction uses them.
class SecretValueDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    enum class Action { None, Reveal, Copy, Edit, Revert, Fix };

    explicit SecretValueDelegate(QObject *parent = nullptr);

    //! What the pointer is on; the buttons of that row are painted.
    void setHot(int row, Action action);
    int hotRow() const { return m_hotRow; }
    //! The button at \p pos in the value cell \p cell.
    Action actionAt(const QRect &cell, const QPoint &pos, const QModelIndex &index,
                    Qt::LayoutDirection direction) const;
    QRect actionRect(Action action, const QRect &cell, const QModelIndex &index, Qt::LayoutDirection direction) const;
    static QString actionText(Action action);
    //! 48, 88 with a hint, more for a revealed text that needs several lines in \p valueWidth.
    int rowHeight(const QModelIndex &index, int valueWidth) const;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    QList<Action> actions(const QModelIndex &index) const;
    bool showsActions(const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintKey(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintValue(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintActions(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintHint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;

    int m_hotRow = -1;
    Action m_hotAction = Action::None;
};

} // namespace keyturn
