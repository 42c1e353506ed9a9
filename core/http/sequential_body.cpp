#include "core/http/sequential_body.h"

#include <cstring>

namespace keyturn {

SequentialBody::SequentialBody(SecretString body) : m_body(std::move(body))
{
    open(ReadOnly | Unbuffered); // QIODevice's own buffer would be one more copy
}

qint64 SequentialBody::readData(char *data, qint64 maxSize)
{
    const qint64 size = qMin(maxSize, m_body.size() - m_position);
    m_wasRead = m_wasRead || size > 0;
    if (size == 0) {
        m_body = SecretString();
        m_position = 0;
        return -1;
    }
    std::memcpy(data, m_body.bytes().data() + m_position, static_cast<size_t>(size));
    m_position += size;
    return size;
}

} // namespace keyturn
