#pragma once
#include "ui/style/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/text_label.h"

#include <QHBoxLayout>

namespace keyturn {

//! An icon, a text and one button: all that is in \p card.
inline void fillCard(Card *card, const QString &icon, ColorToken color, TextLabel *text, Button *button)
{
    text->wrapAnywhere();
    auto *line = new QHBoxLayout(card);
    line->setContentsMargins(Card::margins());
    line->setSpacing(metrics::buttonGap);
    line->addWidget(new IconLabel(icon, color), 0, Qt::AlignTop);
    line->addWidget(text, 1);
    line->addWidget(button, 0, Qt::AlignTop);
}

} // namespace keyturn
