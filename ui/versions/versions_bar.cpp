#include "ui/versions/versions_bar.h"

#include "ui/style/metrics.h"
#include "ui/text/error_text.h"
#include "ui/versions/version_reader.h"
#include "ui/widgets/button.h"
#include "ui/widgets/link_button.h"
#include "ui/widgets/text_label.h"

#include <QHBoxLayout>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

VersionsBar::VersionsBar(QWidget *parent) :
    QWidget(parent), m_summary(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2)), m_reading(new LinkButton),
    m_only(new Button(u"view-filter"_s, QString())), m_labels(new Button(u"tag"_s, tr("Edit labels…")))
{
    m_summary->setObjectName(u"versionsSummary"_s);
    m_reading->setObjectName(u"versionsReading"_s);
    m_only->setObjectName(u"onlyKeyButton"_s);
    m_only->setCheckable(true);
    m_labels->setObjectName(u"editLabelsButton"_s);
    auto *bar = new QHBoxLayout(this);
    bar->setContentsMargins(0, 0, 0, 0);
    bar->setSpacing(metrics::gap);
    bar->addWidget(m_summary);
    bar->addWidget(m_reading);
    bar->addStretch(1);
    bar->addWidget(m_only);
    bar->addWidget(m_labels);
    connect(m_reading, &QAbstractButton::clicked, this, &VersionsBar::readingToggled);
    connect(m_only, &QAbstractButton::toggled, this, &VersionsBar::onlyKeyToggled);
    connect(m_labels, &QAbstractButton::clicked, this, &VersionsBar::labelsWanted);
}

void VersionsBar::showProgress(const VersionReader &reader, const QDate &today)
{
    using State = VersionReader::State;
    const QList<VersionRow> &rows = reader.history().rows();
    const int count = int(rows.size());
    if (count == 0) {
        m_summary->setText(reader.state() == State::Listing ? tr("Reading the history…") : QString());
    } else {
        const auto isOfToday = [&today](const VersionRow &row) { return row.createdAt.toLocalTime().date() == today; };
        const int written = int(std::count_if(rows.begin(), rows.end(), isOfToday));
        const QString versions = count == 1 ? tr("%n version", nullptr, count) : tr("%n versions", nullptr, count);
        m_summary->setText(written > 0 ? tr("%1, %n written today", nullptr, written).arg(versions) : versions);
    }
    const bool stopped = reader.state() == State::Stopped && reader.valuesRead() < count;
    m_reading->setVisible(reader.state() == State::Reading || stopped);
    m_reading->setText(stopped ? tr("%1 of %2 read. Continue").arg(reader.valuesRead()).arg(count)
                               : tr("reading values, %1 of %2, stop").arg(reader.valuesRead()).arg(count));
    m_reading->setToolTip(reader.error() ? ErrorText::message(*reader.error()).sentence : QString());
    m_reading->updateGeometry();
}

void VersionsBar::offerKey(const QString &key)
{
    m_only->setVisible(!key.isEmpty());
    const QString name = key.startsWith(u'/') ? key.section(u'/', -1) : key;
    m_only->setText(tr("Only changes to %1").arg(fontMetrics().elidedText(name, Qt::ElideMiddle, 200)));
    m_only->setToolTip(tr("Shows the versions that changed %1. Pick another key below.").arg(key));
}

bool VersionsBar::isOnlyKey() const
{
    return m_only->isChecked();
}

void VersionsBar::showAllKeys()
{
    m_only->setChecked(false);
}

void VersionsBar::setLabelsObstacle(const QString &why)
{
    m_labels->setDisabledReason(why);
}

} // namespace keyturn

#include "moc_versions_bar.cpp"
