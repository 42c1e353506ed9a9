#pragma once
#include <QBasicTimer>
#include <QWidget>

namespace keyturn {

//! "Something runs": an arc that turns once per second while it is visible, a still icon where motion is off.
class ProgressArc : public QWidget {
    Q_OBJECT

public:
    explicit ProgressArc(QWidget *parent = nullptr);

    //! What runs, for screen readers.
    void setText(const QString &text);
    QSize sizeHint() const override { return {16, 16}; }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void timerEvent(QTimerEvent *event) override;

private:
    QBasicTimer m_timer;
    int m_angle = 0;
};

} // namespace keyturn
