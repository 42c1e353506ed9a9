#pragma once
#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <memory>

class QDebug;

namespace keyturn {

//! Overwrites the characters where this is the only owner; a shared buffer is left to its other owners.
void wipe(QByteArray &bytes);
void wipe(QString &text);

//! A secret as UTF-8 (or any) bytes. Copies share one immutable buffer that is overwritten when the last owner goes.
//! There is no stream operator and no implicit conversion: whoever wants the text says reveal().
class SecretString {
public:
    SecretString() = default;
    explicit SecretString(QByteArrayView bytes);
    explicit SecretString(const QString &text);
    //! Takes the bytes over and wipes the source if nobody shares it.
    static SecretString take(QByteArray &&bytes);

    bool isEmpty() const { return size() == 0; }
    //! In bytes, not characters.
    qsizetype size() const;
    //! In Unicode code points, for "65 characters"; bytes where the value is not valid UTF-8.
    qsizetype characters() const;
    //! Valid as long as this object or a copy of it lives.
    QByteArrayView bytes() const;
    //! The one way to a QString; the caller keeps it as short as possible and wipes it.
    QString reveal() const;

    //! Compares in a time that depends on the length only.
    friend bool operator==(const SecretString &a, const SecretString &b) { return a.equals(b); }

private:
    struct Buffer;
    bool equals(const SecretString &other) const;
    std::shared_ptr<const Buffer> m_buffer;
};

//! By reference, so that QDebug need not be known here.
const QDebug &operator<<(const QDebug &, const SecretString &) = delete;

} // namespace keyturn
