// One signed GetSecretValue through the whole of core: what keyturnctl costs without its command line.
//   bench_one_value URL
#include "core/async/task_scope.h"
#include "core/connection/connection.h"
#include "core/credentials/static_credentials.h"

#include <QCoreApplication>

#include <cstdio>

using namespace keyturn;

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
    TaskScope scope;
    scope.launch(
        connection.secretsManager().getSecretValue(QStringLiteral("lwa-oauth")), [](Result<SecretValue> value) {
            if (value)
                std::printf("%s\n", value->value.bytes().toByteArray().constData());
            else
                std::fprintf(stderr, "%s: %s\n", qPrintable(value.error().code), qPrintable(value.error().detail));
            QCoreApplication::exit(value ? 0 : 1);
        });
    return QCoreApplication::exec();
}
