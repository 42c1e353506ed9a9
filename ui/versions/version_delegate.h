#pragma once
#include <QStyledItemDelegate>

namespace keyturn {

//! Paints a VersionListModel: round marks A and B, labels as chips, everything else as text. Marked rows stand out.
class VersionDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    static constexpr int rowHeight = 40;

    //! In a list without marks the selected row is the one that stands out.
    void setFillsSelection(bool fills) { m_fillsSelection = fills; }

    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    bool m_fillsSelection = false;
};

} // namespace keyturn
