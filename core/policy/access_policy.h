#pragma once
#include <QByteArray>
#include <QByteArrayList>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace keyturn {

//! What somebody may do with Keyturn, each on top of Browse.
enum class AccessFeature {
    Browse, //!< list, and see metadata and due dates
    Reveal, //!< read values
    Edit,   //!< write values, and take a write back
    Create,
    Versions, //!< history, and going back
    Delete,   //!< and restore
    Tags,
    Rotation, //!< its steps, its schedule, and freeing one that is stuck
    Replicas,
    ResourcePolicy,
    KeyPicker,       //!< list KMS keys
    ClientSecretApi, //!< have a client secret made by its provider's API: its queue, and a write to every copy
    WhoWrote,        //!< who wrote which version of a secret, as CloudTrail knows it
    Reminders,       //!< make, check, repair and remove a reminder chain, and write its schedules
};

QList<AccessFeature> accessFeatures();
//! "browse", "reveal", ...: words of the command line, never translated.
QString accessFeatureWord(AccessFeature feature);
std::optional<AccessFeature> accessFeatureOfWord(const QString &word);

//! On what. Names with '*' at their end stand for all that begin so.
struct AccessScope {
    QString partition = QStringLiteral("aws");
    QString region;
    QString account;         //!< 12 digits
    QStringList secrets;     //!< names
    QStringList parameters;  //!< names
    QStringList keys;        //!< ARNs of customer keys of KMS
    QString chain = {};      //!< name of a reminder chain, for Reminders alone
    QStringList queues = {}; //!< names, for ClientSecretApi alone
};

//! The smallest identity-based policy for \p features on \p scope, as indented JSON. Actions that AWS checks on no
//! resource (lists) stand on "*"; a key is given through its service only. A part of the scope that is empty has no
//! statement, so it is not everything.
QByteArray accessPolicy(const QList<AccessFeature> &features, const AccessScope &scope);
//! arn:aws:secretsmanager:R:A:secret:NAME-??????: six characters follow every name, so another name that begins so is
//! not meant.
QString secretPattern(const AccessScope &scope, const QString &name);
//! The name's first slash is the one after "parameter".
QString parameterPattern(const AccessScope &scope, const QString &name);

//! One statement that allows \p actions on \p resources, keys of KMS through \p viaService alone; and a policy of
//! several.
QByteArray policyStatement(const QByteArray &sid, const QStringList &actions, const QStringList &resources,
                           const QString &viaService = {});
QByteArray policyDocument(const QByteArrayList &statements);

} // namespace keyturn
