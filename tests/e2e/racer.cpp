// One of two processes that save the same entry at the same time: `racer URL secret|parameter NAME`, told what to do
// line by line. "create VALUE" makes the entry, "open" reads it and prints its value, "save VALUE" writes onto what was
// opened and prints "won", "lost CODE" or "failed CODE: DETAIL".
#include "core/connection/connection.h"
#include "core/credentials/static_credentials.h"
#include "core/read/entry_store.h"
#include "core/save/entry_save.h"
#include "tests/support/run.h"

#include <QCoreApplication>
#include <cstdio>
#include <iostream>
#include <string>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 60'000;
const QString secretKey = u"owner"_s;

void say(const QString &line)
{
    std::puts(qPrintable(line));
    std::fflush(stdout);
}

QString failure(const Error &error)
{
    return error.kind == ErrorKind::Conflict ? u"lost "_s + error.code
                                             : u"failed %1: %2"_s.arg(error.code, error.detail);
}

class Racer {
public:
    Racer(const QUrl &url, bool isSecret, const QString &name)
    {
        Profile profile;
        profile.endpoint = url;
        m_connection =
            std::make_unique<Connection>(m_http, m_clock, profile, u"us-east-1"_s, StaticCredentials::ofSandbox());
        m_store = std::make_unique<EntryStore>(*m_connection);
        m_save = std::make_unique<EntrySave>(*m_connection);
        m_entry.id.store = isSecret ? Store::SecretsManager : Store::ParameterStore;
        m_entry.id.name = name;
    }

    QString create(const QString &value)
    {
        if (m_entry.id.isParameter()) {
            ParameterStoreClient::Put put;
            put.name = m_entry.id.name;
            put.type = u"String"_s;
            put.value = SecretString(value);
            const auto version = run(m_connection->parameterStore().putParameter(put), patienceMs);
            return version && *version ? u"created"_s : u"failed"_s;
        }
        SecretsManagerClient::NewSecret secret;
        secret.name = m_entry.id.name;
        secret.value = SecretString(u"{\"%1\":\"%2\"}"_s.arg(secretKey, value));
        const auto created = run(m_connection->secretsManager().createSecret(secret, newVersionId()), patienceMs);
        return created && *created ? u"created"_s : u"failed"_s;
    }

    QString open()
    {
        const auto content = run(m_store->open(m_entry), patienceMs);
        if (!content || !*content)
            return u"failed"_s;
        m_content = **content;
        return u"opened "_s + m_content.field(key())->value.reveal();
    }

    QString save(const QString &value)
    {
        FieldEdit edit;
        edit.key = key();
        edit.value = SecretString(value);
        const auto receipt = run(m_save->values(m_content, {edit}, newVersionId()), patienceMs);
        if (!receipt)
            return u"failed timeout"_s;
        if (!*receipt)
            return failure(receipt->error());
        if ((*receipt)->half)
            return u"failed half: "_s + (*receipt)->half->cause.detail;
        return (*receipt)->changed ? u"won"_s : u"failed unchanged"_s;
    }

private:
    QString key() const { return m_entry.id.isSecret() ? secretKey : m_entry.id.name; }

    HttpClient m_http;
    SystemClock m_clock;
    std::unique_ptr<Connection> m_connection;
    std::unique_ptr<EntryStore> m_store;
    std::unique_ptr<EntrySave> m_save;
    Entry m_entry;
    EntryContent m_content;
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    if (arguments.size() != 4)
        return 2;
    Racer racer(QUrl(arguments.at(1)), arguments.at(2) == "secret"_L1, arguments.at(3));
    for (std::string line; std::getline(std::cin, line);) {
        const QString command = QString::fromStdString(line);
        const QString value = command.section(u' ', 1);
        if (command.startsWith("create"_L1))
            say(racer.create(value));
        else if (command.startsWith("open"_L1))
            say(racer.open());
        else
            say(racer.save(value));
    }
    return 0;
}
