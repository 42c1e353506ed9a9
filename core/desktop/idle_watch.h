#pragma once
#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <chrono>

namespace keyturn {

//! Tells when nobody has used keyboard, mouse or touch in this program for a while. By the monotonic clock: setting the
//! computer's time neither causes nor delays it.
class IdleWatch : public QObject {
    Q_OBJECT

public:
    explicit IdleWatch(QObject *parent = nullptr);

    //! Counts from now; 0: never.
    void setLimit(std::chrono::milliseconds limit);

signals:
    void idle(); //!< once, until there is input again

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void check();

    std::chrono::milliseconds m_limit{0};
    QElapsedTimer m_since; // the last input
    QTimer m_timer;
};

} // namespace keyturn
