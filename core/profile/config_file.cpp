#include "core/profile/config_file.h"

#include <QFile>
#include <QStringDecoder>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr qint64 largestFile = 1024 * 1024;

bool isSecretKey(const QString &key)
{
    return key == "aws_secret_access_key"_L1 || key == "aws_session_token"_L1 || key == "aws_security_token"_L1;
}

//! An option while its lines are collected. The bytes may be a secret, so they are wiped.
struct Option {
    QString key;
    QByteArray value;
    qsizetype line = 0;
};

struct RawSection {
    QString name;
    QList<Option> options;
};

//! Keeps no old copy behind when it grows: a continued value may be a secret.
void appendLine(QByteArray &value, QByteArrayView line)
{
    QByteArray longer;
    longer.reserve(value.size() + line.size() + 1);
    longer.append(value).append('\n').append(line);
    wipe(value);
    value = std::move(longer);
}

qsizetype indentOf(QByteArrayView line)
{
    const auto first =
        std::find_if(line.begin(), line.end(), [](char c) { return c != ' ' && (c < '\t' || c > '\r'); });
    return first - line.begin();
}

class Parser {
public:
    explicit Parser(const QString &fileName) : m_fileName(fileName) {}
    ~Parser()
    {
        for (RawSection &section : m_sections) {
            for (Option &option : section.options)
                wipe(option.value);
        }
    }

    Result<QList<ConfigSection>> parse(QByteArrayView text)
    {
        if (text.startsWith("\xef\xbb\xbf"))
            text = text.sliced(3);
        for (qsizetype from = 0; from < text.size();) {
            const auto end =
                std::find_if(text.begin() + from, text.end(), [](char c) { return c == '\n' || c == '\r'; });
            const qsizetype to = end - text.begin();
            ++m_line;
            if (!take(text.sliced(from, to - from)))
                return m_error;
            from = to + (text.sliced(to).startsWith("\r\n") ? 2 : 1);
        }
        return finished();
    }

private:
    bool fail(const QString &what) { return failAt(m_line, what); }
    bool failAt(qsizetype line, const QString &what)
    {
        m_error =
            Error{ErrorKind::Invalid, u"config-syntax"_s, u"%1, line %2: %3"_s.arg(m_fileName).arg(line).arg(what)};
        return false;
    }

    bool take(QByteArrayView line)
    {
        QStringDecoder utf8(QStringDecoder::Utf8);
        QString decoded = utf8.decode(line);
        wipe(decoded);
        if (utf8.hasError())
            return fail(u"not UTF-8"_s);

        const QByteArrayView value = line.trimmed();
        if (value.startsWith('#') || value.startsWith(';'))
            return true;
        if (value.isEmpty()) {
            if (m_option)
                appendLine(m_option->value, {});
            return true;
        }
        const qsizetype indent = indentOf(line);
        if (m_option && indent > m_indent) {
            appendLine(m_option->value, value);
            return true;
        }
        m_indent = indent;
        const qsizetype bracket = value.lastIndexOf(']');
        if (value.startsWith('[') && bracket > 1)
            return open(QString::fromUtf8(value.sliced(1, bracket - 1)));
        return add(value);
    }

    bool open(const QString &name)
    {
        const bool isDouble = std::any_of(m_sections.begin(), m_sections.end(),
                                          [&name](const RawSection &section) { return section.name == name; });
        if (isDouble && name != "DEFAULT"_L1)
            return fail(u"the section [%1] stands twice"_s.arg(name));
        m_option = nullptr;
        if (!isDouble)
            m_sections.append({name, {}});
        m_current = std::find_if(m_sections.begin(), m_sections.end(),
                                 [&name](const RawSection &section) { return section.name == name; })
                    - m_sections.begin();
        return true;
    }

