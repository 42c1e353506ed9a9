#include "ui/widgets/theme_colors.h"
