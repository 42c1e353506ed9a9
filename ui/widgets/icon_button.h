#pragma once
#include "ui/style/theme_colors.h"

#include <QToolButton>

namespace keyturn {

//! 32x32 tool button with an icon; \p name is tooltip and accessible name.
class IconButton : public QToolButton {
    Q_OBJECT

public:
    IconButton(const QString &icon, const QString &name, QWidget *parent = nullptr);
    //! For a place inside of a field, \p size wide and high.
    void setInside(int size);
    void setIconName(const QString &icon, ColorToken color = &ThemeColors::text2);
};

} // namespace keyturn
