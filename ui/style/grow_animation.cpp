#include "ui/style/grow_animation.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"

#include <QVariantAnimation>
#include <QWidget>

namespace keyturn {

void growIn(QWidget *bar)
{
    if (!bar->isHidden())
        return;
    const int duration = Theme::duration(metrics::grow);
    if (duration == 0 || bar->window()->isHidden()) {
        bar->show();
        return;
    }
    const int full = qMax(bar->minimumHeight(), bar->sizeHint().height());
    auto *animation = new QVariantAnimation(bar);
    animation->setStartValue(1);
    animation->setEndValue(full);
    animation->setDuration(duration);
    animation->setEasingCurve(QEasingCurve::OutCubic);
    const int minimum = bar->minimumHeight();
    bar->setMinimumHeight(0);
    bar->setMaximumHeight(1);
    QObject::connect(animation, &QVariantAnimation::valueChanged, bar,
                     [bar](const QVariant &height) { bar->setMaximumHeight(height.toInt()); });
    QObject::connect(animation, &QVariantAnimation::finished, bar, [bar, minimum] {
        bar->setMaximumHeight(QWIDGETSIZE_MAX);
        bar->setMinimumHeight(minimum);
    });
    bar->show();
    animation->start(QAbstractAnimation::DeleteWhenStopped);
}

} // namespace keyturn
