#include "ui/window/discard_dialog.h"

#include "ui/style/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/text_label.h"

#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

DiscardDialog::DiscardDialog(const QString &changes, QWidget *parent) :
    FramedDialog(tr("Discard unsaved changes?"), {}, parent)
{
    setObjectName(u"discardDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setFixedWidth(480);

    auto *sentence = new TextLabel(tr("You have %1 that aren't saved.").arg(changes));
    sentence->setObjectName(u"discardSentence"_s);
    sentence->setWordWrap(true);
    body()->addWidget(sentence);

    auto *save = new Button(tr("Save…"), Button::Kind::Primary);
    save->setObjectName(u"saveButton"_s);
    auto *discard = new Button(tr("Discard"), Button::Kind::Danger);
    discard->setObjectName(u"discardButton"_s);
    auto *cancel = new Button(tr("Cancel"));
    cancel->setObjectName(u"cancelButton"_s);
    foot()->addWidget(discard);
    foot()->addStretch(1);
    foot()->addWidget(cancel);
    foot()->addWidget(save);
    setTabOrder(save, cancel);
    setTabOrder(cancel, discard);
    cancel->setFocus();

    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(save, &QPushButton::clicked, this, [this] {
        accept();
        emit saveWanted();
    });
    connect(discard, &QPushButton::clicked, this, [this] {
        accept();
        emit discardWanted();
    });
}

} // namespace keyturn

#include "moc_discard_dialog.cpp"
