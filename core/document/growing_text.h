#pragma once
#include "core/base/secret_string.h"

#include <utility>

namespace keyturn {

//! Text that grows without leaving copies of itself behind.
class GrowingText {
public:
    ~GrowingText() { wipe(m_text); }

    GrowingText &operator<<(QByteArrayView piece)
    {
        if (m_text.size() + piece.size() > m_text.capacity()) {
            QByteArray grown;
            grown.reserve(2 * (m_text.size() + piece.size()) + 256);
            grown.append(m_text);
            wipe(m_text);
            m_text = std::move(grown);
        }
        m_text.append(piece);
        return *this;
    }
    QByteArrayView view() const { return m_text; }
    SecretString take() { return SecretString::take(std::exchange(m_text, QByteArray())); }

private:
    QByteArray m_text;
};

} // namespace keyturn
