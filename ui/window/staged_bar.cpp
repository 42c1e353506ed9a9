#include "ui/window/staged_bar.h"
#include "ui/review/staged_text.h"
#include "ui/style/grow_animation.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/button.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/text_label.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QStyle>

namespace keyturn {
using namespace Qt::StringLiterals;

StagedBar::StagedBar(const Actions &actions, QWidget *parent) :
    QFrame(parent), m_title(new TextLabel({}, Theme::Font::BodyStrong)),
    m_names(new ElidedLabel({}, Theme::Font::Small, &ThemeColors::text2, Qt::ElideRight))
{
    auto *undo = new Button(u"edit-undo"_s, tr("Undo"), Button::Kind::Quiet);
    auto *discard = new Button(tr("Discard…"));
    auto *review = new Button(tr("Review…"), Button::Kind::Primary);
    undo->setObjectName(u"stagedUndo"_s);
    discard->setObjectName(u"stagedDiscard"_s);
    review->setObjectName(u"stagedReview"_s);
    follow(undo, actions.action(Actions::Id::Undo));
    follow(discard, actions.action(Actions::Id::DiscardAll));
    follow(review, actions.action(Actions::Id::Review));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 0, 12, 0);
    layout->setSpacing(metrics::gap);
    layout->addSpacing(28); // the painted icon; unlike a margin it is mirrored
    layout->addWidget(m_title);
    layout->addWidget(m_names, 1);
    layout->addWidget(undo);
    layout->addWidget(discard);
    layout->addWidget(review);
    setMinimumHeight(metrics::stagedBarHeight);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    hide();
}

//! Runs the action, and says like it why it cannot.
void StagedBar::follow(Button *button, QAction *action)
{
    connect(button, &Button::clicked, action, &QAction::trigger);
    connect(action, &QAction::changed, button,
            [button, action] { button->setDisabledReason(Actions::obstacle(action)); });
}

void StagedBar::setChanges(qsizetype changes, const QStringList &entries, bool secretsOnly)
{
    m_title->setText(StagedText::changes(changes, entries.size(), secretsOnly));
    m_names->setText(entries.join(u", "_s));
    setAccessibleName(m_title->text());
    if (changes > 0)
        growIn(this);
    else
        hide();
}

void StagedBar::paintEvent(QPaintEvent *)
{
    const ThemeColors &c = colors();
    QPainter painter(this);
    painter.fillRect(rect(), c.infoBg);
    painter.fillRect(QRect(0, 0, width(), 1), c.border);
    const QRect icon(16, 0, metrics::icon, height());
    icons::paint(&painter, QStyle::visualRect(layoutDirection(), rect(), icon), u"document-edit"_s, c.accent);
}

} // namespace keyturn

#include "moc_staged_bar.cpp"
