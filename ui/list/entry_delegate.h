#pragma once
#include <QStyledItemDelegate>

namespace keyturn {

//! Paints rows of an EntryListModel. Comfortable: 48 high, two lines, five columns. Compact: 28, one line. Narrow: 60,
//! everything in the first column (hide the others).
class EntryDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    enum class Density { Comfortable, Compact, Narrow };

    explicit EntryDelegate(QObject *parent = nullptr);

    //! The view is to lay out its rows again afterwards (scheduleDelayedItemsLayout).
    void setDensity(Density density);
    Density density() const { return m_density; }
    //! Width for a column so that none of its chips is cut in the present language and font; 0 for the flexible one.
    static int columnWidth(int column);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintName(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintNarrow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;

    Density m_density = Density::Comfortable;
};

} // namespace keyturn
