#include "core/secret_rotation/rotation_function.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

//! Compiled into the programs.
QByteArray shipped(const QString &name)
{
    QFile file(u":/rotation/"_s + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Error fileFault(Refusal refusal, const QString &path)
{
    return Error{ErrorKind::Io, refusal, path};
}

} // namespace

QByteArray rotationTemplate()
{
    static const QByteArray mark("@FUNCTION@");
    QByteArray text = shipped(u"template.yaml"_s);
    const qsizetype at = text.indexOf(mark);
    const qsizetype indent = at < 0 ? 0 : at - text.lastIndexOf('\n', at) - 1;
    QByteArray code;
    const QList<QByteArray> lines = shipped(u"rotate_tokens.py"_s).trimmed().split('\n');
    for (const QByteArray &line : lines)
        code +=
            (code.isEmpty() ? QByteArray() : '\n' + (line.isEmpty() ? QByteArray() : QByteArray(indent, ' '))) + line;
    return text.replace(mark, code);
}

Result<QStringList> writeRotationFunction(const QString &folder)
{
    const QList<std::pair<QString, QByteArray>> files{{u"rotate_tokens.py"_s, shipped(u"rotate_tokens.py"_s)},
                                                      {u"policy.json"_s, shipped(u"policy.json"_s)},
                                                      {u"template.yaml"_s, rotationTemplate()}};
    const QDir target(folder);
    for (const auto &[name, text] : files) {
        const QFileInfo info(target.filePath(name));
        if (info.exists() || info.isSymLink())
            return fileFault(Refusal::Present, info.filePath());
    }
    if (!QDir().mkpath(folder))
        return fileFault(Refusal::File, folder);
    QStringList written;
    for (const auto &[name, text] : files) {
        QSaveFile file(target.filePath(name));
        if (text.isEmpty() || !file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
            return fileFault(Refusal::File, file.fileName());
        written.append(file.fileName());
    }
    return written;
}

} // namespace keyturn
