#pragma once
#include "ui/text/error_text.h"

namespace keyturn {

//! Only read: nothing can have been changed, so that needs no saying.
bool isOfRead(const Error &error);

//! What is said of an error, and what comes next.
struct ErrorRule {
    //! What stands for %1 in the sentence.
    enum class Fill {
        Nothing,
        Where,   //!< host without port, or "the service"
        Who,     //!< the same at the beginning of a sentence
        Host,    //!< as it was asked, with its port
        Subject, //!< entry or file
        Detail,  //!< the service's own words
        HostAndDetail,
    };
    //! Ours, or a service's.
    struct Reason {
        constexpr Reason(Refusal why) : ours(why) {}
        constexpr Reason(const char *words) : theirs(words) {}
        Refusal ours = Refusal::None;
        //! Part of Error::code in any case, '|' between two, '=' in front of a whole one; empty: any code.
        const char *theirs = "";
    };
    ErrorKind kind;
    Reason reason;
    bool (*applies)(const Error &error, const QString &subject); //!< null: always
    const char *sentence;                                        //!< in the context of ErrorText
    Fill fill;
    NextStep step;

    bool fits(const Error &error, const QString &subject) const;
    //! The first of all rules that fits; every kind but AccessDenied has one.
    static const ErrorRule *of(const Error &error, const QString &subject);
};

} // namespace keyturn
