#include "app/printable_log.h"

#include "core/base/printable.h"

#include <QtGlobal>

namespace keyturn {

namespace {

QtMessageHandler before = nullptr;

void log(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    before(type, context, printable(text));
}

} // namespace

void logPrintably()
{
    before = qInstallMessageHandler(log);
}

} // namespace keyturn
