#include "core/rotation/login_record.h"

#include "core/base/json_writer.h"
#include "core/base/private_folder.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr qint64 largestRecord = 4LL * 1024 * 1024; // bytes
constexpr qsizetype roomyRecord = 256LL * 1024;     // from there on old lines go

QByteArray lineOf(const QString &key, const LoginFacts &facts)
{
    JsonWriter json;
    json.beginObject().key("entry").string(key);
    if (!facts.provider.isEmpty())
        json.key("provider").string(facts.provider);
    const auto date = [&json](const char *name, const QDateTime &time) {
        if (time.isValid())
            json.key(name).string(time.toUTC().toString(Qt::ISODate));
    };
    date("refreshed", facts.refreshedAt);
    date("consented", facts.consentedAt);
    date("expires", facts.tokenExpiresAt);
    json.endObject();
    return json.text().toByteArray() + '\n';
}

void takeOver(LoginFacts &known, const LoginFacts &news)
{
    if (!news.provider.isEmpty())
        known.provider = news.provider;
    if (news.refreshedAt.isValid()) {
        known.refreshedAt = news.refreshedAt;
        known.tokenExpiresAt = {}; // of the token before it
    }
    if (news.consentedAt.isValid())
        known.consentedAt = news.consentedAt;
    if (news.tokenExpiresAt.isValid())
        known.tokenExpiresAt = news.tokenExpiresAt;
}

QHash<QString, LoginFacts> factsIn(const QByteArray &text)
{
    QHash<QString, LoginFacts> all;
    for (const QByteArray &line : text.split('\n')) {
        const QJsonObject json = QJsonDocument::fromJson(line).object();
        const auto date = [&json](QLatin1StringView name) {
            return QDateTime::fromString(json.value(name).toString(), Qt::ISODate).toUTC();
        };
        const QString key = json.value("entry"_L1).toString();
        if (!key.isEmpty())
            takeOver(all[key], {json.value("provider"_L1).toString(), date("refreshed"_L1), date("consented"_L1),
                                date("expires"_L1)});
    }
    return all;
}

} // namespace

void LoginRecord::note(const QString &key, const LoginFacts &facts) const
{
    if (m_file.isEmpty())
        return;
    const QFileInfo place(m_file);
    const Result<PrivateFolder> folder = PrivateFolder::make(place.absolutePath());
    if (!folder || !folder->append(place.fileName(), lineOf(key, facts)))
        return;
    const Result<QByteArray> text = folder->read(place.fileName(), largestRecord);
    if (!text || text->size() < roomyRecord)
        return;
    QByteArray shorter;
    const QHash<QString, LoginFacts> all = factsIn(*text);
    for (auto it = all.cbegin(); it != all.cend(); ++it)
        shorter += lineOf(it.key(), it.value());
    (void)folder->write(place.fileName(), shorter);
}

QHash<QString, LoginFacts> LoginRecord::all() const
{
    const QFileInfo place(m_file);
    const Result<PrivateFolder> folder =
        m_file.isEmpty() ? Result<PrivateFolder>(Error{}) : PrivateFolder::open(place.absolutePath());
    const Result<QByteArray> text =
        folder ? folder->read(place.fileName(), largestRecord) : Result<QByteArray>(folder.error());
    return text ? factsIn(*text) : QHash<QString, LoginFacts>();
}

} // namespace keyturn
