#pragma once
#include "app/sandbox/http/http_message.h"

namespace keyturn::sandbox {

//! Takes HTTP/1.x requests out of a byte stream, one at a time (RFC 9112). Knows no socket.
class HttpRequestParser {
public:
    static constexpr qsizetype maxHeaderBytes = 32LL * 1024;
    static constexpr qsizetype maxBodyBytes = 2LL * 1024 * 1024;

    enum class State {
        NeedMore,
        Ready,
        Failed, //!< the stream is unusable: answer failure() and close
    };

    void append(QByteArrayView bytes);
    State parse();
    //! Only after Ready; the parser then goes on with what follows.
    Request take();
    //! The request whose body is awaited or complete: method, target and headers. Null before.
    const Request *head() const { return m_inBody ? &m_request : nullptr; }
    //! True once per request whose client waits for "100 Continue" before it sends the body.
    bool takeExpectContinue();
    //! Status to answer after Failed: 400, 413, 417, 431, 501 or 505.
    int failure() const { return m_failure; }
    //! Some bytes of a request have come, but not all.
    bool isMidRequest() const { return m_inBody || !m_buffer.isEmpty(); }

private:
    State fail(int status);
    State parseHead();
    //! Each of these gives the status of a refusal, or 0.
    int readRequestLine(QByteArrayView line);
    int readHeaders(QByteArrayView block);
    int readFraming();
    int checkHost() const;
    State parseChunks();
    State parseTrailers(qsizetype lineEnd);

    QByteArray m_buffer;
    Request m_request;
    bool m_inBody = false;
    bool m_chunked = false;
    bool m_ready = false;
    bool m_expectContinue = false;
    qsizetype m_bodyBytes = 0;
    int m_failure = 0;
};

} // namespace keyturn::sandbox
