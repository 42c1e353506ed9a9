#pragma once
#include "core/base/secret_string.h"

#include <QBasicTimer>
#include <QWidget>

namespace keyturn {

//! Shows one value: dots and its length, or for at most 20 s the value itself. Painted, so there is no selection, no
//! PRIMARY and no drag; accessible text is the length while it is masked, the value while it is seen.
class SecretReveal : public QWidget {
    Q_OBJECT

public:
    explicit SecretReveal(QWidget *parent = nullptr);

    void setValue(SecretString value);
    void setRevealed(bool revealed);
    bool isRevealed() const { return m_revealed; }

    QSize sizeHint() const override;
    bool hasHeightForWidth() const override { return m_revealed; }
    int heightForWidth(int width) const override;

signals:
    void revealedChanged(bool revealed);

protected:
    void paintEvent(QPaintEvent *event) override;
    void timerEvent(QTimerEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void describe();

    SecretString m_value;
    QBasicTimer m_timer;
    bool m_revealed = false;
};

} // namespace keyturn
