#include "ui/pages/filter_field.h"

#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QPainter>

namespace keyturn {

FilterField::FilterField(QWidget *parent) : QLineEdit(parent)
{
    setTextMargins(24, 0, 0, 0);
}

void FilterField::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    QPainter painter(this);
    const int left = layoutDirection() == Qt::RightToLeft ? width() - 26 : 10;
    icons::paint(&painter, QRect(left, (height() - 16) / 2, 16, 16), QStringLiteral("view-filter"), colors().text2);
}

} // namespace keyturn
