#include "ui/widgets/still_row.h"

#include <QHBoxLayout>

namespace keyturn {

StillRow::StillRow(QWidget *parent) : QWidget(parent), m_inner(new QWidget(this)), m_row(new QHBoxLayout(m_inner))
{
    m_row->setSizeConstraint(QLayout::SetNoConstraint);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

QSize StillRow::sizeHint() const
{
    return m_inner->sizeHint();
}

void StillRow::resizeEvent(QResizeEvent *)
{
    m_inner->setGeometry(rect());
}

} // namespace keyturn

#include "moc_still_row.cpp"
