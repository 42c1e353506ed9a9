#pragma once
#include "core/stores/member_reader.h"
#include "core/stores/page_stream.h"
#include "core/stores/parameter_metadata.h"
#include "core/stores/secret_metadata.h"

namespace keyturn {

//! Reads the metadata in ListSecrets, DescribeSecret and DescribeParameters straight from their bytes: half of the time
//! of a listing was a JSON tree nobody needed. As strict as SecretAnswer. One reader for one listing.
class ListingReader {
public:
    //! \p pageSize: a page with more entries is a fault, and not read to its end.
    explicit ListingReader(qsizetype pageSize = 1) : m_pageSize(pageSize) {}

    //! Nothing where the answer has a fault().
    std::optional<Page<SecretMetadata>> secrets(QByteArrayView answer);
    std::optional<Page<ParameterMetadata>> parameters(QByteArrayView answer);
    std::optional<SecretMetadata> secret(QByteArrayView answer);
    //! The first thing that is not as the service's model says, for Error::detail.
    const QString &fault() const { return m_fault; }

private:
    template <typename T, typename Read>
    std::optional<Page<T>> page(QByteArrayView answer, QByteArrayView name, const Read &read);
    SecretMetadata secret(JsonCursor &json);
    ParameterMetadata parameter(JsonCursor &json);
    void readVersions(JsonCursor &json, SecretMetadata &secret);
    RotationRules rotationRules(JsonCursor &json);
    void readReplicas(JsonCursor &json, SecretMetadata &secret);
    void finishEntry(const JsonCursor &json, const QString &name, bool needsArn, const QString &arn);
    void note(const QString &fault);

    const qsizetype m_pageSize;
    QString m_fault;
    MemberReader m_members;
};

} // namespace keyturn
