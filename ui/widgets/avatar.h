#pragma once
#include "ui/style/theme_colors.h"

#include <QWidget>

class QPainter;

namespace keyturn {

//! Initials on a tinted square: tells profiles apart at a glance. The tint follows from the name.
class Avatar : public QWidget {
    Q_OBJECT

public:
    explicit Avatar(const QString &name = {}, QWidget *parent = nullptr);

    void setName(const QString &name);
    QSize sizeHint() const override { return {32, 32}; }
    QSize minimumSizeHint() const override { return sizeHint(); }

    //! "asp-production" is AP, "legacy" is LE.
    static QString initials(const QString &name);
    static void paint(QPainter *painter, const QRect &where, const QString &name);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_name;
};

} // namespace keyturn
