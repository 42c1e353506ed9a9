#pragma once
#include "core/versions/key_age.h"

#include <QMap>

namespace keyturn {

//! What the age of a value was told by.
enum class AgeSource {
    Tag,      //!< somebody has noted it: keyturn:rotated:KEY
    History,  //!< the versions that the store keeps
    Ledger,   //!< this computer has seen the value before
    Creation, //!< of the entry: the value may be younger
    Unknown,
};

//! When this computer saw a value for the first time.
struct LedgerSight {
    QDateTime firstSeen;   //!< UTC; invalid: never
    bool sawOther = false; //!< it saw another value before
};

//! Since when a key has had its value, and how that is known.
struct TrueAge {
    QDateTime since; //!< UTC
    AgeSource source = AgeSource::Unknown;
    bool isOlder = false; //!< it may be older than that

    friend bool operator==(const TrueAge &, const TrueAge &) = default;
};

//! Tags of this prefix tell when the value of the key behind it was made. Optional: other programs may set them.
inline constexpr auto rotatedTagPrefix = "keyturn:rotated:";
//! What the tags of an entry say of \p key; invalid if nothing, or no date. The older tag for client secrets counts for
//! \p isClientSecret.
QDateTime taggedAge(const QMap<QString, QString> &tags, const QString &key, bool isClientSecret);

//! The best of what is known: a tag, unless the history contradicts it; then the history; then the ledger, where it
//! reaches back further; then the creation of the entry.
TrueAge trueAge(const QDateTime &tagged, const KeyAge &history, const LedgerSight &ledger, const QDateTime &createdAt);

} // namespace keyturn
