#pragma once
#include <QObject>
#include <memory>

namespace keyturn::sandbox {

//! Lets go of every answer that is held back.
class Release final : public QObject {
    Q_OBJECT
signals:
    void released();
};

//! How an answer goes onto the wire where it is not simply sent. Bytes are counted from the status line on.
struct Delivery {
    bool reset = false;               //!< the connection is reset, nothing is sent
    bool raw = false;                 //!< the body alone is sent, then the connection is closed
    qint64 closeAfter = -1;           //!< the connection is closed after that many bytes
    qint64 stallAfter = -1;           //!< after that many bytes nothing comes ...
    int stallMs = 0;                  //!< ... for that long; 0: until released
    int bytesPerSecond = 0;           //!< 0: as fast as it goes
    qint64 padding = 0;               //!< blanks that follow the body; Content-Length counts them
    std::shared_ptr<Release> release; //!< for what is stalled
};

} // namespace keyturn::sandbox
