#pragma once
#include "core/entry/parameter_change.h"
#include "core/save/save_journal.h"

#include <optional>

namespace keyturn {

//! A save of parameters that could be neither finished nor undone: some hold the new value, some the old one, of some
//! it is not known. Nothing in it may be written over before EntrySave::resume() or rollBack() ended well.
struct HalfSaved {
    struct Part {
        ParameterMetadata metadata; //!< as it was before the save
        SecretString before;
        SecretString after;
        bool touched = false;        //!< sent, though perhaps not written
        qint64 written = 0;          //!< the version that holds the new value, as far as we know
        qint64 replaced = 0;         //!< somebody else's version that ours lies on top of by accident; 0: none
        ParameterChange change = {}; //!< written together with the new value
        //! Recovered: somebody else's version, current by now, which stays; nowhere: the parameter is gone.
        qint64 elsewhere = 0;
        static constexpr qint64 nowhere = -1;

        const QString &name() const { return metadata.name; }
    };

    Error cause; //!< what stopped the save
    QList<Part> parts;
    //! What is kept of it on disk, with the same parts.
    std::optional<SaveJournal::Record> record = {};
    //! Left behind by a process that is gone: the new values that it had not written are not known any more, so it
    //! cannot be finished.
    bool recovered = false;
};

} // namespace keyturn
