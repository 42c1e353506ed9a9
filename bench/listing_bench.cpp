// Reading a listing of 100 pages: ours, into SecretMetadata, and the floor (QJsonDocument, names only).
#include "core/stores/listing_reader.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <benchmark/benchmark.h>

using namespace keyturn;

namespace {

constexpr int pages = 100;
constexpr int entriesOfAPage = 100;

QByteArray page()
{
    QByteArray list;
    for (int i = 0; i < entriesOfAPage; ++i) {
        const QByteArray number = QByteArray::number(100'000 + i);
        const QByteArray name = "shop/production/service-" + number;
        list +=
            QByteArray(i ? "," : "") + R"({"ARN":"arn:aws:secretsmanager:us-east-1:123456789012:secret:)" + name
            + R"(-AbCdEf","CreatedDate":1715938200.123,"Description":"LWA credentials of service )" + number
            + R"(","LastAccessedDate":1763683200.0,"LastChangedDate":1763726400.5,"Name":")" + name
            + R"(","SecretVersionsToStages":{"11111111-2222-4333-8444-000000)" + number
            + R"(":["AWSCURRENT"],"66666666-7777-4888-8999-000000)" + number
            + R"(":["AWSPREVIOUS"]},"Tags":[{"Key":"team","Value":"payments"},{"Key":"keyturn:kind","Value":"lwa"}]})";
    }
    return "{\"SecretList\":[" + list + "]}";
}

void keyturnReads(benchmark::State &state)
{
    const QByteArray text = page();
    for (auto _ : state) {
        QList<SecretMetadata> secrets;
        ListingReader reader(entriesOfAPage);
        for (int i = 0; i < pages; ++i)
            secrets.append(reader.secrets(text)->items);
        benchmark::DoNotOptimize(secrets);
    }
}
BENCHMARK(keyturnReads)->Unit(benchmark::kMillisecond);

void plainJson(benchmark::State &state)
{
    const QByteArray text = page();
    for (auto _ : state) {
        QStringList names;
        for (int i = 0; i < pages; ++i) {
            const QJsonObject answer = QJsonDocument::fromJson(text).object();
            for (const QJsonValue &secret : answer.value(QLatin1String("SecretList")).toArray())
                names.append(secret.toObject().value(QLatin1String("Name")).toString());
        }
        benchmark::DoNotOptimize(names);
    }
}
BENCHMARK(plainJson)->Unit(benchmark::kMillisecond);

} // namespace
