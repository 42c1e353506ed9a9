#include "ui/entry/entry_figures.h"

#include "ui/style/metrics.h"
#include "ui/text/status.h"
#include "ui/text/wording.h"
#include "ui/widgets/stat_card.h"
#include "ui/widgets/status_chip.h"

#include <QHBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr qint64 tokenLife = 3600; // seconds, for the bar only
constexpr qint64 soon = 900;

StatCard::Tone tone(const EntryStatus &status)
{
    switch (status.status) {
    case Status::Overdue:
    case Status::RotationStuck:
        return StatCard::Tone::Danger;
    case Status::DueSoon:
    case Status::Grace:
        return StatCard::Tone::Warn;
    case Status::Fine:
        return StatCard::Tone::Ok;
    default:
        return StatCard::Tone::Neutral;
    }
}

QString capitalised(QString text)
{
    if (!text.isEmpty())
        text[0] = text.at(0).toUpper();
    return text;
}

} // namespace

EntryFigures::EntryFigures(QObject *parent) :
    QObject(parent), m_cards(new QWidget), m_chips(new QWidget), m_tokenCard(new StatCard), m_tokenChip(new StatusChip)
{
    m_tokenCard->setObjectName(u"tokenCard"_s);
    m_tokenCard->setLink(tr("Test"));
    connect(m_tokenCard, &StatCard::linkActivated, this, &EntryFigures::testWanted);
    auto *cards = new QHBoxLayout(m_cards);
    cards->setContentsMargins(0, metrics::partGap, 0, 0);
    cards->setSpacing(metrics::partGap);
    cards->addWidget(m_tokenCard, 1);
    auto *chips = new QHBoxLayout(m_chips);
    chips->setContentsMargins(0, metrics::partGap, 0, 0);
    chips->setSpacing(metrics::partGap);
    chips->addWidget(m_tokenChip);
    for (qsizetype at = 0; at < mostDates; ++at) {
        m_dateCards << new StatCard;
        m_dateCards.last()->setObjectName(at == 0 ? u"secretCard"_s : u"dateCard%1"_s.arg(at));
        connect(m_dateCards.last(), &StatCard::linkActivated, this, &EntryFigures::rotateWanted);
        cards->addWidget(m_dateCards.last(), 1);
        m_dateChips << new StatusChip;
        chips->addWidget(m_dateChips.last());
    }
    chips->addStretch(1);
}

bool EntryFigures::show(const EntryContent *content, const QList<DueDate> &dates, const QDateTime &tokenExpiresAt,
                        const QDateTime &now)
{
    const bool hasToken = content && (tokenExpiresAt.isValid() || !content->keyMap.key(KeyRole::AccessToken).isEmpty());
    if (hasToken)
        showToken(tokenExpiresAt, now);
    m_tokenCard->setVisible(hasToken);
    m_tokenChip->setVisible(hasToken);
    for (qsizetype at = 0; at < mostDates; ++at) {
        const bool isThere = at < dates.size();
        if (isThere)
            showDate(at, dates.at(at), now);
        m_dateCards[at]->setVisible(isThere);
        m_dateChips[at]->setVisible(isThere);
    }
    return hasToken || !dates.isEmpty();
}

void EntryFigures::showToken(const QDateTime &expiresAt, const QDateTime &now)
{
    const bool known = expiresAt.isValid();
    const qint64 left = now.secsTo(expiresAt);
    const QString value = known ? Wording::tokenLeft(expiresAt, now) : tr("not known");
    m_tokenCard->setTitle(tr("Access token"));
    m_tokenCard->setValue(capitalised(value));
    m_tokenCard->setRemark(known && left > 0 ? tr("until %1").arg(Wording::time(expiresAt))
                           : known           ? tr("since %1").arg(Wording::time(expiresAt))
                                             : tr("refresh to see"));
    m_tokenCard->setProgress(known ? std::clamp(double(left) / double(tokenLife), 0.0, 1.0) : 0.0,
                             known && left > soon ? StatCard::Tone::Ok
                             : known && left > 0  ? StatCard::Tone::Warn
                                                  : StatCard::Tone::Neutral);
    m_tokenChip->setStatus(known && left > soon ? Status::Added
                           : known && left > 0  ? Status::DueSoon
                                                : Status::Unknown,
                           tr("access token, %1").arg(value));
}

void EntryFigures::showDate(qsizetype at, const DueDate &due, const QDateTime &now)
{
    const EntryStatus status = statusOf(due, now);
    // That others may have used a login since is no "overdue".
    const bool isKnown = status.status != Status::Unknown;
    const QString when = isKnown ? StatusText::inDays(status.days) : StatusText::chip(status);
    StatCard *card = m_dateCards[at];
    card->setTitle(capitalised(Wording::dueWhat(due)));
    card->setValue(status.days < 0 || !isKnown ? capitalised(when) : tr("Due %1").arg(when));
    card->setRemark(Wording::dueProgress(due, now));
    card->setLink(due.reason == DueReason::ClientSecretAge ? tr("Rotate…") : QString());
    const double used = due.days > 0 ? double(daysUsed(due, now)) / due.days : -1.0;
    card->setProgress(due.days > 0 ? std::clamp(used, 0.0, 1.0) : -1.0, tone(status));
    m_dateChips[at]->setStatus(status, tr("%1, %2").arg(Wording::dueWhat(due), when));
}

} // namespace keyturn

#include "moc_entry_figures.cpp"
