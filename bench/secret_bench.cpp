// Opening a secret of the LWA layout: our lossless document with its key map, and the floor (QJsonDocument, lossy).
#include "core/oauth/key_map.h"
#include "core/secrets/secret_document.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <benchmark/benchmark.h>

using namespace keyturn;

namespace {

QByteArray lwaSecret()
{
    const QByteArray token(370, 'x');
    return R"({"lwa-client-id":"amzn1.application-oa2-client.0123456789abcdef0123456789abcdef",)"
           R"("lwa-client-secret":"amzn1.oa2-cs.v1.0123456789abcdef0123456789abcdef0123456789abcdef",)"
           R"("lwa-auth-url":"https://api.amazon.com/auth/O2/token","lwa-refresh-token":"Atzr|)"
           + token + R"(","api-access-token":"Atza|)" + token
           + R"(","api-access-token-expires":"2026-11-21T15:05:00Z"})";
}

void keyturnOpens(benchmark::State &state)
{
    const SecretString text{QByteArrayView(lwaSecret())};
    for (auto _ : state) {
        const SecretDocument document(text);
        QStringList keys;
        for (const SecretDocument::Member &member : document.members())
            keys.append(member.key);
        benchmark::DoNotOptimize(KeyMap::recognise(keys));
    }
}
BENCHMARK(keyturnOpens);

void plainJson(benchmark::State &state)
{
    const QByteArray text = lwaSecret();
    for (auto _ : state) {
        const QJsonObject object = QJsonDocument::fromJson(text).object();
        QStringList values;
        for (auto it = object.begin(); it != object.end(); ++it)
            values << it.key() << it.value().toString();
        benchmark::DoNotOptimize(values);
    }
}
BENCHMARK(plainJson);

} // namespace
