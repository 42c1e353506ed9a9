#pragma once
#include "ui/style/theme_colors.h"
#include "ui/text/status.h"

namespace keyturn {

//! Icon and colours of a state. Where \c fill is null the chip is quiet: no fill, icon flush left.
struct StatusLook {
    QString icon; //!< empty: none
    ColorToken iconColor = &ThemeColors::text3;
    ColorToken text = &ThemeColors::text3;
    ColorToken fill = nullptr;
    bool pill = true; //!< else a label with small corners

    bool isQuiet() const { return fill == nullptr; }
};

StatusLook statusLook(Status status);

} // namespace keyturn
