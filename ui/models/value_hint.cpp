#include "ui/models/value_hint.h"

#include "ui/models/wording.h"

namespace keyturn {

using Kind = LintFinding::Kind;

QString ValueHints::text(const LintFinding &finding)
{
    switch (finding.kind) {
    case Kind::MissingKey:
        return tr("%1 is missing").arg(finding.key);
    case Kind::MisspeltKey:
        return tr("Is %1 meant?").arg(finding.other);
    case Kind::WrongField:
        return finding.other.isEmpty() ? tr("Looks like: %1").arg(Wording::role(finding.role))
                                       : tr("Looks like the value of %1").arg(finding.other);
    case Kind::UnexpectedShape:
        return tr("Does not look like: %1").arg(Wording::role(finding.role));
    case Kind::EqualToOther:
        return tr("The same value as %1").arg(finding.other);
    case Kind::EmptyRequired:
        return tr("Is empty");
    case Kind::TrailingNewline:
        return tr("Ends with a line break");
    case Kind::OuterBlanks:
        return tr("Blanks at the beginning or end");
    case Kind::ZeroWidth:
        return tr("Holds invisible characters");
    case Kind::Bidirectional:
        return tr("Holds characters that change the writing direction");
    case Kind::NoBreakSpace:
        return tr("Holds a no-break space");
    case Kind::ByteOrderMark:
        return tr("Begins with a byte order mark");
    case Kind::Quoted:
        return tr("Stands in quotation marks");
    case Kind::BearerPrefix:
        return tr("Starts with \"Bearer\"");
    case Kind::InvisibleInKey:
        return tr("The key holds invisible characters");
    case Kind::ExpiryUnit:
        return tr("Not in milliseconds since 1970");
    case Kind::HostileTokenUrl:
        return tr("Would send the credentials where they do not belong");
    case Kind::UnknownTokenHost:
        return tr("Unknown host: Keyturn does not refresh there");
    }
    return {};
}

QString ValueHints::fix(const LintFinding &finding)
{
    if (finding.fix.isEmpty())
        return {};
    switch (finding.kind) {
    case Kind::MissingKey:
        return tr("Add it");
    case Kind::MisspeltKey:
        return tr("Rename it");
    case Kind::WrongField:
        return tr("Swap or move");
    case Kind::TrailingNewline:
    case Kind::ByteOrderMark:
    case Kind::BearerPrefix:
        return tr("Remove it");
    case Kind::Quoted:
    case Kind::OuterBlanks:
    case Kind::ZeroWidth:
    case Kind::Bidirectional:
    case Kind::InvisibleInKey:
        return tr("Remove them");
    case Kind::NoBreakSpace:
        return tr("Make it a space");
    case Kind::ExpiryUnit:
        return tr("Convert");
    default:
        return tr("Repair");
    }
}

ValueHint ValueHints::hint(const LintFinding &finding)
{
    return {text(finding), fix(finding), finding.fix};
}

QHash<QString, ValueHint> ValueHints::byKey(const QList<LintFinding> &findings)
{
    QHash<QString, ValueHint> hints;
    QHash<QString, LintFinding::Severity> severities;
    for (const LintFinding &finding : findings) {
        if (finding.kind == Kind::MissingKey || finding.severity == LintFinding::Severity::Note)
            continue;
        const auto known = severities.constFind(finding.key);
        if (known != severities.cend() && *known >= finding.severity)
            continue;
        severities.insert(finding.key, finding.severity);
        hints.insert(finding.key, hint(finding));
    }
    return hints;
}

QList<FieldEdit> ValueHints::missingKeys(const QList<LintFinding> &findings)
{
    QList<FieldEdit> edits;
    for (const LintFinding &finding : findings) {
        if (finding.kind == Kind::MissingKey)
            edits += finding.fix;
    }
    return edits;
}

} // namespace keyturn
