#pragma once
#include "ui/editor/secret_value_layout.h"

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

    using Action = SecretValueLayout::Action;

    explicit SecretValueDelegate(QObject *parent = nullptr);

    //! What the pointer is on; the buttons of that row are painted.
    void setHot(const QModelIndex &index, Action action);
    static QString actionText(Action action);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    bool showsActions(const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintKey(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintValue(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintRevealed(QPainter *painter, const SecretValueLayout &at, const QModelIndex &index) const;
    void paintActions(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintHint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;

    bool isHot(const QModelIndex &index) const { return m_hot.isValid() && index.siblingAtColumn(0) == m_hot; }
    bool isCurrent(const QStyleOptionViewItem &option, const QModelIndex &index) const;

    QPersistentModelIndex m_hot; // first column
    Action m_hotAction = Action::None;
};

} // namespace keyturn
