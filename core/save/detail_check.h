#pragma once
#include "core/entry/detail_changes.h"

namespace keyturn {

//! Why a detail cannot be written as it is.
struct DetailFault {
    enum class Kind {
        Empty,       //!< a tag without a name
        TooLong,     //!< limit: characters
        Reserved,    //!< a tag that begins with aws:
        TooMany,     //!< limit: tags, or policies
        NotJson,     //!< line, column
        NotAnObject, //!< JSON, but not what a resource policy is
        NotAnArray,  //!< JSON, but not what policies are
        UnknownType, //!< a policy of none of the three types
        NeedsAdvanced,
        LowersTier,
    };
    Kind kind = Kind::Empty;
    int limit = 0;
    qsizetype offset = 0; //!< byte of the text
    qsizetype line = 0;   //!< from 1
    qsizetype column = 0; //!< from 1, in characters
};

constexpr int tagLimit = 50;
constexpr int tagKeyLimit = 128;
constexpr int tagValueLimit = 256;

//! Of one text as it stands; nothing wrong with a detail that is taken away.
std::optional<DetailFault> faultOf(const DetailKey &key, const QString &text);
//! All of \p changes, and what is wrong with them together; the first fault. \p present: what is known of the rest.
std::optional<std::pair<DetailKey, DetailFault>> firstFault(const DetailChanges &changes, const DetailTexts &present);

} // namespace keyturn
