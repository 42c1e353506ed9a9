#pragma once
#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QStringList>
#include <QTest>

//! What the clients of core offer, for tests that must leave no operation out.
namespace keyturn::declared_operations {

inline QString coreFolder()
{
    return QFINDTESTDATA(QStringLiteral("../../../core"));
}

//! "aws/kms_client.h" ..., of all rooms.
inline QStringList clientHeaders()
{
    QStringList headers;
    const QDir core(coreFolder());
    for (const QString &room : core.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        for (const QString &name : QDir(core.filePath(room)).entryList({QStringLiteral("*_client.h")}, QDir::Files))
            headers.append(room + u'/' + name);
    }
    return headers;
}

//! The public functions of \p header that ask, each as often as it is declared.
inline QStringList of(const QString &header)
{
    static const QRegularExpression declaration(
        QStringLiteral("^ +(?:PageStream<.+>|Task<(?:Result<.*>|ProbeAnswer)>) (\\w+)\\("),
        QRegularExpression::MultilineOption);
    QFile file(coreFolder() + u'/' + header);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QString text = QString::fromUtf8(file.readAll()).section(QLatin1String("\nprivate:"), 0, 0);
    QStringList found;
    for (const QRegularExpressionMatch &match : declaration.globalMatch(text))
        found.append(match.captured(1));
    return found;
}

} // namespace keyturn::declared_operations
