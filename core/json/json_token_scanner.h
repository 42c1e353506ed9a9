#pragma once
#include <QByteArrayView>

namespace keyturn {

//! A place in a JSON text that moves over one token or value after the other. Strict RFC 8259, no recursion.
class JsonTokenScanner {
public:
    explicit JsonTokenScanner(QByteArrayView text) : m_begin(text.data()), m_at(m_begin), m_end(m_begin + text.size())
    {}

    qsizetype position() const { return m_at - m_begin; }
    bool atEnd() const { return m_at == m_end; }
    char peek() const { return atEnd() ? '\0' : *m_at; } // a real NUL is as wrong as the end wherever we peek

    void skipSpace()
    {
        while (m_at != m_end && (*m_at == ' ' || *m_at == '\n' || *m_at == '\r' || *m_at == '\t'))
            ++m_at;
    }

    bool take(char wanted)
    {
        if (peek() != wanted || atEnd())
            return false;
        ++m_at;
        return true;
    }

    bool string();
    bool value(); // with everything nested in it; stops behind it

private:
    bool word(QByteArrayView wanted);
    bool number();
    bool digits();
    bool scalar();
    bool keyAndColon();
    bool afterValue(QByteArray &open, bool &done);

    const char *m_begin;
    const char *m_at;
    const char *m_end;
};

} // namespace keyturn
