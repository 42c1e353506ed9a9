#pragma once
#include <QWidget>

class QHBoxLayout;

namespace keyturn {

//! A row of labels that change often. Its size does not follow them, so that the page around is not laid out anew at
//! every letter typed: as wide as it is given, as high as one line.
class StillRow : public QWidget {
    Q_OBJECT

public:
    explicit StillRow(QWidget *parent = nullptr);

    //! Takes what the row holds.
    QHBoxLayout *row() const { return m_row; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *m_inner; // it has the layout; this widget has none, which is where the news of a changed label ends
    QHBoxLayout *m_row;
};

} // namespace keyturn
