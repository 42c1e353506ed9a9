#include "app/cli/due_text.h"

#include "app/cli/words.h"
#include "ui/findings/due_words.h"

namespace keyturn::cli {

using namespace Qt::StringLiterals;

QString DueText::resets(const DueItem &item)
{
    switch (item.due.reason) {
    case DueReason::ClientSecretAge:
        return tr("a new client secret");
    case DueReason::NoChangeNotification:
        return tr("any write");
    case DueReason::ExpirationNotification:
    case DueReason::Expiration:
        return tr("a later expiration policy");
    case DueReason::Rotation:
        return tr("a rotation that succeeds");
    case DueReason::ScheduledDeletion:
        return tr("restoring the secret");
    case DueReason::PendingRotation:
        return tr("the end of the rotation, or taking the label off");
    case DueReason::TokenExpiry:
    case DueReason::RefreshIdle:
        return tr("a refresh");
    case DueReason::RefreshAbsolute:
        return tr("a new consent");
    case DueReason::Reminder:
        return u"keyturnctl remind done %1"_s.arg(item.note.id);
    case DueReason::UnreadablePolicy:
        return tr("a policy that can be read");
    }
    return {};
}

QString DueText::details(const DueItem &item)
{
    QStringList lines{tr("Why: %1").arg(DueWords::reason(item)), tr("Reset by: %1").arg(resets(item)),
                      tr("Due: %1").arg(isoTime(item.due.dueAt))};
    if (!item.entry.region.isEmpty())
        lines.append(
            tr("Where: %1, account %2, %3").arg(storeWord(item.entry.store), item.entry.account, item.entry.region));
    return lines.join(u'\n');
}

QString DueText::hidden()
{
    return tr("A credential falls due");
}

} // namespace keyturn::cli
