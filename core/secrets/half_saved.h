#pragma once
#include "core/secrets/parameter_change.h"

namespace keyturn {

//! A save of parameters that could be neither finished nor undone: some hold the new value, some the old one, of some
//! it is not known. Nothing in it may be written over before EntryStore::resume() or rollBack() ended well.
struct HalfSaved {
    struct Part {
        ParameterMetadata metadata; //!< as it was before the save
        SecretString before;
        SecretString after;
        bool touched = false;        //!< sent, though perhaps not written
        qint64 written = 0;          //!< the version that holds the new value, as far as we know
        qint64 replaced = 0;         //!< somebody else's version that ours lies on top of by accident; 0: none
        ParameterChange change = {}; //!< written together with the new value

        const QString &name() const { return metadata.name; }
    };

    Error cause; //!< what stopped the save
    QList<Part> parts;
};

} // namespace keyturn
