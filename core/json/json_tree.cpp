#include "core/json/json_tree.h"

namespace keyturn {

namespace {

bool separates(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == ',' || c == ':';
}

//! Behind the string that begins at \p at.
qsizetype stringEnd(QByteArrayView text, qsizetype at)
{
    for (++at; text[at] != '"'; ++at) {
        if (text[at] == '\\')
            ++at;
    }
    return at + 1;
}

//! Behind the number or word that begins at \p at.
qsizetype wordEnd(QByteArrayView text, qsizetype at)
{
    while (at < text.size() && !separates(text[at]) && text[at] != '}' && text[at] != ']')
        ++at;
    return at;
}

} // namespace

JsonTree::JsonTree(QByteArrayView text)
{
    qsizetype open = -1; // the innermost container
    JsonSpan key;
    bool hasKey = false;
    for (qsizetype at = 0; at < text.size();) {
        const char c = text[at];
        if (separates(c)) {
            ++at;
            continue;
        }
        if (c == '}' || c == ']') {
            ++at;
            m_nodes[open].span.valueEnd = at;
            m_nodes[open].behind = m_nodes.size();
            open = m_nodes.at(open).parent;
            continue;
        }
        if (!hasKey && open >= 0 && text[m_nodes.at(open).span.valueBegin] == '{') {
            key = JsonSpan{at, stringEnd(text, at), 0, 0};
            hasKey = true;
            at = key.keyEnd;
            continue;
        }
        Node node;
        node.span = hasKey ? key : JsonSpan{at, at, 0, 0};
        node.span.valueBegin = at;
        node.parent = open;
        node.behind = m_nodes.size() + 1;
        hasKey = false;
        if (c == '{' || c == '[') {
            open = m_nodes.size();
            ++at;
        } else {
            at = c == '"' ? stringEnd(text, at) : wordEnd(text, at);
            node.span.valueEnd = at;
        }
        m_nodes.append(node);
    }
}

QList<qsizetype> JsonTree::children(qsizetype parent) const
{
    QList<qsizetype> found;
    for (qsizetype i = parent + 1; i < m_nodes.at(parent).behind; i = m_nodes.at(i).behind)
        found.append(i);
    return found;
}

} // namespace keyturn
