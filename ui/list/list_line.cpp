#include "ui/list/list_line.h"

#include "ui/style/metrics.h"
#include "ui/text/wording.h"
#include "ui/widgets/link_button.h"
#include "ui/widgets/text_label.h"

#include <QHBoxLayout>
#include <QLocale>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace keyturn {

ListLine::ListLine(QWidget *parent) :
    StillRow(parent), m_count(new TextLabel({}, Theme::Font::Small)),
    m_time(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2)),
    m_sorted(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2)), m_stop(new LinkButton(tr("Stop")))
{
    m_count->setObjectName(u"listCount"_s);
    m_stop->setObjectName(u"stopListing"_s);
    m_stop->setAccessibleName(tr("Stop reading the list"));
    row()->setContentsMargins(metrics::narrowPageMargin, 0, metrics::narrowPageMargin, metrics::insideControl);
    row()->setSpacing(metrics::gap);
    row()->addWidget(m_count);
    row()->addWidget(m_time);
    row()->addWidget(m_stop);
    row()->addStretch(1);
    row()->addWidget(m_sorted);
    connect(m_stop, &QAbstractButton::clicked, this, &ListLine::stopWanted);
    connect(&m_halfMinute, &QTimer::timeout, this, [this] { setFacts(m_facts); });
    m_halfMinute.start(30s);
}

void ListLine::setFacts(const Facts &facts)
{
    m_stop->setVisible(facts.isReading);
    m_time->setVisible(facts.isFiltered && !facts.isReading);
    m_sorted->setVisible(!facts.isNarrow);
    m_facts = facts;
    const QString asOf = facts.asOf ? facts.asOf() : QString();
    const QString all = Wording::entries(facts.entries);
    if (!asOf.isEmpty() && !facts.isFiltered)
        m_count->setText(facts.isReading ? tr("%1 %2, reading again").arg(all, asOf) : tr("%1 %2").arg(all, asOf));
    else if (facts.isReading)
        m_count->setText(tr("Reading, %1 so far").arg(all));
    else if (facts.wasStopped && !facts.isFiltered)
        m_count->setText(tr("%1, stopped before the end").arg(all));
    else if (facts.isFiltered)
        m_count->setText(tr("%1 of %2").arg(QLocale().toString(facts.rows), all));
    else
        m_count->setText(Wording::entries(facts.rows));
    m_time->setText(facts.milliseconds < 1 ? tr("in under 1 ms") : tr("in %1 ms").arg(qRound(facts.milliseconds)));
    if (!facts.sortedBy.isEmpty())
        m_sorted->setText(tr("Sorted by %1").arg(facts.sortedBy.toLower()));
}

} // namespace keyturn

#include "moc_list_line.cpp"
