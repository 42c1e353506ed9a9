#pragma once
#include "core/document/secret_document.h"

#include <QDateTime>
#include <QHash>

namespace keyturn {

//! One version of a secret or parameter, as it was read.
struct DatedDocument {
    QString versionId;
    QDateTime createdAt;
    SecretDocument document;
};

//! When a key's value became what it is.
struct KeyAge {
    QDateTime since;    //!< creation of the oldest version in a row that has the present value
    QString versionId;  //!< of that version
    bool known = false; //!< false: the history ends there, the value may be older
    //! Creation of the oldest version of all that has the present value: one that came back is as old as it was.
    QDateTime firstSeen;
    bool isFirstKnown = false;

    //! Takes in one version after the other, from the newest on.
    void see(const QDateTime &createdAt, const QString &version, bool holds);
    //! There was none before.
    void end();

private:
    bool m_goesOn = true; // no version has had another value yet
    bool m_heldLast = false;
};

//! The age of every key of the newest of \p versions (in any order); a raw text has one age under the empty key. A key
//! that was renamed is as old as its new name. \p complete: the oldest version is the first there ever was.
//! A number and a string of the same letters are two values.
QHash<QString, KeyAge> keyAges(QList<DatedDocument> versions, bool complete);

} // namespace keyturn
