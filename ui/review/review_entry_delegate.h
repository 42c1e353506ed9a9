#pragma once
#include <QStyledItemDelegate>

namespace keyturn {

//! A checkable entry of the review: name and what changes in it.
class ReviewEntryDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    enum Role { RemarkRole = Qt::UserRole + 1 };
    static constexpr int rowHeight = 54;

    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;
};

} // namespace keyturn
