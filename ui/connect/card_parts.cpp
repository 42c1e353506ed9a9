#include "ui/connect/card_parts.h"

#include "ui/widgets/elided_label.h"

#include <QPainter>
#include <QVBoxLayout>

namespace keyturn {

CardLine::CardLine()
{
    setFixedHeight(1);
}

void CardLine::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), colors().separator());
}

QVBoxLayout *twoLines(const QString &first, const QString &second, Theme::Font font)
{
    auto *column = new QVBoxLayout;
    column->setSpacing(1);
    column->addWidget(new ElidedLabel(first, font, &ThemeColors::text, Qt::ElideMiddle));
    column->addWidget(new ElidedLabel(second, Theme::Font::Small, &ThemeColors::text2));
    return column;
}

} // namespace keyturn

#include "moc_card_parts.cpp"
