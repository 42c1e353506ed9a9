#pragma once
#include <QAbstractButton>

namespace keyturn {

//! Who and where: avatar, profile, account and region. Opens the menu of profiles and regions.
class ProfileButton : public QAbstractButton {
    Q_OBJECT

public:
    explicit ProfileButton(QWidget *parent = nullptr);

    void setPlace(const QString &profile, const QString &where);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_profile;
    QString m_where;
};

} // namespace keyturn
