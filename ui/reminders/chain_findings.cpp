#include "ui/reminders/chain_findings.h"

#include "ui/reminders/chain_page_words.h"
#include "ui/style/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/text_label.h"

#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr qsizetype mostRows = 20; // one repair of a pattern helps all names that it missed

IconLabel *iconOf(ChainWeight weight)
{
    switch (weight) {
    case ChainWeight::Broken:
        return new IconLabel(u"kt-fail"_s, &ThemeColors::dangerFg);
    case ChainWeight::Partly:
        return new IconLabel(u"kt-warning"_s, &ThemeColors::warnFg);
    case ChainWeight::Doubtful:
        break;
    }
    return new IconLabel(u"help-about"_s, &ThemeColors::text2);
}

TextLabel *wrapped(const QString &text, Theme::Font font, ColorToken color, const QString &object)
{
    auto *label = new TextLabel(text, font, color);
    label->setObjectName(object);
    label->wrapAnywhere();
    return label;
}

} // namespace

ChainFindings::ChainFindings(QWidget *parent) : QWidget(parent), m_rows(new QVBoxLayout(this))
{
    setObjectName(u"chainFindings"_s);
    setAccessibleName(tr("Findings"));
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(metrics::partGap);
}

void ChainFindings::setFindings(const OpenChain &chain)
{
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_buttons.clear();
    QList<ChainFinding> findings = chain.found().findings;
    std::stable_sort(findings.begin(), findings.end(), [](const ChainFinding &a, const ChainFinding &b) {
        return weightOf(a.fault) < weightOf(b.fault);
    });
    for (const ChainFinding &finding : findings.mid(0, mostRows))
        addRow(finding, chain.canRepair(finding));
    if (findings.size() > mostRows) {
        const int more = static_cast<int>(findings.size() - mostRows);
        m_rows->addWidget(
            new TextLabel(tr("%n more finding(s)", nullptr, more), Theme::Font::Small, &ThemeColors::text2));
    }
}

void ChainFindings::addRow(const ChainFinding &finding, bool isRepairable)
{
    const QString what = ChainPageWords::what(finding);
    auto *row = new QWidget;
    row->setObjectName(u"chainFinding"_s);
    row->setAccessibleName(what);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(metrics::smallGap);
    texts->addWidget(wrapped(what, Theme::Font::Body, &ThemeColors::text, u"chainFindingWhat"_s));
    texts->addWidget(wrapped(ChainPageWords::fix(finding, isRepairable), Theme::Font::Small, &ThemeColors::text2,
                             u"chainFindingFix"_s));
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(metrics::partGap);
    line->addWidget(iconOf(weightOf(finding.fault)), 0, Qt::AlignTop);
    line->addLayout(texts, 1);
    if (isRepairable) {
        auto *button = new Button(ChainPageWords::repair(finding));
        button->setObjectName(u"chainRepair"_s);
        button->setAccessibleName(u"%1: %2"_s.arg(button->text(), what));
        connect(button, &QPushButton::clicked, this, [this, finding] { emit repairWanted(finding); });
        line->addWidget(button, 0, Qt::AlignTop);
        m_buttons.append(button);
    }
    m_rows->addWidget(row);
}

void ChainFindings::setObstacle(const QString &reason)
{
    for (Button *button : std::as_const(m_buttons))
        button->setDisabledReason(reason);
}

QList<QWidget *> ChainFindings::buttons() const
{
    return {m_buttons.begin(), m_buttons.end()};
}

} // namespace keyturn

#include "moc_chain_findings.cpp"
