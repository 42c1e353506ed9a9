#pragma once
#include "core/base/secret_string.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QStringView>

namespace keyturn {

//! Appends JSON text in the order it is told, member by member. Used for every body we send and for --json output:
//! unlike QJsonDocument it keeps order, writes secrets without a detour through QString, and wipes its buffer.
//!
//!     JsonWriter json;
//!     json.beginObject().key("SecretId").string(name).key("SecretString").secret(value).endObject();
//!     SecretString body = std::move(json).take();
class JsonWriter {
public:
    JsonWriter();
    ~JsonWriter();
    Q_DISABLE_COPY_MOVE(JsonWriter)

    JsonWriter &beginObject();
    JsonWriter &endObject();
    JsonWriter &beginArray();
    JsonWriter &endArray();
    JsonWriter &key(QByteArrayView name);
    JsonWriter &string(QStringView text);
    JsonWriter &utf8(QByteArrayView text); //!< must be valid UTF-8
    JsonWriter &secret(const SecretString &text);
    JsonWriter &number(qint64 value);
    JsonWriter &real(double value);
    JsonWriter &boolean(bool value);
    JsonWriter &null();
    JsonWriter &raw(QByteArrayView json); //!< a complete JSON value, inserted as it is

    //! The finished text; the writer is empty afterwards.
    SecretString take() &&;
    QByteArrayView text() const { return m_text; }

private:
    void separate();
    void quoted(QByteArrayView utf8);
    void append(QByteArrayView piece);

    QByteArray m_text;
    bool m_needsComma = false;
};

//! \p utf8 as the inside of a JSON string, without the quotes: escapes ", \ and control characters only.
QByteArray jsonEscaped(QByteArrayView utf8);

} // namespace keyturn
