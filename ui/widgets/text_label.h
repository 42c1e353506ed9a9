#pragma once
#include "ui/style/theme.h"

#include <QLabel>

namespace keyturn {

//! Plain text in a role of the type scale and a token's colour; follows both when the theme changes.
class TextLabel : public QLabel {
    Q_OBJECT

public:
    explicit TextLabel(const QString &text = {}, Theme::Font font = Theme::Font::Body,
                       ColorToken color = &ThemeColors::text, QWidget *parent = nullptr);

    //! Wraps between words, and in names too long for a line, such as ARNs, behind their marks. Plain text only.
    void wrapAnywhere();
    void setColor(ColorToken color);
    void setRole(Theme::Font role);

    int heightForWidth(int width) const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void restyle();

    Theme::Font m_font;
    ColorToken m_color;
    bool m_wrapsAnywhere = false;
};

} // namespace keyturn
