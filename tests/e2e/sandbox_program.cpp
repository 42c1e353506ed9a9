// The sandbox server alone, for tests: sandbox_program [--port N] [--state FILE] [--fresh]. Prints its URL when ready.
#include "app/sandbox/sandbox_server.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{"port", "Port, 0 for any.", "port", "0"}, {"state", "State file.", "file"}, {"fresh", ""}});
    parser.process(application);

    keyturn::SandboxServer server;
    const auto started = server.start(
        {static_cast<quint16>(parser.value("port").toUInt()), parser.value("state"), parser.isSet("fresh")});
    if (!started) {
        std::fprintf(stderr, "%s\n", qPrintable(started.error().detail));
        return 1;
    }
    std::printf("%s\n", qPrintable(server.url().toString()));
    std::fflush(stdout);
    return QCoreApplication::exec();
}
