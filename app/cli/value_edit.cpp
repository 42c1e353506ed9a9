#include "app/cli/value_edit.h"

#include "app/cli/output.h"
#include "core/base/json_writer.h"
#include "core/document/type_changes.h"
#include "core/json/json_scanner.h"

#include <QCoreApplication>

#include <algorithm>

namespace keyturn::cli {

using namespace Qt::StringLiterals;

namespace {

using Finding = LintFinding::Kind;

class EditText {
    Q_DECLARE_TR_FUNCTIONS(keyturn::cli::EditText)

public:
    static QString kind(JsonKind kind)
    {
        switch (kind) {
        case JsonKind::Object:
            return tr("a JSON object");
        case JsonKind::Array:
            return tr("a JSON list");
        case JsonKind::String:
            return tr("text");
        case JsonKind::Number:
            return tr("a number");
        case JsonKind::Boolean:
            return tr("true or false");
        case JsonKind::Null:
            return tr("null");
        }
        return {};
    }
    static QString role(KeyRole role)
    {
        switch (role) {
        case KeyRole::AccessToken:
            return tr("an access token");
        case KeyRole::RefreshToken:
            return tr("a refresh token");
        case KeyRole::ClientId:
            return tr("a client id");
        case KeyRole::ClientSecret:
            return tr("a client secret");
        case KeyRole::Scope:
            return tr("a scope");
        case KeyRole::TokenUrl:
            return tr("a URL");
        case KeyRole::ExpiresAt:
            return tr("a time of expiry");
        case KeyRole::Other:
            break;
        }
        return tr("something else");
    }
};

Error refusedValue(const QString &sentence)
{
    return {ErrorKind::Invalid, Refusal::Value, sentence};
}

SecretString asJsonString(const SecretString &text)
{
    JsonWriter json;
    json.secret(text);
    return std::move(json).take();
}

//! What RFC 6749 would let hold blanks, and no provider does: a piece of a sentence, where a credential is written.
bool isNoOneWord(const EntryContent &content, const FieldEdit &edit)
{
    const KeyRole role = content.keyMap.role(edit.key);
    const bool isOneWord = role == KeyRole::AccessToken || role == KeyRole::RefreshToken || role == KeyRole::ClientId;
    const QByteArrayView text = edit.value.bytes().trimmed();
    return isOneWord && text.contains(' ')
           && text.first(qMin<qsizetype>(7, text.size())).toByteArray().toLower() != "bearer ";
}

//! The lint of everything that would be stored.
QList<LintFinding> lintAfter(const EntryContent &content, const FieldEdit &edit)
{
    if (content.binary)
        return {};
    if (content.entry.id.isSecret()) {
        const Result<SecretDocument> edited = content.applied({edit});
        return edited && !(edited->text() == content.document.text()) ? lint(*edited) : QList<LintFinding>();
    }
    QList<EntryField> fields = content.fields;
    for (EntryField &field : fields) {
        if (field.key != edit.key)
            continue;
        if (field.value == edit.value)
            return {};
        field.value = edit.value;
    }
    return lint(fields);
}

} // namespace

Result<FieldEdit> valueEdit(const EntryContent &content, const QString &key, const SecretString &text,
                            const VerbArguments &arguments)
{
    const bool add = arguments.has(u"add"_s);
    const QString type = arguments.value(u"type"_s);
    const QString name = printable(key);
    FieldEdit edit{add ? FieldEdit::Kind::Add : FieldEdit::Kind::Set, key, text};
    const SecretDocument::Member *present =
        content.entry.id.isSecret() && !content.binary ? content.document.member(key) : nullptr;
    if (type == "json"_L1 && !isJson(text.bytes()))
        return refusedValue(EditText::tr("The new value of \"%1\" is not JSON; nothing was written.").arg(name));
    if (!type.isEmpty() && !present && !add)
        return refusedValue(EditText::tr("--type is for the keys of a JSON secret; nothing was written."));
    if (type == "json"_L1)
        edit.kind = add ? FieldEdit::Kind::AddJson : FieldEdit::Kind::SetJson;
    if (!type.isEmpty() || !present || present->kind == JsonKind::String) {
        if (type == "string"_L1 && present && present->kind != JsonKind::String) {
            edit.kind = FieldEdit::Kind::SetJson; // Set would keep a number a number
            edit.value = asJsonString(text);
        }
        return edit;
    }
    if (present->value == text || isJsonOf(text.bytes(), present->kind)) { // what is there may stay, even 1e400
        edit.kind = FieldEdit::Kind::SetJson;
        return edit;
    }
    const QString kind = EditText::kind(present->kind);
    if (isJsonOf(text.bytes().trimmed(), present->kind))
        return refusedValue(
            EditText::tr("\"%1\" is %2, and the new value has a line break or spaces around it; nothing was "
                         "written.\n  With --file, --strip-newline removes one line break at the end.")
                .arg(name, kind));
    return refusedValue(
        EditText::tr("\"%1\" is %2, and the new value is not; nothing was written.\n  Correct it, or say "
                     "--type string to make it text, --type json to take any JSON.")
            .arg(name, kind));
}

QList<LintFinding> findingsOf(const EntryContent &content, const FieldEdit &edit)
{
    const bool isWhole = edit.key.isEmpty() && !content.document.member(QString());
    const bool isNew = edit.kind == FieldEdit::Kind::Add || edit.kind == FieldEdit::Kind::AddJson;
    QList<LintFinding> findings = lintAfter(content, edit);
    findings.removeIf([&](const LintFinding &finding) {
        if (finding.kind == Finding::MissingKey)
            return true;
        const bool isOfKey = finding.kind == Finding::MisspeltKey || finding.kind == Finding::InvisibleInKey;
        if (isWhole)
            return false;
        return (isOfKey && !isNew)
               || (finding.key != edit.key && !(finding.kind == Finding::EqualToOther && finding.other == edit.key));
    });
    const auto isBreak = [](const LintFinding &finding) { return finding.kind == Finding::InnerBreak; };
    if (isNoOneWord(content, edit) && std::none_of(findings.cbegin(), findings.cend(), isBreak)) {
        LintFinding finding{Finding::InnerBreak, LintFinding::Severity::Warning, edit.key};
        finding.role = content.keyMap.role(edit.key);
        findings.append(finding);
    }
    return findings;
}

QString findingText(const LintFinding &finding)
{
    switch (finding.kind) {
    case Finding::MissingKey:
        return EditText::tr("The key %1 is missing.").arg(finding.key);
    case Finding::MisspeltKey:
        return EditText::tr("The key is perhaps meant to be %1.").arg(finding.other);
    case Finding::WrongField:
        return EditText::tr("It looks like %1.").arg(EditText::role(finding.role));
    case Finding::UnexpectedShape:
        return EditText::tr("It doesn't look like %1.").arg(EditText::role(finding.role));
    case Finding::EqualToOther:
        return EditText::tr("%1 and %2 would hold the same value.").arg(finding.other, finding.key);
    case Finding::EmptyRequired:
        return EditText::tr("It is empty.");
    case Finding::TrailingNewline:
        return EditText::tr("It ends with a line break; --strip-newline removes one, --keep-newline keeps it.");
    case Finding::OuterBlanks:
        return EditText::tr("It begins or ends with whitespace.");
    case Finding::ZeroWidth:
        return EditText::tr("It contains invisible characters, such as zero-width spaces.");
    case Finding::Bidirectional:
        return EditText::tr("It contains characters that change the text direction.");
    case Finding::NoBreakSpace:
        return EditText::tr("It contains an unusual space, such as a no-break space.");
    case Finding::ByteOrderMark:
        return EditText::tr("It begins with a byte order mark.");
    case Finding::ControlCharacter:
        return EditText::tr("It holds control characters.");
    case Finding::InnerBreak:
        return EditText::tr("It holds a line break or a blank inside, which %1 has not.")
            .arg(EditText::role(finding.role));
    case Finding::SmartQuotes:
        return EditText::tr("It contains curly quotes.");
    case Finding::ForeignCharacter:
        return EditText::tr("It holds characters other than ASCII, which %1 has not.")
            .arg(EditText::role(finding.role));
    case Finding::Quoted:
        return EditText::tr("It is wrapped in quotes.");
    case Finding::BearerPrefix:
        return EditText::tr("It starts with \"Bearer\".");
    case Finding::Placeholder:
        return EditText::tr("It stands in the place of %1 and is none: a mask, a variable, or a piece of a file.")
            .arg(EditText::role(finding.role));
    case Finding::InvisibleInKey:
        return EditText::tr("The key contains invisible characters.");
    case Finding::ExpiryUnit:
        return EditText::tr("It is not a time as the programs of this layout read it: milliseconds since 1970.");
    case Finding::HostileTokenUrl:
        return EditText::tr("It is the wrong host: credentials would leak.");
    case Finding::UnknownTokenHost:
        return EditText::tr("Keyturn does not know this host; a refresh asks for consent first.");
    case Finding::TypeChanged:
        return EditText::tr("It becomes %1, before it was %2.")
            .arg(EditText::kind(finding.becomes), EditText::kind(finding.was));
    }
    return {};
}

} // namespace keyturn::cli
