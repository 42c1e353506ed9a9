#include "ui/review/half_saved_text.h"

#include "ui/text/wording.h"

using namespace Qt::StringLiterals;

namespace keyturn {

QStringList HalfSavedText::parts(const HalfSaved &half)
{
    QStringList lines;
    for (const HalfSaved::Part &part : half.parts) {
        const QString leaf = leafOf(part.metadata.name);
        if (part.elsewhere == HalfSaved::Part::nowhere)
            lines.append(tr("%1 is gone.").arg(leaf));
        else if (part.elsewhere > 0)
            lines.append(tr("Someone else has written %1 since (version %2).").arg(leaf).arg(part.elsewhere));
        else if (part.replaced > 0)
            lines.append(
                tr("%1 holds your value, written over version %2 by someone else.").arg(leaf).arg(part.replaced));
        else if (part.written > 0)
            lines.append(tr("%1 holds the new value (version %2).").arg(leaf).arg(part.written));
        else if (part.touched)
            lines.append(tr("Which value %1 holds is not known.").arg(leaf));
        else
            lines.append(tr("%1 holds the old value.").arg(leaf));
    }
    return lines;
}

//! Not the sentences for errors: they say that nothing was changed, and here something was.
QString HalfSavedText::cause(const HalfSaved &half)
{
    const Error &cause = half.cause;
    if (cause.operation.isEmpty() && cause.code.isEmpty())
        return {};
    switch (cause.kind) {
    case ErrorKind::Network:
    case ErrorKind::Tls:
        return tr("Stopped because the connection was lost.");
    case ErrorKind::Timeout:
        return tr("Stopped because AWS did not answer in time.");
    case ErrorKind::Throttled:
        return tr("Stopped because AWS is throttling requests.");
    case ErrorKind::AccessDenied:
        return tr("Stopped because a permission is missing: %1.").arg(cause.operation);
    default:
        return cause.code.isEmpty() ? tr("Stopped at %1.").arg(cause.operation)
                                    : tr("Stopped at %1: %2.").arg(cause.operation, cause.code);
    }
}

QStringList HalfSavedText::puttingBack(const HalfSaved &half, const QDateTime &now)
{
    QStringList lines;
    for (const HalfSaved::Part &part : half.parts) {
        if (!part.touched)
            continue;
        const QString leaf = leafOf(part.metadata.name);
        if (part.replaced > 0)
            lines.append(
                tr("%1 gets the value of version %2 again, written by someone else.").arg(leaf).arg(part.replaced));
        else
            lines.append(
                tr("%1 gets the value of version %2 again, as a new version, if version %3 is still the newest.")
                    .arg(leaf)
                    .arg(part.metadata.version)
                    .arg(part.written));
        for (const ParameterPolicy &policy : part.metadata.policies) {
            if (policy.type == ParameterPolicy::Type::NoChangeNotification)
                lines.append(tr("This restarts the %1-day reminder of %2: it comes next on %3.")
                                 .arg(policy.amount / 24)
                                 .arg(leaf, Wording::date(now.addSecs(policy.amount * 3600), now)));
        }
    }
    lines.append(tr("The new values stay in the history of their parameters."));
    return lines;
}

QString HalfSavedText::keeping(const HalfSaved &half)
{
    QStringList fresh;
    for (const HalfSaved::Part &part : half.parts) {
        if (part.touched)
            fresh.append(leafOf(part.metadata.name));
    }
    return tr("Keep as is: %1 stays new, the others old. They may not work together; re-enter the unsaved values.")
        .arg(fresh.join(u", "_s));
}

} // namespace keyturn
