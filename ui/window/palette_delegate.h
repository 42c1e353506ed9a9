#pragma once
#include <QStyledItemDelegate>

namespace keyturn {

//! Paints a PaletteModel: headings, and rows with what matched in bold.
class PaletteDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    static constexpr int side = 20; //!< px left and right of every text

    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    //! Draws the text with its matches in bold accent; returns where it ended.
    static int paintText(QPainter *painter, const QRect &area, const QString &text, const QModelIndex &index,
                         bool enabled);
};

} // namespace keyturn
