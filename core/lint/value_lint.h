#pragma once
#include "core/document/field_edit.h"
#include "core/entry/entry.h"

namespace keyturn {

//! A likely mistake in an entry, found without asking anybody. The user interface words it; nothing here is a sentence,
//! and no finding blocks a save.
struct LintFinding {
    enum class Kind {
        MissingKey,      //!< `key` belongs to the layout
        MisspeltKey,     //!< `key` is meant to be `other`
        WrongField,      //!< the value looks like the one of `role`, for which the key `other` is there (or none)
        UnexpectedShape, //!< the value does not look like its role
        EqualToOther,    //!< the same value as `other`
        EmptyRequired,
        TrailingNewline,
        OuterBlanks,
        ZeroWidth,
        Bidirectional,
        NoBreakSpace,
        ByteOrderMark,
        ControlCharacter,
        InnerBreak,  //!< a line break or tab in a token, id, client secret or scope; a blank in what is known to have
                     //!< none
        SmartQuotes, //!< typographic quotation marks in such a value, or around any
        ForeignCharacter, //!< not ASCII, in such a value
        Quoted,           //!< stands in quotation marks that belong to no credential
        BearerPrefix,     //!< copied together with the word of the HTTP header
        Placeholder,      //!< stands where a credential belongs: a mask, a variable, null, an error, a piece of a file
        InvisibleInKey,   //!< the key itself holds such characters
        ExpiryUnit,       //!< not what the layout's programs read (milliseconds since 1970)
        HostileTokenUrl,  //!< would send the credentials where they do not belong
        UnknownTokenHost, //!< Keyturn does not know the host; a refresh needs consent
        TypeChanged,      //!< a number, true, false or null that becomes text, or the other way round
    };
    enum class Severity { Note, Warning, Error };

    Kind kind = Kind::MissingKey;
    Severity severity = Severity::Warning;
    QString key; //!< empty: the whole raw text
    QString other = {};
    KeyRole role = KeyRole::Other;
    //! HostileTokenUrl: why, in the words of the token URL policy. TypeChanged: the path below the key.
    QString detail = {};
    JsonKind was = JsonKind::String;     //!< TypeChanged
    JsonKind becomes = JsonKind::String; //!< TypeChanged
    QList<FieldEdit> fix = {};           //!< made for the document as it was looked at: apply one, then look again
};

//! In the order of the document; findings about the whole layout come first. A raw text is looked at as one value.
QList<LintFinding> lint(const SecretDocument &document);
//! Of what \p edits make of \p opened, also what they do to the kinds of its values.
QList<LintFinding> lint(const SecretDocument &opened, const QList<FieldEdit> &edits);
//! Of parameters; their names cannot be edited, so those findings have no fix.
QList<LintFinding> lint(const QList<EntryField> &parameters);

} // namespace keyturn
