#pragma once
#include <QWidget>

class QComboBox;

namespace keyturn {

class KmsKeyReader;
class TextLabel;

//! A KMS key: one of the aliases of the account and region, or any id typed. Empty: the AWS managed key.
class KmsKeyField : public QWidget {
    Q_OBJECT

public:
    //! \p object: name of the box; its text and remark are called after it. Offers what \p keys has read, whenever it
    //! has; where that is not permitted a key can still be typed.
    KmsKeyField(const QString &object, KmsKeyReader *keys, QWidget *parent = nullptr);

    QString keyId() const;
    //! Emits nothing.
    void setKeyId(const QString &keyId);

protected:
    void resizeEvent(QResizeEvent *event) override;

signals:
    void edited();

private:
    void offer(const KmsKeyReader &keys);
    void showWhole();

    QComboBox *m_box;
    TextLabel *m_whole;
    TextLabel *m_remark;
};

} // namespace keyturn