    bool add(QByteArrayView line)
    {
        if (m_current < 0)
            return fail(u"text before the first [section]"_s);
        const auto delimiter = std::find_if(line.begin(), line.end(), [](char c) { return c == '=' || c == ':'; });
        if (delimiter == line.end())
            return fail(u"neither a [section] nor key = value"_s); // the line is not quoted: it may be a secret
        const qsizetype at = delimiter - line.begin();
        const QString key = QString::fromUtf8(line.first(at).trimmed()).toLower();
        if (key.isEmpty())
            return fail(u"no key before the %1"_s.arg(QLatin1Char(*delimiter)));
        RawSection &section = m_sections[m_current];
        if (std::any_of(section.options.begin(), section.options.end(),
                        [&key](const Option &option) { return option.key == key; }))
            return fail(u"%1 stands twice in [%2]"_s.arg(key, section.name));
        section.options.append({key, line.sliced(at + 1).trimmed().toByteArray(), m_line});
        m_option = &section.options.last();
        return true;
    }

    bool nest(const Option &option, ConfigSection &into)
    {
        QMap<QString, QString> &block = into.nested[option.key];
        qsizetype number = option.line - 1;
        for (const QByteArray &line : option.value.split('\n')) {
            ++number;
            const QByteArray text = line.trimmed();
            if (text.isEmpty())
                continue;
            const qsizetype equals = text.indexOf('=');
            if (equals < 0)
                return failAt(number, u"neither a [section] nor key = value"_s);
            block.insert(QString::fromUtf8(text.first(equals).trimmed()),
                         QString::fromUtf8(text.sliced(equals + 1).trimmed()));
        }
        return true;
    }

    bool fill(const RawSection &from, ConfigSection &into)
    {
        for (const Option &option : from.options) {
            into.values.remove(option.key);
            into.nested.remove(option.key);
            into.secrets.remove(option.key);
            qsizetype size = option.value.size(); // trailing empty lines belong to nobody
            while (size > 0 && (option.value.at(size - 1) == '\n'))
                --size;
            const QByteArrayView value = QByteArrayView(option.value).first(size);
            if (value.startsWith('\n')) {
                if (!nest(option, into))
                    return false;
            } else if (isSecretKey(option.key)) {
                into.secrets.insert(option.key, SecretString(value));
            } else {
                into.values.insert(option.key, QString::fromUtf8(value));
            }
        }
        return true;
    }

    Result<QList<ConfigSection>> finished()
    {
        const auto defaults = std::find_if(m_sections.begin(), m_sections.end(),
                                           [](const RawSection &section) { return section.name == "DEFAULT"_L1; });
        QList<ConfigSection> sections;
        for (const RawSection &raw : std::as_const(m_sections)) {
            if (raw.name == "DEFAULT"_L1)
                continue;
            ConfigSection section{raw.name, {}, {}, {}};
            if ((defaults != m_sections.end() && !fill(*defaults, section)) || !fill(raw, section))
                return m_error;
            sections.append(section);
        }
        return sections;
    }

    const QString m_fileName;
    QList<RawSection> m_sections;
    qsizetype m_current = -1;
    Option *m_option = nullptr;
    qsizetype m_indent = 0;
    qsizetype m_line = 0;
    Error m_error;
};

} // namespace

Result<QList<ConfigSection>> parseConfigFile(QByteArrayView text, const QString &fileName)
{
    return Parser(fileName).parse(text);
}

Result<QList<ConfigSection>> readConfigFile(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return QList<ConfigSection>();
    const auto unreadable = [&path](const QString &why) {
        return Error{ErrorKind::Io, u"config-unreadable"_s, u"%1: %2"_s.arg(path, why)};
    };
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return unreadable(file.errorString());
    if (file.size() > largestFile)
        return unreadable(u"larger than 1 MiB"_s);
    QByteArray text = file.readAll();
    Result<QList<ConfigSection>> sections = parseConfigFile(text, path);
    wipe(text);
    return sections;
}

} // namespace keyturn
