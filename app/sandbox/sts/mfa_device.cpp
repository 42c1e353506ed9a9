#include "app/sandbox/sts/mfa_device.h"

#include <QMessageAuthenticationCode>
#include <QtEndian>

namespace keyturn::sandbox::mfa {

namespace {

using namespace Qt::StringLiterals;

constexpr qint64 stepSeconds = 30;
const QByteArray deviceKey = "Keyturn sandbox MFA!"; // 20 bytes, as for SHA-1

QString codeOfStep(qint64 step)
{
    const quint64 counter = qToBigEndian(static_cast<quint64>(step));
    const QByteArray message(reinterpret_cast<const char *>(&counter), sizeof counter);
    const QByteArray hash = QMessageAuthenticationCode::hash(message, deviceKey, QCryptographicHash::Sha1);
    const int offset = hash.back() & 0x0f;
    const quint32 number = qFromBigEndian<quint32>(hash.constData() + offset) & 0x7fffffffU;
    return QString::number(number % 1'000'000).rightJustified(6, u'0');
}

} // namespace

QString serial()
{
    return u"arn:aws:iam::123456789012:mfa/testing"_s;
}

QString secret()
{
    static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    QString text;
    quint64 bits = 0;
    int count = 0;
    for (const char byte : deviceKey) {
        bits = bits << 8 | static_cast<unsigned char>(byte);
        for (count += 8; count >= 5; count -= 5)
            text += QLatin1Char(alphabet[bits >> (count - 5) & 31]);
    }
    return text;
}

QString code(const QDateTime &now)
{
    return codeOfStep(now.toSecsSinceEpoch() / stepSeconds);
}

Result<bool> accept(Store &store, const QString &serialNumber, const QString &given, const QDateTime &now)
{
    if (serialNumber != serial())
        return false;
    const QString kind = u"mfa"_s;
    const auto &documents = store.documents(kind);
    const auto known = documents.find(serialNumber);
    const qint64 last = known == documents.end() ? -1 : known->second[u"lastStep"].toInteger(-1);
    const qint64 current = now.toSecsSinceEpoch() / stepSeconds;
    for (const qint64 step : {current, current - 1, current + 1}) {
        if (step <= last || codeOfStep(step) != given)
            continue;
        if (auto saved = store.saveDocument(kind, serialNumber, {{u"lastStep"_s, step}}); !saved)
            return std::move(saved).error();
        return true;
    }
    return false;
}

} // namespace keyturn::sandbox::mfa
