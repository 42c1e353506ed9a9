#pragma once
#include <QTabBar>

namespace keyturn {

//! Tabs drawn as text with an underline, each with an optional count behind it.
class TabStrip : public QTabBar {
    Q_OBJECT

public:
    explicit TabStrip(QWidget *parent = nullptr);

    //! Negative hides the number.
    void setCount(int index, int count);

protected:
    QSize tabSizeHint(int index) const override;
    QSize minimumTabSizeHint(int index) const override { return tabSizeHint(index); }
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QString countText(int index) const;
};

} // namespace keyturn
