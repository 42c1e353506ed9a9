// Lists every secret into the model the table shows, as the window does: signed, retried, decoded, status computed;
// side by side with every parameter.
//   bench_list_model URL     rows, milliseconds until the first ones and until the last, on standard output
#include "core/async/task_scope.h"
#include "core/connection/connection.h"
#include "core/credentials/static_credentials.h"
#include "core/read/entry_catalog.h"
#include "ui/search/entry_list_model.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <cstdio>

using namespace keyturn;

namespace {

Task<std::monostate> fill(EntryCatalog &catalog, EntryTable &table, QElapsedTimer &timer, qint64 &first)
{
    while (true) {
        const std::optional<EntryCatalog::Batch> batch = co_await catalog.next();
        if (!batch)
            co_return std::monostate();
        for (const Error &error : batch->errors)
            std::fprintf(stderr, "%s: %s\n", qPrintable(error.code), qPrintable(error.detail));
        table.upsert(batch->entries);
        if (first < 0)
            first = timer.elapsed();
    }
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (argc != 2)
        return 2;
    Profile profile;
    profile.kind = ProfileKind::Sandbox;
    profile.endpoint = QUrl(QString::fromLocal8Bit(argv[1]));
    HttpClient http;
    const SystemClock clock;
    Connection connection(http, clock, profile, QStringLiteral("us-east-1"), StaticCredentials::ofSandbox());
    EntryTable table;
    EntryListModel model(table, clock.utcNow());
    EntryCatalog catalog(connection);
    TaskScope scope;
    QElapsedTimer timer;
    timer.start();
    qint64 first = -1;
    scope.launch(fill(catalog, table, timer, first), [&](std::monostate) {
        std::printf("%d rows, the first after %lld ms, all after %lld ms\n", model.rowCount(), first, timer.elapsed());
        QCoreApplication::quit();
    });
    return QCoreApplication::exec();
}
