#pragma once
#include <QHeaderView>

namespace keyturn {

//! A quiet header for tables and lists: 32 high, caption type, one line below, a small arrow on the sorted column.
class TableHeader : public QHeaderView {
    Q_OBJECT

public:
    //! \p margin before the first section's text and behind the last one's, \p inner before the others'; as in the rows
    //! below.
    explicit TableHeader(int margin = 12, QWidget *parent = nullptr, int inner = 0);

    QSize sizeHint() const override;

protected:
    void paintSection(QPainter *painter, const QRect &rect, int logicalIndex) const override;
    void paintEvent(QPaintEvent *event) override;

private:
    const int m_margin;
    const int m_inner;
};

} // namespace keyturn
