#pragma once
#include <QList>
#include <QModelIndex>
#include <QRect>

namespace keyturn {

//! Where the parts of a value cell are: a band with the value, its mark and its buttons; below it, over the whole
//! width, a revealed text that does not fit beside those; below that the hint. In logical pixels.
class SecretValueLayout {
public:
    enum class Action { None, Reveal, Copy, Edit, Revert, Fix };

    SecretValueLayout(const QModelIndex &index, const QRect &cell, Qt::LayoutDirection direction);

    //! The buttons of the row, from the leading edge.
    static QList<Action> actions(const QModelIndex &index);
    //! Of a row that is neither revealed nor has a hint: 48, more with large fonts.
    static int bandHeight();
    //! In which key and age stand, too.
    static QRect band(const QRect &cell);
    static int rowHeight(const QModelIndex &index, int valueWidth);

    QRect action(Action action) const;
    Action actionAt(const QPoint &pos) const;
    //! For the value, without the mark and \p buttons at the trailing edge.
    QRect value(bool buttons) const;
    QRect mark(bool buttons) const;
    //! None: it stands in value().
    QRect revealedBelow() const;
    QRect hint() const;
    QRect hintText() const;

    static constexpr int longestText = 4096; //!< characters of a revealed value; the rest is for Copy

private:
    QRect visual(const QRect &logical) const;
    int markWidth() const;
    int fixWidth() const;
    int hintHeight() const;
    int revealedHeight() const; //!< below the band; 0: beside the buttons
    int end(bool buttons) const;

    QModelIndex m_index;
    QRect m_cell;
    Qt::LayoutDirection m_direction;
};

} // namespace keyturn
