#pragma once
#include "core/json/json_cursor.h"
#include "core/stores/page_stream.h"
#include "core/stores/parameter_store_client.h"
#include "core/stores/secrets_manager_client.h"

#include <QHash>

namespace keyturn {

//! Reads the metadata in ListSecrets, DescribeSecret and DescribeParameters straight from their bytes: half of the time
//! of a listing was a JSON tree nobody needed. What many entries share (tags, policies, keys, users) is kept once.
//! One reader for one listing.
class ListingReader {
public:
    //! Nothing if the answer is not a JSON object.
    std::optional<Page<SecretMetadata>> secrets(QByteArrayView answer);
    std::optional<Page<ParameterMetadata>> parameters(QByteArrayView answer);
    std::optional<SecretMetadata> secret(QByteArrayView answer);

private:
    SecretMetadata secret(JsonCursor &json);
    ParameterMetadata parameter(JsonCursor &json);
    QString shared(JsonCursor &json);
    QMap<QString, QString> tags(QByteArrayView array);
    QList<ParameterPolicy> policies(QByteArrayView array);

    QHash<QByteArray, QString> m_texts; // by how they stand in the answer
    QHash<QByteArray, QMap<QString, QString>> m_tags;
    QHash<QByteArray, QList<ParameterPolicy>> m_policies;
};

} // namespace keyturn
