#include "ui/due/due_snoozes.h"

namespace keyturn {

bool DueSnoozes::isSnoozed(const QString &uid, const QDateTime &now) const
{
    const QDateTime until = m_until.value(uid);
    return until.isValid() && now < until;
}

void DueSnoozes::forget(const QDateTime &now)
{
    m_until.removeIf([&now](const auto &snooze) { return snooze.value() <= now; });
}

QStringList DueSnoozes::toTexts() const
{
    QStringList texts;
    for (auto it = m_until.cbegin(); it != m_until.cend(); ++it)
        texts.append(it.key() + u' ' + it.value().toString(Qt::ISODate));
    texts.sort();
    return texts;
}

DueSnoozes DueSnoozes::fromTexts(const QStringList &texts)
{
    DueSnoozes snoozes;
    for (const QString &text : texts) {
        const qsizetype space = text.lastIndexOf(u' ');
        const QDateTime until = QDateTime::fromString(text.sliced(space + 1), Qt::ISODate);
        if (space > 0 && until.isValid())
            snoozes.snooze(text.first(space), until);
    }
    return snoozes;
}

} // namespace keyturn
