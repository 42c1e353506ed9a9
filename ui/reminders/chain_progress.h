#pragma once
#include "core/reminders/cloud_formation_client.h"

#include <QWidget>

namespace keyturn {

class Button;
class ProgressArc;
class TextLabel;

//! What AWS does to a stack, event by event, and a button that stops looking on.
class ChainProgress : public QWidget {
    Q_OBJECT

public:
    explicit ChainProgress(QWidget *parent = nullptr);

    //! Empty and not running: hidden.
    void setEvents(const QList<StackEvent> &events, bool isRunning);

signals:
    void stopWanted();

private:
    ProgressArc *m_arc;
    TextLabel *m_title;
    Button *m_stop;
    TextLabel *m_events;
};

} // namespace keyturn
