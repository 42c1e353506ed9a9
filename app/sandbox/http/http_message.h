#pragma once
#include "app/sandbox/http/delivery.h"

#include <QByteArray>
#include <QList>
#include <algorithm>
#include <utility>

namespace keyturn::sandbox {

using Headers = QList<std::pair<QByteArray, QByteArray>>;

//! First header of that name, compared without case; empty if absent.
inline QByteArray headerValue(const Headers &headers, QByteArrayView name)
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

inline qsizetype headerCount(const Headers &headers, QByteArrayView name)
{
    return std::count_if(headers.begin(), headers.end(),
                         [name](const auto &header) { return header.first.compare(name, Qt::CaseInsensitive) == 0; });
}

struct Request {
    QByteArray method;
    QByteArray target;    //!< as on the request line: path and query, still encoded
    QByteArray authority; //!< "host:port" before them, where the request line names it; else the Host header does
    bool isHttp10 = false;
    bool keepAlive = true;
    Headers headers; //!< in order, duplicates kept, values trimmed
    QByteArray body; //!< chunks already joined

    QByteArray header(QByteArrayView name) const { return headerValue(headers, name); }
    QByteArray path() const { return target.left(target.indexOf('?') < 0 ? target.size() : target.indexOf('?')); }
    QByteArray query() const { return target.contains('?') ? target.mid(target.indexOf('?') + 1) : QByteArray(); }
};

struct Response {
    int status = 200;
    Headers headers; //!< Content-Length, Date and Connection are added by the server
    QByteArray body;
    std::shared_ptr<const Delivery> delivery = {}; //!< empty: as HTTP has it
    int waitSeconds = 0; //!< nothing yet: the handler is asked again until there is something, so long at most
};

} // namespace keyturn::sandbox
