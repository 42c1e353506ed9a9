// What Keyturn makes of ~/.aws, for profiles_test.py: a line {"AWS_CONFIG_FILE": ..., "HOME": ...} in, the environment
// of one computer; a line of JSON out, with every profile as it was read and how it signs in. The keys are printed too,
// so give it none that are worth anything. Starts nothing and asks nobody.
#include "core/base/json_writer.h"
#include "core/credentials/shared_file_credentials.h"
#include "core/profile/profiles.h"
#include "core/profile/sign_in.h"
#include "tests/support/run.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>
#include <iostream>
#include <string>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace {

void writeSection(JsonWriter &json, const ConfigSection &section)
{
    json.beginObject();
    for (auto it = section.values.begin(); it != section.values.end(); ++it)
        json.key(it.key().toUtf8()).string(it.value());
    for (auto it = section.secrets.begin(); it != section.secrets.end(); ++it)
        json.key(it.key().toUtf8()).secret(it.value());
    for (auto it = section.nested.begin(); it != section.nested.end(); ++it) {
        json.key(it.key().toUtf8()).beginObject();
        for (auto inner = it->begin(); inner != it->end(); ++inner)
            json.key(inner.key().toUtf8()).string(inner.value());
        json.endObject();
    }
    json.endObject();
}

void writeRole(JsonWriter &json, const RoleStep &step)
{
    json.beginObject().key("arn").string(step.arn);
    if (!step.externalId.isEmpty())
        json.key("external").string(step.externalId);
    if (!step.mfaSerial.isEmpty())
        json.key("mfa").string(step.mfaSerial);
    if (!step.sessionName.isEmpty())
        json.key("session").string(step.sessionName);
    if (step.durationSeconds)
        json.key("duration").number(*step.durationSeconds);
    json.endObject();
}

void writeKeys(JsonWriter &json, const Environment &environment, const QString &profile)
{
    SharedFileCredentials provider(environment, profile);
    const std::optional<Result<Credentials>> keys = run(provider.credentials());
    if (!keys || !*keys)
        return;
    json.key("id").utf8((*keys)->accessKeyId).key("secret").secret((*keys)->secretAccessKey);
    json.key("token").secret((*keys)->sessionToken);
}

void writeSignIn(JsonWriter &json, const Environment &environment, const Result<SignIn> &signIn)
{
    json.beginObject();
    if (!signIn) {
        json.key("error").string(signIn.error().code).endObject();
        return;
    }
    SignIn base = *signIn;
    base.roles.clear();
    json.key("base").string(base.word());
    if (base.word() == "keys"_L1)
        writeKeys(json, environment, base.profile);
    if (base.base == SignIn::Base::Process) {
        json.key("argv").beginArray();
        for (const QString &word : base.argv)
            json.string(word);
        json.endArray();
    }
    if (base.base == SignIn::Base::Container)
        json.key("container").string(base.container);
    if (base.base == SignIn::Base::WebIdentity) {
        json.key("file").string(base.tokenFile).key("role");
        writeRole(json, base.webIdentity);
    }
    if (base.base == SignIn::Base::Sso) {
        json.key("sso").beginArray().string(base.sso.session).string(base.sso.startUrl).string(base.sso.region);
        json.string(base.sso.account).string(base.sso.role).endArray();
    }
    json.key("roles").beginArray();
    for (const RoleStep &step : signIn->roles)
        writeRole(json, step);
    json.endArray().endObject();
}

SecretString answer(const QJsonObject &variables)
{
    const Environment environment([&variables](const char *name) {
        const auto found = variables.constFind(QString::fromLocal8Bit(name));
        return found == variables.constEnd() ? QByteArray() : QByteArray("") + found->toString().toUtf8();
    });
    JsonWriter json;
    json.beginObject();
    const Result<SharedConfig> shared = SharedConfig::load(environment);
    if (!shared) {
        json.key("problem").string(shared.error().code).key("detail").string(shared.error().detail).endObject();
        return std::move(json).take();
    }
    json.key("preferred").string(environment.profile()).key("profiles").beginObject();
    for (const QString &name : shared->profileNames()) {
        json.key(name.toUtf8()).beginObject().key("values");
        writeSection(json, *shared->profile(name));
        json.key("signIn");
        writeSignIn(json, environment, signInOf(*shared, name));
        json.endObject();
    }
    json.endObject().endObject();
    return std::move(json).take();
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    for (std::string line; std::getline(std::cin, line);) {
        const SecretString json = answer(QJsonDocument::fromJson(QByteArray::fromStdString(line)).object());
        std::fwrite(json.bytes().data(), 1, static_cast<size_t>(json.size()), stdout);
        std::fputc('\n', stdout);
        std::fflush(stdout);
    }
    return 0;
}
