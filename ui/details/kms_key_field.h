#pragma once
#include "core/async/task_scope.h"

#include <QHash>
#include <QWidget>

class QComboBox;

namespace keyturn {

class Connection;
class TextLabel;

//! A KMS key: one of the aliases of the account and region, or any id typed. Empty: the AWS managed key.
class KmsKeyField : public QWidget {
    Q_OBJECT

public:
    //! \p object: name of the box; its text and remark are called after it.
    explicit KmsKeyField(const QString &object, QWidget *parent = nullptr);

    //! Fills the list; where that is not permitted a key can still be typed. \p connection outlives the field's reads.
    void read(std::shared_ptr<Connection> connection);
    QString keyId() const;
    //! Emits nothing.
    void setKeyId(const QString &keyId);
    //! Its alias, where it is known; else as it is.
    QString nameOf(const QString &keyId) const;

signals:
    void edited();
    void namesRead();

private:
    QComboBox *m_box;
    TextLabel *m_remark;
    QHash<QString, QString> m_names; // by id
    std::shared_ptr<Connection> m_connection;
    TaskScope m_scope;
};

} // namespace keyturn
