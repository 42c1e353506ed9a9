// Opening a secret of the LWA layout: our lossless document with its key map, and the floor (QJsonDocument, lossy).
// Then 64 KiB, the largest secret there is, in three shapes: open, edit one value, take the text, against a bare
// QJsonDocument::fromJson of the same bytes.
#include "core/document/field_edit.h"
#include "core/document/key_map.h"

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

enum Shape { Tokens, ManyKeys, Nested };

//! \p pattern with %1 counted up, as often as fits into 64 KiB, after a member to be edited.
QByteArray filled(const QByteArray &pattern)
{
    QByteArray text = "{\n  \"edited\": \"old\"";
    for (int i = 0; text.size() + pattern.size() + 8 < 65'536; ++i)
        text += QByteArray(pattern).replace("%1", QByteArray::number(i));
    return text + "\n}";
}

QByteArray secretOf(benchmark::State &state)
{
    switch (state.range(0)) {
    case Tokens: // as long as LWA's
        return filled(",\n  \"token-%1\": \"Atzr|" + QByteArray(380, 'x') + "\"");
    case ManyKeys:
        return filled(",\n  \"key-%1\": \"value-%1\"");
    default:
        return filled(",\n  \"group-%1\": {\"a\": [1, 2.50, true, null], \"b\": {\"c\": \"d\\u00e9\\n\", \"e\": []}}");
    }
}

void openEditSerialise64KiB(benchmark::State &state)
{
    const SecretString text{QByteArrayView(secretOf(state))};
    const QList<FieldEdit> edits{{FieldEdit::Kind::Set, QStringLiteral("edited"), SecretString(QByteArrayView("new"))}};
    for (auto _ : state) {
        const SecretDocument document(text);
        benchmark::DoNotOptimize(document.members().data()); // every value decoded, as a table of them needs
        const Result<SecretDocument> edited = applied(document, edits);
        benchmark::DoNotOptimize(edited->text().bytes().data());
    }
}
BENCHMARK(openEditSerialise64KiB)->Arg(Tokens)->Arg(ManyKeys)->Arg(Nested);

void fromJson64KiB(benchmark::State &state)
{
    const QByteArray text = secretOf(state);
    for (auto _ : state)
        benchmark::DoNotOptimize(QJsonDocument::fromJson(text));
}
BENCHMARK(fromJson64KiB)->Arg(Tokens)->Arg(ManyKeys)->Arg(Nested);

} // namespace
