#include "ui/review/review_half.h"

#include "ui/review/half_saved_text.h"
#include "ui/style/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/text_label.h"

#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

ReviewHalf::ReviewHalf(QWidget *parent) :
    Card(parent), m_text(new TextLabel), m_finish(new Button(tr("Finish the save"))),
    m_undo(new Button(tr("Restore old values")))
{
    setObjectName(u"halfSavedCard"_s);
    setLook(&ThemeColors::violetBg, &ThemeColors::violetFg);
    m_finish->setObjectName(u"finishSave"_s);
    m_undo->setObjectName(u"undoSave"_s);
    m_text->setWordWrap(true);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::gap);
    buttons->addWidget(m_finish);
    buttons->addWidget(m_undo);
    buttons->addStretch(1);
    auto *words = new QVBoxLayout;
    words->setSpacing(metrics::gap);
    words->addWidget(new TextLabel(tr("This group is partly saved."), Theme::Font::BodyStrong));
    words->addWidget(m_text);
    words->addLayout(buttons);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(Card::margins());
    row->setSpacing(metrics::buttonGap);
    row->addWidget(new IconLabel(u"kt-unfinished"_s, &ThemeColors::violetFg), 0, Qt::AlignTop);
    row->addLayout(words, 1);
    connect(m_finish, &Button::clicked, this, &ReviewHalf::finishRequested);
    connect(m_undo, &Button::clicked, this, &ReviewHalf::undoRequested);
    hide();
}

void ReviewHalf::setHalf(const HalfSaved *half)
{
    setVisible(half);
    if (!half)
        return;
    QStringList lines = HalfSavedText::parts(*half);
    if (const QString cause = HalfSavedText::cause(*half); !cause.isEmpty())
        lines.append(cause);
    m_text->setText(lines.join(u'\n'));
}

void ReviewHalf::setBusy(bool busy)
{
    const QString reason = busy ? tr("Saving…") : QString();
    m_finish->setDisabledReason(reason);
    m_undo->setDisabledReason(reason);
}

} // namespace keyturn

#include "moc_review_half.cpp"
