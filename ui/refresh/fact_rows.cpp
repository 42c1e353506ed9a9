#include "ui/refresh/fact_rows.h"

#include "ui/widgets/text_label.h"

#include <QGridLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

FactRows::FactRows(const QString &objectName, QWidget *parent) : QWidget(parent), m_grid(new QGridLayout(this))
{
    setObjectName(objectName);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(gap);
    m_grid->setVerticalSpacing(6);
    m_grid->setColumnMinimumWidth(0, captionWidth);
    m_grid->setColumnStretch(1, 1);
}

void FactRows::setFacts(const QList<Fact> &facts)
{
    while (m_labels.size() < facts.size()) {
        auto *caption = new TextLabel({}, Theme::Font::Small, &ThemeColors::text2);
        auto *text = new TextLabel({}, Theme::Font::Body);
        caption->setWordWrap(true);
        text->setObjectName(u"factText"_s);
        text->wrapAnywhere();
        const int row = int(m_labels.size());
        m_grid->addWidget(caption, row, 0, Qt::AlignTop);
        m_grid->addWidget(text, row, 1);
        m_labels.emplaceBack(caption, text);
    }
    for (qsizetype i = 0; i < m_labels.size(); ++i) {
        const auto [caption, text] = m_labels.at(i);
        const bool isThere = i < facts.size();
        const Fact fact = isThere ? facts.at(i) : Fact();
        caption->setText(fact.caption);
        text->setRole(fact.isCode ? Theme::Font::Mono : Theme::Font::Body);
        text->setText(fact.text);
        text->setAccessibleName(isThere ? tr("%1: %2").arg(fact.caption, fact.text) : QString());
        caption->setVisible(isThere);
        text->setVisible(isThere);
    }
}

} // namespace keyturn

#include "moc_fact_rows.cpp"
