#pragma once
#include <QStyledItemDelegate>

class QTreeView;

namespace keyturn {

//! Paints a SidebarModel: section heads, icons, counts, badges for what needs somebody, and its own arrows.
class SidebarDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    explicit SidebarDelegate(QObject *parent = nullptr);

    //! Sets the delegate and everything of the view it relies on: no indentation or decoration of its own, no header,
    //! hover. Call setRail() when the model is set, it opens the sections.
    static SidebarDelegate *install(QTreeView *view);
    //! 56 px wide: icons with badges only. Opens or closes the sections: profiles and names become one icon each.
    void setRail(bool rail);
    bool isRail() const { return m_rail; }
    //! So wide that no name of a smart folder is cut.
    static int widthFor(const QAbstractItemModel &model);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void paintSection(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintCount(QPainter *painter, const QRect &end, const QModelIndex &index, Qt::LayoutDirection direction) const;
    QRect arrow(const QStyleOptionViewItem &option, const QModelIndex &index) const;

    bool m_rail = false;
};

} // namespace keyturn
