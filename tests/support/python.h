#pragma once
#include <QProcess>

namespace keyturn {

//! Runs a program with Debian's Python (another one may come first in PATH) on \p input; what it printed, or "" and
//! \p problem when it did not end with 0.
inline QByteArray runPython(const QString &script, const QByteArray &input, QByteArray &problem,
                            const QString &interpreter = QStringLiteral("/usr/bin/python3"))
{
    QProcess python;
    python.start(interpreter, {script});
    python.write(input);
    python.closeWriteChannel();
    const bool ended = python.waitForFinished(100'000);
    if (ended && python.exitStatus() == QProcess::NormalExit && python.exitCode() == 0)
        return python.readAllStandardOutput();
    problem = python.readAllStandardError() + python.errorString().toUtf8();
    return {};
}

} // namespace keyturn
