#pragma once
#include "core/base/secret_string.h"

#include <QIODevice>

namespace keyturn {

//! A request body that can be read once. Qt re-sends a POST on its own when a connection drops, unless it cannot
//! rewind the body: this one refuses. Wiped with the last owner of the secret.
class SequentialBody final : public QIODevice {
public:
    explicit SequentialBody(SecretString body);

    bool isSequential() const override { return true; }
    bool reset() override { return false; }
    qint64 bytesAvailable() const override { return m_body.size() - m_position; }
    //! Whether any of it was taken. Qt takes it when there is a connection to send it over, and not before.
    bool wasRead() const { return m_wasRead; }

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    SecretString m_body;
    qint64 m_position = 0;
    bool m_wasRead = false;
};

} // namespace keyturn
