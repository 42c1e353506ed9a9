#include "core/save/tag_write.h"

#include "core/async/sleep_for.h"
#include "core/connection/connection.h"
#include "core/save/lag.h"
#include "core/stores/parameter_tags_client.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

bool areThere(const QMap<QString, QString> &present, const QMap<QString, QString> &wanted, const QStringList &unwanted)
{
    for (auto tag = wanted.cbegin(); tag != wanted.cend(); ++tag) {
        if (!present.contains(tag.key()) || present.value(tag.key()) != tag.value())
            return false;
    }
    return std::none_of(unwanted.begin(), unwanted.end(),
                        [&present](const QString &key) { return present.contains(key); });
}

} // namespace

Task<Result<>> TagWrite::set(QMap<QString, QString> tags) const
{
    Task<Result<>> writing = m_store == Store::SecretsManager
                                 ? m_connection.secretsManager().tagResource(m_id, tags)
                                 : m_connection.parameterStore().addTagsToResource(m_id, tags);
    const Result<> done = co_await std::move(writing);
    if (!done)
        co_return done.error();
    const QStringList none;
    co_return co_await look(std::move(tags), none);
}

Task<Result<>> TagWrite::remove(QStringList keys) const
{
    Task<Result<>> writing = m_store == Store::SecretsManager
                                 ? m_connection.secretsManager().untagResource(m_id, keys)
                                 : m_connection.parameterStore().removeTagsFromResource(m_id, keys);
    const Result<> done = co_await std::move(writing);
    if (!done)
        co_return done.error();
    const QMap<QString, QString> none;
    co_return co_await look(none, std::move(keys));
}

Task<Result<QMap<QString, QString>>> TagWrite::present() const
{
    if (m_store == Store::ParameterStore) {
        const ParameterTagsClient client(m_connection.transport());
        co_return co_await client.listTagsForResource(m_id);
    }
    const Result<SecretMetadata> secret = co_await m_connection.secretsManager().describeSecret(m_id);
    if (!secret)
        co_return secret.error();
    co_return secret->tags;
}

Task<Result<>> TagWrite::look(QMap<QString, QString> wanted, QStringList unwanted) const
{
    for (int left = looks; left > 0; --left) {
        if (left < looks)
            co_await sleepFor(lags[looks - left - 1]);
        const Result<QMap<QString, QString>> now = co_await present();
        if (!now && now.error().kind == ErrorKind::AccessDenied)
            co_return Result<>();
        if (!now)
            co_return now.error();
        if (areThere(*now, wanted, unwanted))
            co_return Result<>();
    }
    const QString detail = u"it says that the tags were written, but they are not"_s;
    if (m_store == Store::SecretsManager)
        co_return m_connection.secretsManager().badAnswer(wanted.isEmpty() ? "UntagResource" : "TagResource", detail);
    co_return m_connection.parameterStore().badAnswer(wanted.isEmpty() ? "RemoveTagsFromResource" : "AddTagsToResource",
                                                      detail);
}

} // namespace keyturn
