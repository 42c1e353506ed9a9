#pragma once
#include <QColor>

class QPalette;

namespace keyturn {

//! Every colour of the interface, once for light and once for dark. Painted widgets and delegates read these tokens and
//! never a literal. The contrast of every pair is checked by a test.
struct ThemeColors {
    bool dark = false;
    QColor window, sidebar;
    QColor surface, raised;
    QColor sunken, hover;
    QColor selected;
    QColor border;      //!< lines only, carries no meaning
    QColor borderInput; //!< at least 3:1 on surface
    QColor text, text2, text3;
    QColor accent; //!< text, icons, focus
    QColor accentFill, onAccent;
    QColor dangerFg, dangerBg, dangerFill, onDanger;
    QColor warnFg, warnBg;
    QColor okFg, okBg;
    QColor infoFg, infoBg;
    QColor violetFg, violetBg;
    QColor neutralFg, neutralBg;
    QColor scrim; //!< with alpha

    static const ThemeColors &light();
    static const ThemeColors &darkSet();
    //! The set that fits the lightness of the palette's Base.
    static const ThemeColors &forPalette(const QPalette &palette);

    //! Between rows.
    QColor separator() const;
    //! Of secondary buttons, kind and label chips.
    QColor outline() const;
    //! Of a filled chip.
    static QColor chipOutline(const QColor &background, const QColor &foreground);
};

//! Names a colour without fixing light or dark: &ThemeColors::text2.
using ColorToken = QColor ThemeColors::*;

//! \p a with \p percent of \p b mixed in.
QColor mixed(const QColor &a, const QColor &b, int percent);
//! WCAG 2.1 contrast ratio, 1 to 21.
double contrastRatio(const QColor &a, const QColor &b);

} // namespace keyturn
