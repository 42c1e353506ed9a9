#include "core/lint/lint_fixes.h"

#include <QSet>

#include <algorithm>

namespace keyturn {

namespace {

constexpr int mostPasses = 16; // a value has fewer flaws of different kinds

//! One for each key: a second fix is made for the value that the first one leaves.
QList<FieldEdit> firstOfEachKey(const QList<LintFinding> &findings)
{
    QList<FieldEdit> edits;
    QSet<QString> keys;
    for (const LintFinding &finding : findings) {
        if (!isSafeFix(finding) || keys.contains(finding.key))
            continue;
        keys.insert(finding.key);
        edits += finding.fix;
    }
    return edits;
}

void join(QList<FieldEdit> &all, const QList<FieldEdit> &more)
{
    for (const FieldEdit &edit : more) {
        const auto same = std::find_if(all.begin(), all.end(), [&edit](const FieldEdit &known) {
            return known.kind == edit.kind && known.key == edit.key && known.below == edit.below;
        });
        if (same == all.end())
            all.append(edit);
        else
            *same = edit;
    }
}

} // namespace

bool isSafeFix(const LintFinding &finding)
{
    using Kind = LintFinding::Kind;
    switch (finding.kind) {
    case Kind::TrailingNewline:
    case Kind::OuterBlanks:
    case Kind::ZeroWidth:
    case Kind::Bidirectional:
    case Kind::NoBreakSpace:
    case Kind::ByteOrderMark:
    case Kind::ControlCharacter:
    case Kind::InnerBreak:
    case Kind::SmartQuotes:
    case Kind::Quoted:
    case Kind::BearerPrefix:
        return !finding.fix.isEmpty();
    default:
        return false;
    }
}

QList<FieldEdit> safeFixes(const SecretDocument &document)
{
    QList<FieldEdit> all;
    SecretDocument now = document;
    for (int pass = 0; pass < mostPasses; ++pass) {
        const QList<FieldEdit> edits = firstOfEachKey(lint(now));
        const Result<SecretDocument> next = applied(now, edits);
        if (edits.isEmpty() || !next)
            break;
        join(all, edits);
        now = *next;
    }
    return all;
}

QList<FieldEdit> safeFixes(QList<EntryField> parameters)
{
    QList<FieldEdit> all;
    for (int pass = 0; pass < mostPasses; ++pass) {
        const QList<FieldEdit> edits = firstOfEachKey(lint(parameters));
        if (edits.isEmpty())
            break;
        join(all, edits);
        for (const FieldEdit &edit : edits) {
            for (EntryField &parameter : parameters) {
                if (parameter.key == edit.key)
                    parameter.value = edit.value;
            }
        }
    }
    return all;
}

} // namespace keyturn
