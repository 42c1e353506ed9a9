#include "core/lint/value_lint.h"

#include "core/document/key_name.h"
#include "core/document/secret_template.h"
#include "core/document/type_changes.h"
#include "core/document/value_shape.h"
#include "core/lint/expiry_lint.h"
#include "core/lint/layout_match.h"
#include "core/lint/text_findings.h"
#include "core/lint/text_hygiene.h"
#include "core/lint/token_url_lint.h"

namespace keyturn {

namespace {

using Kind = LintFinding::Kind;
using Severity = LintFinding::Severity;

struct Field {
    QString key;
    SecretString value;
    bool isString = true;
    KeyRole role = KeyRole::Other;
};

FieldEdit setting(const QString &key, const SecretString &value)
{
    return FieldEdit{FieldEdit::Kind::Set, key, value};
}

//! Looks at the fields of one layout, one rule after the other.
class Linter {
public:
    Linter(QList<Field> fields, LayoutMatch layout, bool keysCanChange);

    QList<LintFinding> run();

private:
    void lintKeys();
    void lintInvisibleKey(const Field &field);
    void lintEmpty(const Field &field);
    void lintPlace(const Field &field);
    void lintEqual(qsizetype i);
    void lintExpiry(const Field &field);
    void lintTokenUrl(const Field &field);
    const Field *withRole(KeyRole role) const;
    FieldEdit adding(const QString &key) const;
    void report(LintFinding finding) { m_findings.append(std::move(finding)); }

