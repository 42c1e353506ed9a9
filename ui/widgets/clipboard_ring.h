#pragma once
#include <QWidget>

namespace keyturn {

class LinkButton;
class TextLabel;

//! "lwa-client-id copied, clears in 8 s" with a ring that empties, and Clear now. Shows what it is told; it does not
//! touch the clipboard.
class ClipboardRing : public QWidget {
    Q_OBJECT

public:
    explicit ClipboardRing(QWidget *parent = nullptr);

    //! \p name of the value, never the value. Screen readers are told at the start and at the end, not every second.
    void start(const QString &name, int totalSeconds);
    void setRemaining(int seconds);
    //! Hides it, and forgets the name.
    void stop();

signals:
    void clearRequested();

private:
    class Ring;
    void announce(const QString &words);

    Ring *m_ring;
    TextLabel *m_text;
    LinkButton *m_clear;
    QString m_name;
    int m_total = 0;
    int m_remaining = 0;
};

} // namespace keyturn
