#pragma once
#include "ui/style/theme_colors.h"

#include <QFrame>
#include <QMargins>

namespace keyturn {

//! A rounded frame around a layout. Info and danger boxes are cards with other tokens.
class Card : public QFrame {
    Q_OBJECT

public:
    explicit Card(QWidget *parent = nullptr, int radius = 8);
    //! \p fill and \p outline null: surface and border.
    void setLook(ColorToken fill, ColorToken outline);
    //! Of the layout in it.
    static QMargins margins();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_radius;
    ColorToken m_fill = &ThemeColors::surface;
    ColorToken m_outline = &ThemeColors::border;
};

} // namespace keyturn
