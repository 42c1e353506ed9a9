#pragma once
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <cstdio>

namespace keyturn {

//! Certificates that openssl makes for one run: authorities, and servers they vouch for. Each is NAME.pem and NAME.key
//! in a folder that goes with this object.
class Certificates {
public:
    //! \p extensions as openssl writes them: "nameConstraints=critical,permitted;DNS:.corp.example".
    void authority(const QString &name, const QStringList &extensions = {})
    {
        openssl(QStringLiteral("req -x509 %1 -days 30 -subj /CN=%2 -keyout %2.key -out %2.pem").arg(newKey, name),
                extensions);
    }
    void intermediate(const QString &name, const QString &issuer, const QStringList &extensions = {})
    {
        request(name, name, QStringList{QStringLiteral("basicConstraints=critical,CA:TRUE")} + extensions);
        sign(name, issuer, 30);
    }
    //! \p extensions usually "subjectAltName=DNS:api.example.com"; none: the common name is all there is.
    void server(const QString &name, const QString &issuer, const QStringList &extensions, const QString &commonName,
                int days = 30)
    {
        request(name, commonName, extensions);
        sign(name, issuer, days);
    }
    //! A server whose key is too short for anybody to trust.
    void weak(const QString &name, const QString &issuer, const QStringList &extensions)
    {
        openssl(QStringLiteral("req -newkey rsa:1024 -nodes -subj /CN=%1 -keyout %1.key -out %1.csr").arg(name),
                extensions);
        sign(name, issuer, 30);
    }
    QString path(const QString &file) const { return m_folder.filePath(file); }
    QByteArray file(const QString &name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private:
    static constexpr auto newKey = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes";

    void request(const QString &name, const QString &commonName, const QStringList &extensions)
    {
        openssl(QStringLiteral("req %1 -subj /CN=%2 -keyout %3.key -out %3.csr").arg(newKey, commonName, name),
                extensions);
    }
    void sign(const QString &name, const QString &issuer, int days)
    {
        openssl(QStringLiteral("x509 -req -in %1.csr -CA %2.pem -CAkey %2.key -CAcreateserial -copy_extensions copy "
                               "-days %3 -out %1.pem")
                    .arg(name, issuer)
                    .arg(days));
    }
    void openssl(const QString &arguments, const QStringList &extensions = {})
    {
        QStringList all = arguments.split(QLatin1Char(' '));
        for (const QString &extension : extensions)
            all << QStringLiteral("-addext") << extension;
        QProcess process;
        process.setWorkingDirectory(m_folder.path());
        process.start(QStringLiteral("openssl"), all);
        if (!process.waitForFinished() || process.exitCode() != 0)
            qFatal("openssl %s: %s", qPrintable(all.join(QLatin1Char(' '))),
                   process.readAllStandardError().constData());
    }

    QTemporaryDir m_folder;
};

} // namespace keyturn
