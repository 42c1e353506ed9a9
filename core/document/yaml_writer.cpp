#include "core/document/yaml_writer.h"

#include "core/base/json_writer.h"
#include "core/json/json_text.h"
#include "core/json/json_tree.h"

#include <QSet>

#include <optional>

namespace keyturn {

namespace {

constexpr qsizetype longestYamlKey = 1000; // of 1024, with its quotation marks

QByteArray yamlEscaped(QByteArrayView value)
{
    QByteArray json = jsonEscaped(value);
    QByteArray yaml;
    yaml.reserve(2 * json.size()); // two bytes become four, three become six
    for (qsizetype i = 0; i < json.size(); ++i) {
        const auto at = [&json](qsizetype k) { return static_cast<uchar>(k < json.size() ? json.at(k) : '\0'); };
        const uchar lead = at(i);
        if (lead == 0x7F) {
            yaml += "\\x7f";
        } else if (lead == 0xC2 && at(i + 1) < 0xA0) { // U+0080 to U+009F
            yaml += "\\x" + QByteArray::number(at(++i), 16);
        } else if (lead == 0xE2 && at(i + 1) == 0x80 && (at(i + 2) == 0xA8 || at(i + 2) == 0xA9)) {
            yaml += at(i + 2) == 0xA8 ? "\\u2028" : "\\u2029";
            i += 2;
        } else if (lead == 0xEF && at(i + 1) == 0xBB && at(i + 2) == 0xBF) {
            yaml += "\\ufeff";
            i += 2;
        } else if (lead == 0xEF && at(i + 1) == 0xBF && at(i + 2) >= 0xBE) {
            yaml += at(i + 2) == 0xBE ? "\\ufffe" : "\\uffff";
            i += 2;
        } else {
            yaml += json.at(i);
        }
    }
    wipe(json);
    return yaml;
}

//! Nothing: half a surrogate pair.
std::optional<QByteArray> decodedAt(QByteArrayView json, qsizetype begin, qsizetype end)
{
    return decodedJsonString(json.sliced(begin, end - begin));
}

} // namespace

void writeYamlString(GrowingText &out, QByteArrayView value)
{
    QByteArray escaped = yamlEscaped(value);
    out << "\"" << escaped << "\"";
    wipe(escaped);
}

void writeYamlJson(GrowingText &out, QByteArrayView json)
{
    for (qsizetype at = 0; at < json.size();) {
        const char c = json[at];
        if (c == '"') {
            const qsizetype end = jsonStringEnd(json, at);
            std::optional<QByteArray> text = decodedJsonString(json.sliced(at, end - at));
            writeYamlString(out, text ? QByteArrayView(*text) : QByteArrayView());
            if (text)
                wipe(*text);
            at = end;
            continue;
        }
        if (c == ':' || c == ',')
            out << (c == ':' ? ": " : ", ");
        else if (!QByteArrayView(" \t\r\n").contains(c))
            out << json.sliced(at, 1);
        ++at;
    }
}

bool isYamlJson(QByteArrayView json)
{
    const JsonTree tree(json);
    QList<int> depths;
    QSet<std::pair<qsizetype, QByteArray>> keys;
    for (qsizetype i = 0; i < tree.size(); ++i) {
        const JsonTree::Node &node = tree.node(i);
        depths.append(node.parent < 0 ? 1 : depths.at(node.parent) + 1);
        if (depths.last() > deepestYaml)
            return false;
        if (json[node.span.valueBegin] == '"' && !decodedAt(json, node.span.valueBegin, node.span.valueEnd))
            return false;
        if (node.span.keyBegin == node.span.keyEnd)
            continue;
        const std::optional<QByteArray> key = decodedAt(json, node.span.keyBegin, node.span.keyEnd);
        if (!key || keys.contains({node.parent, *key}) || yamlEscaped(*key).size() > longestYamlKey)
            return false;
        keys.insert({node.parent, *key});
    }
    return true;
}

bool isYamlKey(const QString &key)
{
    return yamlEscaped(key.toUtf8()).size() <= longestYamlKey;
}

} // namespace keyturn
