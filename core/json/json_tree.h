#pragma once
#include "core/json/json_scanner.h"

namespace keyturn {

//! Every value of a JSON text as a flat list in document order: the first is the whole, then each before its children.
//! One pass without recursion. The text must have been scanned without a fault.
class JsonTree {
public:
    struct Node {
        JsonSpan span; //!< an item of an array has an empty key right before its value
        qsizetype parent = -1;
        qsizetype behind = 0; //!< of its last descendant
    };

    JsonTree() = default;
    explicit JsonTree(QByteArrayView text);

    qsizetype size() const { return m_nodes.size(); }
    const Node &node(qsizetype i) const { return m_nodes.at(i); }
    //! In document order.
    QList<qsizetype> children(qsizetype parent) const;

private:
    QList<Node> m_nodes;
};

} // namespace keyturn