    QList<Field> m_fields;
    const LayoutMatch m_layout;
    const bool m_keysCanChange;
    QList<LintFinding> m_findings;
};

Linter::Linter(QList<Field> fields, LayoutMatch layout, bool keysCanChange) :
    m_fields(std::move(fields)), m_layout(std::move(layout)), m_keysCanChange(keysCanChange)
{
    for (Field &field : m_fields)
        field.role = m_layout.roles.value(field.key, KeyRole::Other);
}

QList<LintFinding> Linter::run()
{
    lintKeys();
    for (qsizetype i = 0; i < m_fields.size(); ++i) {
        const Field &field = m_fields.at(i);
        lintInvisibleKey(field);
        if (field.isString)
            m_findings += textFindings(field.key, field.value, field.role);
        lintEmpty(field);
        lintPlace(field);
        lintEqual(i);
        lintExpiry(field);
        lintTokenUrl(field);
    }
    return m_findings;
}

const Field *Linter::withRole(KeyRole role) const
{
    for (const Field &field : m_fields) {
        if (field.role == role)
            return &field;
    }
    return nullptr;
}

//! With the layout's own preset, where it has one.
FieldEdit Linter::adding(const QString &key) const
{
    FieldEdit edit;
    edit.kind = FieldEdit::Kind::Add;
    edit.key = key;
    const SecretTemplate *layout = templateOf(m_layout.kind);
    for (const TemplateKey &known : layout ? layout->keys : QList<TemplateKey>()) {
        if (known.key != key)
            continue;
        edit.value = SecretString(known.preset);
        edit.kind = known.isString ? FieldEdit::Kind::Add : FieldEdit::Kind::AddJson;
    }
    return edit;
}

void Linter::lintKeys()
{
    for (const LayoutMatch::Misspelling &typo : m_layout.misspelt) {
        LintFinding finding{Kind::MisspeltKey, Severity::Warning, typo.key, typo.meant};
        if (m_keysCanChange)
            finding.fix = {FieldEdit::rename(typo.key, typo.meant)};
        report(finding);
    }
    for (const QString &key : m_layout.missing) {
        LintFinding finding{Kind::MissingKey, Severity::Warning, key};
        if (m_keysCanChange)
            finding.fix = {adding(key)};
        report(finding);
    }
}

void Linter::lintInvisibleKey(const Field &field)
{
    SecretString clean(field.key);
    for (const TextFlaw flaw : textFlaws(clean.bytes()))
        clean = withoutFlaw(clean, flaw);
    QString key = clean.reveal();
    key.removeIf([](QChar c) { return c == u'\t' || c == u'\n' || c == u'\r'; }); // inside they are no flaw of a value
    if (key == field.key)
        return;
    LintFinding finding{Kind::InvisibleInKey, Severity::Warning, field.key, key};
    const bool isTaken = std::any_of(m_fields.begin(), m_fields.end(), [&](const Field &f) { return f.key == key; });
    if (m_keysCanChange && !isTaken && !key.isEmpty())
        finding.fix = {FieldEdit::rename(field.key, key)};
    report(finding);
}

void Linter::lintEmpty(const Field &field)
{
    const bool isRequired = field.role == KeyRole::RefreshToken || field.role == KeyRole::ClientId
                            || field.role == KeyRole::ClientSecret
                            || (field.role == KeyRole::TokenUrl && m_layout.kind != CredentialKind::Plain);
    if (!isRequired || !(field.value.isEmpty() || (!field.isString && field.value.bytes() == "null")))
        return;
    LintFinding finding{Kind::EmptyRequired, Severity::Error, field.key};
    finding.role = field.role;
    const FieldEdit preset = adding(field.key);
    if (!preset.value.isEmpty())
        finding.fix = {setting(field.key, preset.value)};
    report(finding);
}

void Linter::lintPlace(const Field &field)
{
    if (field.role == KeyRole::Other || field.value.isEmpty())
        return;
    const std::optional<KeyRole> meant = roleOfShape(shapeOf(field.value), m_layout.kind, field.role);
    if (!meant || *meant == field.role) {
        if (!looksLike(field.value, field.role, m_layout.kind)) {
            LintFinding finding{Kind::UnexpectedShape, Severity::Note, field.key};
            finding.role = field.role;
            report(finding);
        }
        return;
    }
    const Field *there = withRole(*meant);
    LintFinding finding{Kind::WrongField, Severity::Error, field.key, there ? there->key : QString()};
    finding.role = *meant;
    const bool isSwap = there && roleOfShape(shapeOf(there->value), m_layout.kind, there->role) != *meant;
    if (isSwap && there->isString && field.isString)
        finding.fix = {setting(field.key, there->value), setting(there->key, field.value)};
    report(finding);
}

void Linter::lintEqual(qsizetype i)
{
    const Field &field = m_fields.at(i);
    if (field.role == KeyRole::Other || field.value.isEmpty())
        return;
    for (qsizetype k = 0; k < i; ++k) {
        const Field &before = m_fields.at(k);
        if (before.role == KeyRole::Other || before.role == field.role || !(before.value == field.value))
            continue;
        LintFinding finding{Kind::EqualToOther, Severity::Warning, field.key, before.key};
        finding.role = field.role;
        report(finding);
        return;
    }
}

void Linter::lintExpiry(const Field &field)
{
    if (field.role != KeyRole::ExpiresAt || field.value.isEmpty() || isLifetimeName(field.key))
        return;
    const ExpiryLint expiry = lintExpiryValue(field.value, m_layout.kind);
    if (expiry.isRight)
        return;
    LintFinding finding{Kind::ExpiryUnit, Severity::Warning, field.key};
    finding.role = field.role;
    if (expiry.repaired) {
        FieldEdit edit = setting(field.key, *expiry.repaired);
        if (m_keysCanChange)
            edit.kind = FieldEdit::Kind::SetJson;
        finding.fix = {edit};
    }
    report(finding);
}

void Linter::lintTokenUrl(const Field &field)
{
    if (field.role != KeyRole::TokenUrl || field.value.isEmpty())
        return;
    const TokenUrlLint url = lintTokenUrlValue(field.value, m_layout.kind);
    if (url.verdict == TokenUrlLint::Verdict::Right)
        return;
    const bool isUnknown = url.verdict == TokenUrlLint::Verdict::UnknownHost;
    LintFinding finding{isUnknown ? Kind::UnknownTokenHost : Kind::HostileTokenUrl,
                        isUnknown ? Severity::Note : Severity::Error, field.key};
    finding.role = field.role;
    finding.detail = url.reason;
    const FieldEdit preset = adding(field.key);
    if (!preset.value.isEmpty())
        finding.fix = {setting(field.key, preset.value)};
    report(finding);
}

} // namespace

QList<LintFinding> lint(const SecretDocument &document)
{
    if (document.isRaw())
        return Linter({{QString(), document.text()}}, LayoutMatch(), true).run();
    QList<Field> fields;
    QStringList keys;
    for (const SecretDocument::Member &member : document.members()) {
        fields.append({member.key, member.value, member.isString});
        keys.append(member.key);
    }
    return Linter(std::move(fields), matchLayout(keys), true).run();
}

QList<LintFinding> lint(const SecretDocument &opened, const QList<FieldEdit> &edits)
{
    const Result<SecretDocument> edited = applied(opened, edits);
    QList<LintFinding> findings = lint(edited ? *edited : opened);
    for (const TypeChange &change : typeChanges(opened, edits)) {
        LintFinding finding{Kind::TypeChanged, Severity::Warning, change.key};
        finding.was = change.was;
        finding.becomes = change.becomes;
        finding.detail = change.below.join(u'.');
        findings.append(finding);
    }
    return findings;
}

QList<LintFinding> lint(const QList<EntryField> &parameters)
{
    QList<Field> fields;
    QStringList keys;
    for (const EntryField &parameter : parameters) {
        fields.append({parameter.key, parameter.value, true});
        keys.append(parameter.key);
    }
    return Linter(std::move(fields), matchLayout(keys), false).run();
}

} // namespace keyturn
