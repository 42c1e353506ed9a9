#pragma once
#include "core/aws/json_client.h"
#include "core/stores/page_stream.h"
#include "core/stores/parameter_metadata.h"

#include <QMap>
#include <QStringList>

namespace keyturn {

struct ParametersFound {
    QList<Parameter> parameters;
    QStringList missing; //!< InvalidParameters: names that do not exist
};

//! Parameter Store's verbs. A 2xx without what the operation's answer must have is an error ("bad-answer"): it proves
//! nothing, and mayHaveBeenDone(). What concerns tags and DeleteParameter alone are answered with nothing. Values are
//! always read with decryption. Results are matched by name, never by position.
class ParameterStoreClient {
public:
    explicit ParameterStoreClient(AwsTransport &transport);

    //! \p path empty: everything. Policies are only visible here and in the history.
    PageStream<ParameterMetadata> describeParameters(QString path = {}) const;
    //! Metadata of at most 50 named parameters.
    Task<Result<QList<ParameterMetadata>>> describeNamed(QStringList names) const;
    Task<Result<Parameter>> getParameter(QString name) const;
    //! Any number of names; asked in batches of ten. Each is found or missing.
    Task<Result<ParametersFound>> getParameters(QStringList names) const;
    //! Without decryption the values of SecureStrings are ciphertext: metadata only.
    PageStream<ParameterVersion> getParameterHistory(QString name, bool withDecryption = true) const;

    struct Put {
        QString name;
        SecretString value;
        QString type;
        bool overwrite = false;
        QString keyId; //!< sent on every overwrite: if omitted, AWS re-encrypts under the account's default key
        QString description;
        QString allowedPattern;
        QString tier;
        QString dataType;
        QString policies;                 //!< JSON array text; empty keeps the present ones
        QMap<QString, QString> tags = {}; //!< of a new parameter only
    };
    //! The new version. Has no idempotency token: after a lost answer read the version before doing anything else.
    Task<Result<qint64>> putParameter(Put put) const;

    Task<Result<>> addTagsToResource(QString name, QMap<QString, QString> tags) const;
    //! Keys that are not there are no error.
    Task<Result<>> removeTagsFromResource(QString name, QStringList keys) const;

    //! Puts labels onto a version, away from the version that carries them now. The labels AWS refused, with a 200.
    Task<Result<QStringList>> labelParameterVersion(QString name, qint64 version, QStringList labels) const;
    //! Takes labels away from a version. The labels that version did not carry.
    Task<Result<QStringList>> unlabelParameterVersion(QString name, qint64 version, QStringList labels) const;
    //! Gone at once with its history: there is no way back.
    Task<Result<>> deleteParameter(QString name) const;

    //! What to say where a look shows that \p operation was answered with success and has not been done.
    Error badAnswer(const QByteArray &operation, const QString &detail) const;

private:
    JsonClient m_client;
};

} // namespace keyturn
