#include "ui/details/kms_key_reader.h"

#include "core/connection/connection.h"

namespace keyturn {

namespace {

//! The task must own what it awaits on.
Task<Result<QList<KmsAlias>>> readAliases(std::shared_ptr<Connection> connection)
{
    const KmsClient kms(connection->transport());
    const Result<QList<KmsAlias>> aliases = co_await kms.listAliases();
    co_return aliases;
}

} // namespace

void KmsKeyReader::read(std::shared_ptr<Connection> connection)
{
    if (!connection || connection == m_connection)
        return;
    m_scope.cancelAll();
    m_connection = std::move(connection);
    m_scope.launch(readAliases(m_connection), [this](const Result<QList<KmsAlias>> &aliases) {
        m_isRefused = !aliases;
        m_aliases = aliases ? *aliases : QList<KmsAlias>();
        m_names.clear();
        for (const KmsAlias &alias : std::as_const(m_aliases)) {
            if (!alias.targetKeyId.isEmpty())
                m_names.insert(alias.targetKeyId, alias.name);
        }
        emit done();
    });
}

QString KmsKeyReader::nameOf(const QString &keyId) const
{
    return m_names.value(keyId.section(u'/', -1), keyId); // of an ARN: …:key/<id>
}

} // namespace keyturn

#include "moc_kms_key_reader.cpp"
