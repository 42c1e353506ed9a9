#pragma once
#include <QByteArrayView>
#include <QString>

namespace keyturn {

//! Reads JSON from front to back, member by member, without building a tree: for listings of thousands of entries.
//! Made for what a service sends: it takes what is well-formed and fails on the rest, but does not judge numbers or
//! UTF-8. After a failure every call returns nothing.
//!
//!     cursor.beginObject();
//!     while (cursor.nextMember()) { if (cursor.key() == "Name") name = cursor.string(); else cursor.skip(); }
class JsonCursor {
public:
    explicit JsonCursor(QByteArrayView text) : m_at(text.begin()), m_end(text.end()) {}

    //! False, and nothing inside, where the value is something else.
    bool beginObject() { return begin('{'); }
    bool beginArray() { return begin('['); }
    //! Goes to the value of the next member; false behind the last one.
    bool nextMember();
    //! Goes to the next item; false behind the last one.
    bool nextItem() { return next(']'); }
    //! Of the present member, as it stands between its quotes.
    QByteArrayView key() const { return m_key; }

    enum class Kind { Object, Array, String, Number, Boolean, Null, None };
    //! Of the value that comes next, by its first character; None: there is none.
    Kind kind();
    //! Nothing but space is left.
    bool atEnd();

    //! Each reads one value; what has another type is skipped and comes out empty.
    QString string();
    double number(bool *isNumber = nullptr);
    bool boolean() { return raw() == "true"; }
    //! The value as it stands.
    QByteArrayView raw();
    void skip() { raw(); }

    bool failed() const { return m_failed; }

private:
    bool begin(char bracket);
    bool next(char closing);
    bool take(char wanted);
    void skipSpace();
    QByteArrayView quoted();
    void fail() { m_failed = true; }

    const char *m_at;
    const char *m_end;
    QByteArrayView m_key;
    bool m_first = false;   // right behind an opening bracket
    bool m_nothing = false; // begin() met another type
    bool m_failed = false;
};

} // namespace keyturn
