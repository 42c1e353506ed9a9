#include "ui/editor/value_hint.h"

#include "ui/text/wording.h"

namespace keyturn {

QString ValueHints::unlike(KeyRole role)
{
    switch (role) {
    case KeyRole::AccessToken:
        return tr("Doesn't look like an access token");
    case KeyRole::RefreshToken:
        return tr("Doesn't look like a refresh token");
    case KeyRole::ClientId:
        return tr("Doesn't look like a client ID");
    case KeyRole::ClientSecret:
        return tr("Doesn't look like a client secret");
    case KeyRole::Scope:
        return tr("Doesn't look like a scope");
    case KeyRole::TokenUrl:
        return tr("Doesn't look like a token URL");
    case KeyRole::ExpiresAt:
        return tr("Doesn't look like an expiry time");
    case KeyRole::Other:
        break;
    }
    return tr("Looks wrong");
}

QString ValueHints::text(const LintFinding &finding)
{
    switch (finding.kind) {
    case LintFinding::Kind::MissingKey:
        return tr("%1 is missing").arg(finding.key);
    case LintFinding::Kind::MisspeltKey:
        return tr("Did you mean %1?").arg(finding.other);
    case LintFinding::Kind::WrongField:
        return finding.other.isEmpty() ? tr("Looks like: %1").arg(Wording::role(finding.role))
                                       : tr("Looks like the value of %1").arg(finding.other);
    case LintFinding::Kind::UnexpectedShape:
        return unlike(finding.role);
    case LintFinding::Kind::EqualToOther:
        return tr("The same value as %1").arg(finding.other);
    case LintFinding::Kind::EmptyRequired:
        return tr("Is empty");
    case LintFinding::Kind::TrailingNewline:
        return tr("Ends with a line break");
    case LintFinding::Kind::OuterBlanks:
        return tr("Leading or trailing spaces");
    case LintFinding::Kind::ZeroWidth:
        return tr("Contains invisible characters");
    case LintFinding::Kind::Bidirectional:
        return tr("Contains characters that change the text direction");
    case LintFinding::Kind::NoBreakSpace:
        return tr("Contains an unusual space");
    case LintFinding::Kind::ByteOrderMark:
        return tr("Begins with a byte order mark");
    case LintFinding::Kind::ControlCharacter:
        return tr("Contains control characters");
    case LintFinding::Kind::InnerBreak:
        return tr("Contains a line break or space");
    case LintFinding::Kind::SmartQuotes:
        return tr("Contains curly quotes");
    case LintFinding::Kind::ForeignCharacter:
        return tr("Contains characters that don't belong in a credential");
    case LintFinding::Kind::TypeChanged:
        return finding.detail.isEmpty()
                   ? tr("Changes type: %1, was %2")
                         .arg(Wording::jsonKind(finding.becomes), Wording::jsonKind(finding.was))
                   : tr("%1 changes type: %2, was %3")
                         .arg(finding.detail, Wording::jsonKind(finding.becomes), Wording::jsonKind(finding.was));
    case LintFinding::Kind::Quoted:
        return tr("Wrapped in quotes");
    case LintFinding::Kind::BearerPrefix:
        return tr("Starts with \"Bearer\"");
    case LintFinding::Kind::Placeholder:
        return tr("A placeholder, not a credential");
    case LintFinding::Kind::InvisibleInKey:
        return tr("The key contains invisible characters");
    case LintFinding::Kind::ExpiryUnit:
        return tr("Not in milliseconds since 1970");
    case LintFinding::Kind::HostileTokenUrl:
        return tr("Wrong host: credentials would leak");
    case LintFinding::Kind::UnknownTokenHost:
        return tr("Unknown host: refresh needs your consent");
    }
    return {};
}

QString ValueHints::fix(const LintFinding &finding)
{
    if (finding.fix.isEmpty())
        return {};
    switch (finding.kind) {
    case LintFinding::Kind::MissingKey:
        return tr("Add it");
    case LintFinding::Kind::MisspeltKey:
        return tr("Rename it");
    case LintFinding::Kind::WrongField:
        return tr("Swap or move");
    case LintFinding::Kind::TrailingNewline:
    case LintFinding::Kind::ByteOrderMark:
    case LintFinding::Kind::BearerPrefix:
    case LintFinding::Kind::InnerBreak:
        return tr("Remove it");
    case LintFinding::Kind::Quoted:
    case LintFinding::Kind::OuterBlanks:
    case LintFinding::Kind::ZeroWidth:
    case LintFinding::Kind::Bidirectional:
    case LintFinding::Kind::ControlCharacter:
    case LintFinding::Kind::SmartQuotes:
    case LintFinding::Kind::InvisibleInKey:
        return tr("Remove them");
    case LintFinding::Kind::NoBreakSpace:
        return tr("Replace with a space");
    case LintFinding::Kind::ExpiryUnit:
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
        if (finding.kind == LintFinding::Kind::MissingKey || finding.severity == LintFinding::Severity::Note)
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
        if (finding.kind == LintFinding::Kind::MissingKey)
            edits += finding.fix;
    }
    return edits;
}

} // namespace keyturn
