#include "ui/widgets/form_labels.h"

#include "ui/style/metrics.h"

#include <QFormLayout>
#include <QWidget>

namespace keyturn {

void levelLabels(const QFormLayout *form)
{
    for (int row = 0; row < form->rowCount(); ++row) {
        const QLayoutItem *label = form->itemAt(row, QFormLayout::LabelRole);
        if (label && label->widget())
            label->widget()->setMinimumHeight(metrics::controlHeight);
    }
}

} // namespace keyturn
