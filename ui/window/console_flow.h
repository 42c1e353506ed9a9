#pragma once
#include "core/async/task_scope.h"
#include "core/base/result.h"
#include "ui/window/window_context.h"

#include <QObject>

#include <memory>

namespace keyturn {

class ConsoleLink;

//! The command that opens the open entry in the AWS console, in the browser, signed in as who the place is. One at a
//! time.
class ConsoleFlow : public QObject {
    Q_OBJECT

public:
    explicit ConsoleFlow(const WindowContext &context, QObject *parent = nullptr);
    ~ConsoleFlow() override;

private:
    void open();
    void handOver(std::unique_ptr<ConsoleLink> link, const QString &who);
    void showFailed(const Error &error);
    void forget();

    WindowContext m_context;
    std::unique_ptr<ConsoleLink> m_link; // while the browser has not asked for it
    TaskScope m_tasks;
};

} // namespace keyturn
