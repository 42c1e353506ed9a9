#pragma once
#include "core/entry/entry_content.h"

#include <optional>

namespace keyturn {

//! Two edits of one entry, put together key by key: what was opened, what I made of it, what somebody else made of it.
//! Keys that only one side touched merge themselves; the others want a choice. The result is my edits applied to their
//! document, so that every byte I did not edit stays theirs. Text without keys, and binary, is one value.
class ThreeWayMerge {
public:
    enum class Side {
        Mine,
        Theirs,
        Own, //!< neither: written for the result
    };
    enum class State {
        Same,     //!< nobody changed it
        Agreed,   //!< both made the same change
        Mine,     //!< only I changed it
        Theirs,   //!< only they did
        Conflict, //!< both, differently
    };
    struct Value {
        SecretString value;
        bool isString = true; //!< else JSON text

        friend bool operator==(const Value &, const Value &) = default;
    };
    struct Key {
        QString key; //!< empty: the whole value
        KeyRole role = KeyRole::Other;
        bool sensitive = true;
        std::optional<Value> base; //!< empty: it is not there
        std::optional<Value> mine;
        std::optional<Value> theirs;
        State state = State::Same;
        std::optional<Side> choice; //!< of a conflict
        std::optional<Value> own;   //!< with Side::Own

        //! Whose value the result takes; empty for a conflict without a choice.
        std::optional<Side> side() const;
        //! What the result holds; while undecided, theirs. Empty: it is not there.
        const std::optional<Value> &result() const;
    };

    //! \p edits were made against \p base. The error of an edit that is not possible there.
    static Result<ThreeWayMerge> of(EntryContent base, QList<FieldEdit> edits, EntryContent theirs);

    const EntryContent &theirs() const { return m_theirs; }
    //! What was opened first, in its order, then what they added, then what I added.
    const QList<Key> &keys() const { return m_keys; }
    int count(State state) const;
    //! Conflicts without a choice.
    int undecided() const;
    //! Empty takes the choice back. Ignored for keys that are no conflict.
    void choose(const QString &key, std::optional<Side> side);
    //! Settles a conflict with a value that is neither side's.
    void write(const QString &key, const SecretString &value);

    //! My edits as they go onto theirs(); what is undecided stays theirs. Empty: theirs as it is.
    QList<FieldEdit> edits() const;

private:
    ThreeWayMerge() = default;
    void addWhole(const SecretString &mine);
    void addKey(const QString &key, std::optional<Value> base, std::optional<Value> mine, std::optional<Value> theirs);
    bool gives(const QList<FieldEdit> &edits) const;
    QList<FieldEdit> keptEdits() const;
    QList<FieldEdit> freshEdits() const;
    static std::optional<FieldEdit> editTo(const Key &key, const std::optional<Value> &value);

    EntryContent m_base;
    EntryContent m_theirs;
    QList<FieldEdit> m_edits;
    QList<Key> m_keys;
    bool m_isWhole = false;
};

} // namespace keyturn
