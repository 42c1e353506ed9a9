#include "ui/review/review_facts.h"

#include "ui/style/metrics.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/text_label.h"

#include <QVBoxLayout>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

//! Takes out of all of \p each what every one of them says.
QList<SaveFact> takeCommon(QList<QList<SaveFact>> &each)
{
    QList<SaveFact> common;
    if (each.size() < 2)
        return common;
    for (const SaveFact &fact : QList<SaveFact>(each.constFirst())) {
        const auto says = [&fact](const QList<SaveFact> &facts) { return facts.contains(fact); };
        if (!std::all_of(each.cbegin(), each.cend(), says))
            continue;
        common.append(fact);
        for (QList<SaveFact> &facts : each)
            facts.removeOne(fact);
    }
    return common;
}

void deleteAll(QLayout *layout)
{
    while (QLayoutItem *item = layout->takeAt(0)) {
        if (item->layout())
            deleteAll(item->layout());
        delete item->widget();
        delete item;
    }
}

} // namespace

ReviewFacts::ReviewFacts(const QString &title, QWidget *parent) : Card(parent), m_lines(new QVBoxLayout)
{
    setLook(&ThemeColors::sunken, &ThemeColors::border);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(Card::margins());
    column->setSpacing(6);
    column->addWidget(new TextLabel(title, Theme::Font::BodyStrong));
    m_lines->setSpacing(6);
    column->addLayout(m_lines);
}

void ReviewFacts::clear()
{
    deleteAll(m_lines);
}

void ReviewFacts::setFacts(const QList<SaveFact> &facts)
{
    clear();
    for (const SaveFact &fact : facts)
        addFact(fact);
}

void ReviewFacts::setItems(const QList<const StagedEdits::Item *> &items, const QDateTime &now)
{
    clear();
    QList<QList<SaveFact>> each;
    for (const StagedEdits::Item *item : items)
        each.append(SaveFacts::of(*item, now));
    const QList<SaveFact> common = takeCommon(each);
    for (qsizetype i = 0; i < items.size(); ++i) {
        if (items.size() > 1 && !each[i].isEmpty())
            addHeading(items[i]->base.entry.id.name);
        for (const SaveFact &fact : std::as_const(each[i]))
            addFact(fact);
    }
    if (!common.isEmpty())
        addHeading(items.size() == 2 ? tr("Both entries") : tr("All %n entries", nullptr, int(items.size())));
    for (const SaveFact &fact : common)
        addFact(fact);
}

void ReviewFacts::addHeading(const QString &text)
{
    if (m_lines->count() > 0)
        m_lines->addSpacing(6);
    m_lines->addWidget(new TextLabel(text, Theme::Font::Small, &ThemeColors::text2));
}

void ReviewFacts::addFact(const SaveFact &fact)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::buttonGap);
    row->addWidget(new IconLabel(fact.icon), 0, Qt::AlignTop);
    auto *text = new TextLabel(fact.text);
    text->wrapAnywhere();
    row->addWidget(text, 1);
    m_lines->addLayout(row);
}

} // namespace keyturn

#include "moc_review_facts.cpp"
