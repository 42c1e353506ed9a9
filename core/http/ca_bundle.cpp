#include "core/http/ca_bundle.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSslCertificate>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr qint64 largestBundle = 16LL * 1024 * 1024;

} // namespace

Result<QByteArray> readCaBundle(const QString &path)
{
    const QString name = path.startsWith("~/"_L1) ? QDir::homePath() + path.sliced(1) : path;
    const auto unusable = [&name](const QString &why) {
        return Error{ErrorKind::Io, Refusal::CaBundle, u"the CA bundle %1 %2"_s.arg(name, why)};
    };
    const QFileInfo info(name);
    if (!info.exists())
        return unusable(u"is not there"_s);
    if (!info.isFile())
        return unusable(u"is not a file"_s);
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return unusable(u"cannot be read: "_s + file.errorString());
    const QByteArray pem = file.read(largestBundle + 1);
    if (pem.isEmpty())
        return unusable(u"is empty"_s);
    if (pem.size() > largestBundle)
        return unusable(u"is larger than 16 MiB"_s);
    const qsizetype blocks = pem.count("-----BEGIN CERTIFICATE-----");
    if (blocks == 0)
        return unusable(u"holds no certificate in PEM form (-----BEGIN CERTIFICATE-----)"_s);
    if (QSslCertificate::fromData(pem, QSsl::Pem).size() != blocks)
        return unusable(u"holds a certificate that cannot be read"_s);
    return pem;
}

} // namespace keyturn
