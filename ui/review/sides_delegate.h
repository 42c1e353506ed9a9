#pragma once
#include <QStyledItemDelegate>

namespace keyturn {

//! Paints a SidesModel: keys with their role, values as dots, fingerprint and length or as wrapped text, the folded
//! row as one line with an arrow. A sensitive row has an eye at the end of \p eyeColumn. Derived ones paint the rest.
class SidesDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    //! \p rowHeight: least height of a row with values.
    SidesDelegate(int eyeColumn, int rowHeight, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const final;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;

signals:
    //! The eye of a row was clicked.
    void revealRequested(int row);

protected:
    virtual QColor background(const QModelIndex &index) const;
    //! Of the bar before the key; invalid: none.
    virtual QColor barColor(const QModelIndex &index) const = 0;
    //! A cell behind the key. \p cell without margin and eye.
    virtual void paintSide(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                           const QRect &cell) const = 0;
    //! A value that is there. \p lengthBelow: on a second line.
    void paintValue(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index, const QRect &cell,
                    bool lengthBelow) const;
    //! Of \p cell, what stands beside the key: all sides of a row with a long text begin there.
    QRect firstBand(const QRect &cell) const;

private:
    //! A side of the row has something to show.
    static bool holdsText(const QModelIndex &index);
    QRect eye(const QStyleOptionViewItem &option, const QModelIndex &index) const;
    int endOf(int column) const;
    void paintKey(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    static void paintFold(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index);

    const int m_eyeColumn;
    const int m_rowHeight;
};

} // namespace keyturn
