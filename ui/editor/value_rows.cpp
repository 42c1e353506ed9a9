#include "ui/editor/value_rows.h"

#include "ui/text/wording.h"

namespace keyturn {

bool ValueRow::same(const ValueRow &other) const
{
    const EntryField &a = staged.field;
    const EntryField &b = other.staged.field;
    return staged.change == other.staged.change && staged.opened == other.staged.opened && a.key == b.key
           && hint.has_value() == other.hint.has_value() && (!hint || hint->text == other.hint->text)
           && a.isString == b.isString && a.value == b.value && a.role == b.role && a.sensitive == b.sensitive
           && a.changedAt == b.changedAt && a.isOlder == b.isOlder;
}

QList<ValueRow> valueRows(const EntryContent &content, const QList<FieldEdit> &edits, bool isNew,
                          QList<LintFinding> &findings)
{
    const QList<StagedField> fields = stagedFields(content, edits);
    QList<EntryField> kept;
    for (const StagedField &field : fields) {
        if (!field.isRemoved())
            kept.append(field.field);
    }
    const bool isText = content.entry.id.isSecret() && !content.document.text().isEmpty();
    findings = content.binary ? QList<LintFinding>() : isText ? lint(content.document, edits) : lint(kept);
    if (isNew)
        findings.removeIf([](const LintFinding &finding) { return finding.kind == LintFinding::Kind::EmptyRequired; });
    const QHash<QString, ValueHint> hints = ValueHints::byKey(findings);
    QList<ValueRow> rows;
    for (const StagedField &field : fields) {
        ValueRow row{field, {}};
        if (const auto hint = hints.constFind(field.field.key); hint != hints.cend() && !field.isRemoved())
            row.hint = *hint;
        rows.append(row);
    }
    return rows;
}

ValueAge ValueAge::of(const EntryField &field, const QDateTime &now)
{
    if (!field.changedAt.isValid())
        return {QString(QChar(u'—')), tr("not known"),
                tr("Not known yet: the Versions tab reads the older versions and finds out")};
    const QString age = Wording::age(field.changedAt, now);
    const QString since = Wording::date(field.changedAt, now);
    if (!field.isOlder)
        return {age, age, tr("This value since %1").arg(since)};
    //: An age in a narrow column that is at least this long.
    return {tr("> %1").arg(age), tr("more than %1").arg(age), tr("Unchanged since at least %1").arg(since)};
}

} // namespace keyturn
