#include "core/asp/asp_config.h"

#include "core/document/secret_document.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr qint64 largestConfig = 1024LL * 1024; // bytes
constexpr QByteArrayView byteOrderMark("\xEF\xBB\xBF");

Error configError(ErrorKind kind, const QString &detail)
{
    return {kind, u"asp-config"_s, detail};
}

struct Split {
    QByteArray mark; // of an editor that writes one; node reads the file all the same
    SecretDocument document;
};

Result<Split> splitConfig(const QByteArray &text)
{
    Split split;
    const bool isMarked = text.startsWith(byteOrderMark);
    if (isMarked)
        split.mark = byteOrderMark.toByteArray();
    split.document = SecretDocument(SecretString(QByteArrayView(text).sliced(isMarked ? byteOrderMark.size() : 0)));
    if (split.document.isRaw())
        return configError(ErrorKind::Invalid, u"it is no JSON object (%1)"_s.arg(split.document.rawReason()));
    return split;
}

//! Empty where there is no such member; Invalid where it is no text, or its node no object.
Result<std::optional<QString>> textAt(const SecretDocument &document, const QString &node, const QString &key)
{
    const SecretDocument::Member *parent = document.member(node);
    if (!parent)
        return std::optional<QString>();
    if (parent->kind != JsonKind::Object)
        return configError(ErrorKind::Invalid, u"\"%1\" in it is no object"_s.arg(node));
    const Result<SecretDocument::Member> found = document.value(QStringList{node, key});
    if (!found)
        return std::optional<QString>();
    if (!found->isString)
        return configError(ErrorKind::Invalid, u"\"%1.%2\" in it is no text"_s.arg(node, key));
    return std::optional(found->value.reveal());
}

struct Member {
    const char *node;
    const char *key;
    QString AspSettings::*setting;
};

constexpr Member members[] = {
    {"asp_cli", "auth", &AspSettings::auth},
    {"secretsManager", "secretNameForOAuth", &AspSettings::secretName},
    {"secretsManager", "regionName", &AspSettings::region},
};

Result<SecretDocument> withText(const SecretDocument &document, const QString &node, const QString &key, bool isThere,
                                const QString &value)
{
    SecretDocument edited = document;
    if (!edited.member(node)) {
        Result<SecretDocument> added = edited.addJson(node, SecretString(QByteArrayView("{}")));
        if (!added)
            return added;
        edited = *std::move(added);
    }
    const JsonPath path(QStringList{node, key});
    return isThere ? edited.set(path, SecretString(value)) : edited.add(path, SecretString(value));
}

} // namespace

Result<AspSettings> readAspConfig(const QByteArray &text)
{
    const Result<Split> split = splitConfig(text);
    if (!split)
        return split.error();
    AspSettings settings;
    for (const Member &member : members) {
        const auto found = textAt(split->document, QLatin1String(member.node), QLatin1String(member.key));
        if (!found)
            return found.error();
        settings.*member.setting = found->value_or(QString());
    }
    return settings;
}

Result<AspEdit> editAspConfig(const QByteArray &text, const AspSettings &wanted)
{
    Result<Split> split = splitConfig(text);
    if (!split)
        return split.error();
    AspEdit edit;
    for (const Member &member : members) {
        const QString node = QLatin1String(member.node);
        const QString key = QLatin1String(member.key);
        const QString value = wanted.*member.setting;
        const auto before = textAt(split->document, node, key);
        if (!before)
            return before.error();
        if (value.isEmpty() || *before == value)
            continue;
        Result<SecretDocument> changed = withText(split->document, node, key, before->has_value(), value);
        if (!changed)
            return configError(ErrorKind::Invalid, u"\"%1.%2\" cannot be set in it"_s.arg(node, key));
        split->document = *std::move(changed);
        edit.changes.append({node + u'.' + key, before->value_or(QString()), value, !before->has_value()});
    }
    edit.text = split->mark + split->document.text().bytes().toByteArray();
    return edit;
}

Result<QString> findAspConfig(const QString &path)
{
    const QFileInfo named(path);
    if (named.isFile())
        return named.absoluteFilePath();
    for (const char *place : {"/config/default.json", "/asp-cli/config/default.json"}) {
        if (const QFileInfo file(path + QLatin1String(place)); file.isFile())
            return file.absoluteFilePath();
    }
    return configError(ErrorKind::NotFound, u"there is no config/default.json in %1, nor in asp-cli below it"_s.arg(
                                                named.absoluteFilePath()));
}

Result<QByteArray> loadAspConfig(const QString &file)
{
    QFile config(file);
    if (!QFileInfo(file).isFile() || !config.open(QIODevice::ReadOnly))
        return configError(ErrorKind::Io, u"%1 cannot be read: %2"_s.arg(file, config.errorString()));
    const QByteArray text = config.read(largestConfig + 1);
    if (text.size() > largestConfig)
        return configError(ErrorKind::Io, u"%1 is larger than 1 MiB"_s.arg(file));
    return text;
}

Result<> saveAspConfig(const QString &file, const QByteArray &before, const QByteArray &after)
{
    const QString real = QFileInfo(file).canonicalFilePath(); // a link stays one
    const Result<QByteArray> now = loadAspConfig(real);
    if (!now)
        return now.error();
    if (*now != before)
        return configError(ErrorKind::Conflict, u"%1 was changed meanwhile; nothing was written"_s.arg(file));
    const QFileDevice::Permissions mode = QFile::permissions(real);
    QSaveFile config(real);
    const bool isWritten = config.open(QIODevice::WriteOnly) && config.setPermissions(mode)
                           && config.write(after) == after.size() && config.flush();
    if (!isWritten)
        config.cancelWriting();
    if (!isWritten || !config.commit())
        return configError(ErrorKind::Io, u"%1 cannot be written: %2"_s.arg(file, config.errorString()));
    return {};
}

} // namespace keyturn
