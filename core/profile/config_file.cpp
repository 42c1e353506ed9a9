#include "core/profile/config_file.h"

#include "core/profile/python_text.h"

#include <QFileInfo>
#include <QStringDecoder>

#include <algorithm>
#include <filesystem>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr qint64 largestFile = 1024LL * 1024;

bool isSecretKey(const QString &key)
{
    return key == "aws_secret_access_key"_L1 || key == "aws_session_token"_L1 || key == "aws_security_token"_L1;
}

//! An option while its lines are collected. The bytes may be a secret, so they are wiped.
struct Option {
    QString key;
    QByteArray value;
    QList<qsizetype> lines; // the number of each line of the value; comments between them have none
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
            Error{ErrorKind::Invalid, Refusal::ConfigSyntax, u"%1, line %2: %3"_s.arg(m_fileName).arg(line).arg(what)};
        return false;
    }

    bool take(QByteArrayView line)
    {
        QStringDecoder utf8(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
        QString decoded = utf8.decode(line);
        wipe(decoded);
        if (utf8.hasError())
            return fail(u"not UTF-8"_s);

        const QByteArrayView value = python::stripped(line);
        if (value.startsWith('#') || value.startsWith(';'))
            return true;
        if (value.isEmpty()) {
            if (m_option)
                goOn({});
            return true;
        }
        const qsizetype indent = python::indentOf(line);
        if (m_option && indent > m_indent) {
            goOn(value);
            return true;
        }
        m_indent = indent;
        const qsizetype bracket = value.lastIndexOf(']');
        if (value.startsWith('[') && bracket > 1)
            return open(python::text(value.sliced(1, bracket - 1)));
        return add(value);
    }

    void goOn(QByteArrayView line)
    {
        appendLine(m_option->value, line);
        m_option->lines.append(m_line);
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
        const QString key = python::text(python::stripped(line.first(at))).toLower();
        if (key.isEmpty())
            return fail(u"no key before the %1"_s.arg(QLatin1Char(*delimiter)));
        RawSection &section = m_sections[m_current];
        if (std::any_of(section.options.begin(), section.options.end(),
                        [&key](const Option &option) { return option.key == key; }))
            return fail(u"%1 stands twice in [%2]"_s.arg(key, section.name));
        section.options.append({key, python::stripped(line.sliced(at + 1)).toByteArray(), {m_line}});
        m_option = &section.options.last();
        return true;
    }

    bool nest(const Option &option, ConfigSection &into)
    {
        QMap<QString, QString> &block = into.nested[option.key];
        qsizetype index = 0;
        for (const QByteArray &physical : option.value.split('\n')) {
            const qsizetype number = option.lines.at(index++);
            for (const QByteArrayView line : python::lines(physical)) {
                const QByteArrayView text = python::stripped(line);
                if (text.isEmpty())
                    continue;
                const qsizetype equals = text.indexOf('=');
                if (equals < 0)
                    return failAt(number, u"neither a [section] nor key = value"_s);
                block.insert(python::text(python::stripped(text.first(equals))),
                             python::text(python::stripped(text.sliced(equals + 1))));
            }
        }
        return true;
    }

    bool fill(const RawSection &from, ConfigSection &into)
    {
        for (const Option &option : from.options) {
            if (into.has(option.key))
                continue;
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
                into.values.insert(option.key, python::text(value));
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
            // Its own first: what it has itself is not read from the defaults.
            if (!fill(raw, section) || (defaults != m_sections.end() && !fill(*defaults, section)))
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

bool ConfigSection::has(const QString &key) const
{
    return values.contains(key) || secrets.contains(key) || nested.contains(key);
}

Result<QList<ConfigSection>> parseConfigFile(QByteArrayView text, const QString &fileName)
{
    return Parser(fileName).parse(text);
}

Result<QList<ConfigSection>> readConfigFile(const QString &path)
{
    QFile file(path);
    const auto unreadable = [&path](const QString &why) {
        return Error{ErrorKind::Io, Refusal::ConfigUnreadable, u"%1: %2"_s.arg(path, why)};
    };
    std::error_code failure;
    const auto type = std::filesystem::status(QFile::encodeName(path).toStdString(), failure).type();
    if (type == std::filesystem::file_type::not_found || QFileInfo(path).canonicalFilePath() == "/dev/null"_L1)
        return QList<ConfigSection>();
    if (type == std::filesystem::file_type::none)
        return unreadable(QString::fromLocal8Bit(failure.message().c_str()));
    if (type == std::filesystem::file_type::directory)
        return unreadable(u"a folder, not a file"_s);
    if (type != std::filesystem::file_type::regular) // it is read more than once, and a pipe tells its text only once
        return unreadable(u"not a regular file (a pipe or a device), which is not read"_s);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return unreadable(file.errorString());
    if (file.size() > largestFile)
        return unreadable(u"larger than 1 MiB"_s);
    QByteArray text = file.readAll();
    if (file.error() != QFileDevice::NoError) {
        wipe(text);
        return unreadable(file.errorString());
    }
    Result<QList<ConfigSection>> sections = parseConfigFile(text, path);
    wipe(text);
    return sections;
}

} // namespace keyturn
