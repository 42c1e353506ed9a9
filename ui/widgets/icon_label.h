#pragma once
#include "ui/style/metrics.h"
#include "ui/style/theme_colors.h"

#include <QWidget>

namespace keyturn {

//! An icon beside a text, in a token's colour; follows the theme.
class IconLabel : public QWidget {
    Q_OBJECT

public:
    explicit IconLabel(const QString &icon, ColorToken color = &ThemeColors::text2, int size = metrics::icon,
                       QWidget *parent = nullptr);
    void setIcon(const QString &icon, ColorToken color);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_icon;
    ColorToken m_color;
    int m_size;
};

} // namespace keyturn
