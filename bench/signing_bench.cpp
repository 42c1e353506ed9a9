// Signing one GetSecretValue request: ours, and the floor (the same digests in plain OpenSSL, the text ready made).
#include "core/aws/signer_v4.h"

#include <benchmark/benchmark.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

using namespace keyturn;

namespace {

SignerV4::Request getSecretValue()
{
    return {"POST",
            "/",
            {{"content-type", "application/x-amz-json-1.1"},
             {"x-amz-target", "secretsmanager.GetSecretValue"},
             {"host", "secretsmanager.us-east-1.amazonaws.com"}},
            R"({"SecretId":"shop/production/service-000123-x"})"};
}

const SignerV4::Scope scope{"20261121T140500Z", "us-east-1", "secretsmanager"};

void keyturnSigns(benchmark::State &state)
{
    const SignerV4 signer;
    const Credentials credentials{
        "AKIDEXAMPLE", SecretString(QByteArrayView("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")), {}, {}};
    const SignerV4::Request request = getSecretValue();
    for (auto _ : state)
        benchmark::DoNotOptimize(signer.sign(request, scope, credentials));
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(keyturnSigns);

void plainOpenSsl(benchmark::State &state)
{
    const SignerV4 signer;
    const SignerV4::Request request = getSecretValue();
    const QByteArray canonical = signer.canonicalRequest(request).text;
    const QByteArray toSign = signer.stringToSign(canonical, scope);
    EVP_MD *sha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    EVP_MD_CTX *hash = EVP_MD_CTX_new();
    EVP_MAC *mac = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
    EVP_MAC_CTX *hmac = EVP_MAC_CTX_new(mac);
    char name[] = "SHA256";
    const OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name, 0),
                                     OSSL_PARAM_construct_end()};
    unsigned char out[32] = {};
    EVP_MAC_init(hmac, out, sizeof out, parameters);
    size_t size = 0;
    for (auto _ : state) {
        for (const QByteArrayView text : {request.body, QByteArrayView(canonical)}) {
            EVP_DigestInit_ex2(hash, sha256, nullptr);
            EVP_DigestUpdate(hash, text.data(), static_cast<size_t>(text.size()));
            EVP_DigestFinal_ex(hash, out, nullptr);
        }
        EVP_MAC_init(hmac, nullptr, 0, nullptr);
        EVP_MAC_update(hmac, reinterpret_cast<const unsigned char *>(toSign.data()),
                       static_cast<size_t>(toSign.size()));
        EVP_MAC_final(hmac, out, &size, sizeof out);
        benchmark::DoNotOptimize(out);
    }
    state.SetItemsProcessed(state.iterations());
    EVP_MAC_CTX_free(hmac);
    EVP_MAC_free(mac);
    EVP_MD_CTX_free(hash);
    EVP_MD_free(sha256);
}
BENCHMARK(plainOpenSsl);

} // namespace
