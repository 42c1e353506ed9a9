#pragma once
#include "ui/style/theme_colors.h"

#include <QFont>
#include <QObject>
#include <QPalette>

namespace keyturn {

//! The look of the whole application: palette, style sheet, type scale. One per process, made by instance() after the
//! QApplication; apply() once before the first window.
class Theme : public QObject {
    Q_OBJECT

public:
    enum class Mode { System, Light, Dark };
    enum class Font { Display, Title, Heading, Body, BodyStrong, Small, Chip, Caption, Mono };

    static Theme &instance();
    //! Of "light" and "dark", the words of the settings; anything else is System.
    static Mode modeOf(QStringView word);

    //! Sets style, font (only where the platform has no default of its own), palette and style sheet.
    void apply(Mode mode = Mode::System);
    void setMode(Mode mode);
    Mode mode() const { return m_mode; }
    bool isDark() const { return m_colors.dark; }
    const ThemeColors &colors() const { return m_colors; }

    //! Relative to QApplication::font(), so larger system fonts work.
    static QFont font(Font role);
    //! \p milliseconds, or 0 where the desktop asks for no motion.
    static int duration(int milliseconds);
    static QPalette palette(const ThemeColors &colors);

signals:
    //! Colours or font changed: painted widgets update themselves, everything else follows the palette.
    void changed();

private:
    Theme();
    void refresh();
    QString styleSheet() const;

    Mode m_mode = Mode::System;
    ThemeColors m_colors;
    QPalette m_desktop; //!< what the platform came with
    bool m_desktopHasOwnPalette = false;
    bool m_applied = false;
};

//! The tokens in force.
const ThemeColors &colors();

} // namespace keyturn
