#pragma once
#include <QStyledItemDelegate>

namespace keyturn {

//! Paints a DueModel: rows of 44, a chip, the date, name and part in two lines, reason, reset, source.
class DueDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    explicit DueDelegate(QObject *parent = nullptr);

    //! Width so that nothing but prose and names is cut; 0 for the flexible columns What, Why and Resets.
    static int columnWidth(int column);
    //! A reason is worth a second line before it is cut.
    static QString inTwoLines(const QString &text, const QFont &font, int width);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace keyturn
