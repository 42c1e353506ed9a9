#pragma once
#include "ui/window/window_context.h"

#include <QObject>

namespace keyturn {

class LockFlow;

//! The settings and the doctor: opens them, and lets what is set count at once.
class SettingsFlow : public QObject {
    Q_OBJECT

public:
    //! \p lock must outlive it.
    SettingsFlow(const WindowContext &context, LockFlow &lock, QObject *parent = nullptr);

private:
    void openSettings();
    void openDoctor();

    WindowContext m_context;
    LockFlow &m_lock;
};

} // namespace keyturn
