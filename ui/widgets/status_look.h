#pragma once
#include "ui/models/status.h"
#include "ui/widgets/theme_colors.h"

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
