#include "core/document/yaml_text.h"

#include "core/base/json_writer.h"
#include "core/document/line_keys.h"
#include "core/document/yaml_writer.h"
#include "core/json/json_scanner.h"
#include "core/json/json_text.h"

#include <QRegularExpression>
#include <QSet>

#include <optional>
#include <yaml.h>

namespace keyturn {

namespace {

using Fault = ImportProblem::Kind;
using Type = ImportedValue::Type;

//! The events of libyaml, one at a time.
class YamlEvents {
public:
    explicit YamlEvents(QByteArrayView text) : m_text(text)
    {
        yaml_parser_initialize(&m_parser);
        yaml_parser_set_encoding(&m_parser, YAML_UTF8_ENCODING);
        yaml_parser_set_input_string(&m_parser, reinterpret_cast<const unsigned char *>(text.data()),
                                     static_cast<size_t>(text.size()));
    }
    ~YamlEvents()
    {
        drop();
        yaml_parser_delete(&m_parser);
    }
    Q_DISABLE_COPY_MOVE(YamlEvents)

    //! False at a fault.
    bool next()
    {
        drop();
        m_hasEvent = yaml_parser_parse(&m_parser, &m_event) == 1;
        return m_hasEvent;
    }
    yaml_event_type_t type() const { return m_event.type; }
    const yaml_event_t &event() const { return m_event; }
    qsizetype line() const { return static_cast<qsizetype>(m_event.start_mark.line) + 1; }
    qsizetype faultLine() const;

private:
    void drop()
    {
        if (m_hasEvent)
            yaml_event_delete(&m_event);
        m_hasEvent = false;
    }

    QByteArrayView m_text;
    yaml_parser_t m_parser = {};
    yaml_event_t m_event = {};
    bool m_hasEvent = false;
};

//! Of a quotation mark that stays open and a key without a colon: where they begin.
qsizetype YamlEvents::faultLine() const
{
    if (m_parser.error == YAML_READER_ERROR)
        return m_text.first(qMin(static_cast<qsizetype>(m_parser.problem_offset), m_text.size())).count('\n') + 1;
    const QByteArrayView context(m_parser.context ? m_parser.context : "");
    const bool isOpen = context == "while scanning a simple key" || context == "while scanning a quoted scalar";
    return static_cast<qsizetype>(isOpen ? m_parser.context_mark.line : m_parser.problem_mark.line) + 1;
}

QByteArrayView scalarText(const yaml_event_t &scalar)
{
    return {scalar.data.scalar.value, static_cast<qsizetype>(scalar.data.scalar.length)};
}

bool isPlain(const yaml_event_t &scalar)
{
    return scalar.data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
}

//! The JSON of a plain scalar that every reader takes for a number, true, false or null.
std::optional<QByteArray> jsonOfPlain(QByteArrayView text)
{
    if (text == "true" || text == "True" || text == "TRUE")
        return QByteArray("true");
    if (text == "false" || text == "False" || text == "FALSE")
        return QByteArray("false");
    if (text == "null" || text == "Null" || text == "NULL" || text == "~")
        return QByteArray("null");
    const bool isNumber = !text.isEmpty() && QByteArrayView("-0123456789").contains(text.front()) && isJson(text);
    return isNumber ? std::optional(text.toByteArray()) : std::nullopt;
}

//! Words and numbers of YAML 1.1 that are text in JSON and in newer readers, and the other way round.
bool isReadDifferently(QByteArrayView text)
{
    constexpr qsizetype longestWord = 40;
    static const QRegularExpression words(
        QStringLiteral("^(y|n|yes|no|on|off|[-+]?(0x[0-9a-f_]+|0o?[0-7_]+|[0-9][0-9_]*(:[0-5]?[0-9])+(\\.[0-9_]*)?|"
                       "[0-9][0-9_]*(\\.[0-9_]*)?(e[-+]?[0-9]+)?|\\.[0-9_]+(e[-+]?[0-9]+)?|\\.inf)|\\.nan|"
                       "[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ].*)?)\\z"),
        QRegularExpression::CaseInsensitiveOption);
    if (text.isEmpty() || text.size() > longestWord)
        return false;
    QString word = QString::fromUtf8(text);
    const bool matches = words.match(word).hasMatch();
    wipe(word);
    return matches;
}

//! Lines of a PEM block that YAML joins with blanks.
bool isJoinedPem(const yaml_event_t &scalar)
{
    return scalar.start_mark.line != scalar.end_mark.line && scalar.data.scalar.style != YAML_LITERAL_SCALAR_STYLE
           && scalarText(scalar).contains(QByteArrayView("-----BEGIN ")) && !scalarText(scalar).contains('\n');
}

class YamlReader {
public:
    explicit YamlReader(QByteArrayView text) : m_events(text) {}

    ImportedText run();

private:
    bool refuse(Fault kind, qsizetype line, const QString &key = {});
    bool next();
    bool enterDocument();
    bool readKey(QSet<QString> &keys, QString &key);
    bool readValue(const QString &key);
    bool readScalar(const QString &key);
    bool isUsable();
    bool writeNode(JsonWriter &json, int depth);
    void note(Fault kind, qsizetype line, const QString &key) { m_found.problems.append({kind, line, 0, key}); }

