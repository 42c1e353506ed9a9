#include "ui/details/detail_facts.h"

#include "ui/style/metrics.h"
#include "ui/text/wording.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/text_label.h"

#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

QString moment(const QDateTime &when, const QDateTime &now)
{
    return when.isValid() ? u"%1, %2"_s.arg(Wording::date(when, now), Wording::time(when)) : QString();
}

} // namespace

DetailFacts::DetailFacts(QWidget *parent) :
    DetailRow(tr("ARN"), parent), m_grid(new QGridLayout), m_arn(new TextLabel({}, Theme::Font::Mono)),
    m_copy(new IconButton(u"edit-copy"_s, tr("Copy ARN")))
{
    m_arn->setObjectName(u"detailArn"_s);
    m_arn->setWordWrap(true);
    m_copy->setObjectName(u"copyArn"_s);
    auto *line = new QHBoxLayout;
    line->setSpacing(metrics::gap);
    line->addWidget(m_arn, 1);
    line->addWidget(m_copy, 0, Qt::AlignTop);
    m_grid->setHorizontalSpacing(metrics::wideGap);
    m_grid->setVerticalSpacing(metrics::smallGap);
    m_grid->setColumnStretch(1, 1);
    m_created = addFact(u"detailCreated"_s, tr("Created"));
    m_changed = addFact(u"detailChanged"_s, tr("Last changed"));
    m_accessed = addFact(u"detailAccessed"_s, tr("Last accessed"));
    m_accessed->setToolTip(tr("AWS records only the day and may lag by a day."));
    body()->addLayout(line);
    body()->addLayout(m_grid);
    connect(m_copy, &QAbstractButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_arn->text().remove(QChar(0x200b))); // a name, not a secret
    });
}

TextLabel *DetailFacts::addFact(const QString &object, const QString &caption)
{
    const int row = m_grid->rowCount();
    auto *fact = new TextLabel;
    fact->setObjectName(object);
    m_grid->addWidget(new TextLabel(caption, Theme::Font::Body, &ThemeColors::text2), row, 0);
    m_grid->addWidget(fact, row, 1);
    return fact;
}

void DetailFacts::setFact(TextLabel *fact, const QString &text)
{
    const int at = m_grid->indexOf(fact);
    fact->setText(text);
    fact->setVisible(!text.isEmpty());
    m_grid->itemAt(at - 1)->widget()->setVisible(!text.isEmpty());
}

void DetailFacts::setDetails(const EntryDetails &details, const QString &part)
{
    const ParameterMetadata *parameter = details.parameter(part);
    const QString arn = parameter ? parameter->arn : details.entry.arn;
    m_arn->setText(arn.isEmpty() ? tr("not known") : breakable(arn));
    m_copy->setEnabled(!arn.isEmpty());
    const QDateTime now = details.readAt;
    setFact(m_created, parameter ? QString() : moment(details.entry.createdAt, now));
    const QString changed = moment(parameter ? parameter->lastModifiedAt : details.entry.lastChangedAt, now);
    const QString by = parameter ? parameter->lastModifiedUser : QString();
    setFact(m_changed, by.isEmpty() || changed.isEmpty() ? changed : tr("%1, by %2").arg(changed, breakable(by)));
    // A date without a time, at midnight UTC: local time could make it the day before.
    const QDateTime day(details.lastAccessedAt.toUTC().date(), QTime(12, 0), Qt::LocalTime);
    setFact(m_accessed, parameter                          ? QString()
                        : details.lastAccessedAt.isValid() ? Wording::date(day, now)
                                                           : tr("not recorded by AWS"));
}

} // namespace keyturn

#include "moc_detail_facts.cpp"
