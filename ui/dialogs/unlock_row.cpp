#include "ui/dialogs/unlock_row.h"

#include "core/workspace/place.h"
#include "ui/style/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/text_label.h"

#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

UnlockRow::UnlockRow(Place &place, QWidget *parent) : QWidget(parent)
{
    setObjectName(u"unlockRow"_s);
    auto *button = new Button(u"object-unlocked"_s, tr("Unlock writing for 10 minutes"));
    button->setObjectName(u"unlockWriting"_s);
    button->setAccessibleName(button->text());
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::gap);
    row->addWidget(new IconLabel(u"object-locked"_s));
    row->addWidget(new TextLabel(tr("Production is read-only.")), 1);
    row->addWidget(button);
    const auto show = [this, &place] { setVisible(place.access() == Place::Access::ReadOnly); };
    connect(button, &QPushButton::clicked, this, [&place] { place.unlockWriting(); });
    connect(&place, &Place::accessChanged, this, show);
    show();
}

} // namespace keyturn

#include "moc_unlock_row.cpp"