    YamlEvents m_events;
    ImportedText m_found;
};

//! Always false.
bool YamlReader::refuse(Fault kind, qsizetype line, const QString &key)
{
    m_found.refuse({kind, line, 0, key});
    return false;
}

bool YamlReader::next()
{
    return m_events.next() || refuse(Fault::NotYaml, m_events.faultLine());
}

ImportedText YamlReader::run()
{
    m_found.format = ImportFormat::Yaml;
    if (!enterDocument())
        return m_found;
    QSet<QString> keys;
    QString key;
    while (next() && m_events.type() != YAML_MAPPING_END_EVENT) {
        if (!readKey(keys, key) || !next() || !readValue(key))
            return m_found;
    }
    if (m_found.refused || !next() || !next()) // the end of the document, and what comes then
        return m_found;
    if (m_events.type() != YAML_STREAM_END_EVENT)
        refuse(Fault::SeveralDocuments, m_events.line());
    return m_found;
}

//! To the beginning of the mapping.
bool YamlReader::enterDocument()
{
    if (!next() || !next() || !next()) // stream, document, its root
        return false;
    if (m_events.type() != YAML_MAPPING_START_EVENT)
        return refuse(Fault::NotKeys, m_events.line());
    return isUsable();
}

//! Neither alias nor anchor nor tag.
bool YamlReader::isUsable()
{
    const yaml_event_t &event = m_events.event();
    bool isMarked = event.type == YAML_ALIAS_EVENT;
    if (event.type == YAML_SCALAR_EVENT)
        isMarked = event.data.scalar.anchor || event.data.scalar.tag;
    else if (event.type == YAML_MAPPING_START_EVENT)
        isMarked = event.data.mapping_start.anchor || event.data.mapping_start.tag;
    else if (event.type == YAML_SEQUENCE_START_EVENT)
        isMarked = event.data.sequence_start.anchor || event.data.sequence_start.tag;
    return !isMarked || refuse(Fault::YamlFeature, m_events.line());
}

bool YamlReader::readKey(QSet<QString> &keys, QString &key)
{
    if (!isUsable())
        return false;
    const yaml_event_t &event = m_events.event();
    if (event.type != YAML_SCALAR_EVENT || (isPlain(event) && scalarText(event) == "<<"))
        return refuse(Fault::YamlFeature, m_events.line());
    key = exactText(scalarText(event));
    if (keys.contains(key))
        return refuse(Fault::DuplicateKey, m_events.line(), key);
    keys.insert(key);
    return true;
}

bool YamlReader::readValue(const QString &key)
{
    if (!isUsable())
        return false;
    if (m_events.type() == YAML_SCALAR_EVENT)
        return readScalar(key);
    const qsizetype line = m_events.line();
    JsonWriter json;
    if (!writeNode(json, 1))
        return false;
    m_found.values.append({key, std::move(json).take(), Type::Json, line});
    return true;
}

bool YamlReader::readScalar(const QString &key)
{
    const yaml_event_t &event = m_events.event();
    const QByteArrayView text = scalarText(event);
    if (isJoinedPem(event))
        return refuse(Fault::LooseText, m_events.line());
    ImportedValue value{key, SecretString(text), isPlain(event) ? Type::Untyped : Type::String, m_events.line()};
    if (const std::optional<QByteArray> json = isPlain(event) ? jsonOfPlain(text) : std::nullopt) {
        value.value = SecretString(QByteArrayView(*json));
        value.type = Type::Plain;
    } else if (isPlain(event) && isReadDifferently(text)) {
        note(Fault::ReadersDiffer, value.line, key);
    }
    if (hasVariable(text))
        note(Fault::VariableKept, value.line, key);
    m_found.values.append(value);
    return true;
}

bool YamlReader::writeNode(JsonWriter &json, int depth)
{
    if (!isUsable())
        return false;
    const yaml_event_t &event = m_events.event();
    if (depth > deepestYaml)
        return refuse(Fault::NotYaml, m_events.line());
    if (event.type == YAML_SCALAR_EVENT) {
        if (isJoinedPem(event))
            return refuse(Fault::LooseText, m_events.line());
        const QByteArrayView text = scalarText(event);
        const std::optional<QByteArray> plain = isPlain(event) ? jsonOfPlain(text) : std::nullopt;
        if (plain)
            json.raw(*plain);
        else if (isPlain(event) && text.isEmpty())
            json.null();
        else
            json.utf8(text);
        return true;
    }
    const bool isMap = event.type == YAML_MAPPING_START_EVENT;
    isMap ? json.beginObject() : json.beginArray();
    QSet<QString> keys;
    QString key;
    while (next() && m_events.type() != (isMap ? YAML_MAPPING_END_EVENT : YAML_SEQUENCE_END_EVENT)) {
        if (isMap && (!readKey(keys, key) || !next()))
            return false;
        if (isMap)
            json.key(key.toUtf8());
        if (!writeNode(json, depth + 1))
            return false;
    }
    isMap ? json.endObject() : json.endArray();
    return !m_found.refused;
}

} // namespace

ImportedText importYaml(QByteArrayView text)
{
    return YamlReader(text).run();
}

} // namespace keyturn
