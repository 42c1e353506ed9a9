#pragma once
#include <QPersistentModelIndex>
#include <QStyledItemDelegate>

namespace keyturn {

//! Paints a SecretValueModel: dots and length for masked values, buttons on the row that is hovered or has the focus,
//! staged states, and a hint with its quick fix below. Knows where its buttons are; SecretValueInteraction uses them.
class SecretValueDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    //! Of a view: true while its current row is to be marked without the focus.
    static constexpr const char *showsCurrentProperty = "showsCurrentRow";

    enum class Action { None, Reveal, Copy, Edit, Revert, Fix };

    explicit SecretValueDelegate(QObject *parent = nullptr);

    //! What the pointer is on; the buttons of that row are painted.
    void setHot(const QModelIndex &index, Action action);
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

    bool isHot(const QModelIndex &index) const { return m_hot.isValid() && index.siblingAtColumn(0) == m_hot; }
    bool isCurrent(const QStyleOptionViewItem &option, const QModelIndex &index) const;

    QPersistentModelIndex m_hot; // first column
    Action m_hotAction = Action::None;
};

} // namespace keyturn
