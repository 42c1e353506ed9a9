#include "ui/review/review_changes.h"
#include "ui/review/review_confirmation.h"
#include "ui/review/review_conflicts.h"
#include "ui/review/review_dialog.h"
#include "ui/review/review_half.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/status_chip.h"
#include "ui/widgets/text_label.h"

#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

QLayout *ReviewDialog::makeHead()
{
    auto *titles = new QVBoxLayout;
    titles->setSpacing(2);
    titles->addWidget(m_title);
    titles->addWidget(m_place);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(24, 20, 24, 16);
    head->addLayout(titles, 1);
    head->addWidget(m_access);
    return head;
}

QWidget *ReviewDialog::makeRight()
{
    auto *facts = new Card;
    facts->setObjectName(u"reviewFacts"_s);
    facts->setLook(&ThemeColors::sunken, &ThemeColors::border);
    auto *factColumn = new QVBoxLayout(facts);
    factColumn->setContentsMargins(16, 12, 16, 12);
    factColumn->setSpacing(6);
    factColumn->addWidget(new TextLabel(tr("What saving does"), Theme::Font::BodyStrong));
    m_facts->setSpacing(6);
    factColumn->addLayout(m_facts);
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(24, 16, 24, 16);
    column->setSpacing(12);
    column->addWidget(m_changes);
    column->addWidget(m_half);
    column->addWidget(m_conflicts);
    column->addWidget(m_confirmation);
    column->addWidget(facts);
    column->addStretch(1);
    auto *scroll = new QScrollArea;
    scroll->setObjectName(u"reviewPage"_s);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(page);
    scroll->viewport()->setAutoFillBackground(false);
    page->setAutoFillBackground(false);
    return scroll;
}

QLayout *ReviewDialog::makeFoot()
{
    m_save->setObjectName(u"saveChanges"_s);
    m_save->setDefault(true);
    m_keep->setObjectName(u"keepEditing"_s);
    m_foot->setObjectName(u"reviewFoot"_s);
    m_foot->setWordWrap(true);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(24, 14, 20, 14);
    foot->setSpacing(8);
    foot->addWidget(m_foot, 1);
    foot->addWidget(m_keep);
    foot->addWidget(m_save);
    return foot;
}

} // namespace keyturn
