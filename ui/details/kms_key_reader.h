#pragma once
#include "core/async/task_scope.h"
#include "core/aws/kms_client.h"

#include <QHash>
#include <QObject>

namespace keyturn {

class Connection;

//! The names of the KMS keys of one account and region, for those who choose one.
class KmsKeyReader : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    //! Once for each connection, which is kept until the answer is there.
    void read(std::shared_ptr<Connection> connection);
    //! As AWS orders them; none before done(), and where reading is not permitted.
    const QList<KmsAlias> &aliases() const { return m_aliases; }
    bool isRefused() const { return m_isRefused; }
    //! The alias of a key (id or ARN), where it is known; else \p keyId as it is.
    QString nameOf(const QString &keyId) const;

signals:
    void done();

private:
    std::shared_ptr<Connection> m_connection;
    QList<KmsAlias> m_aliases;
    QHash<QString, QString> m_names; // by id
    bool m_isRefused = false;
    TaskScope m_scope;
};

} // namespace keyturn
