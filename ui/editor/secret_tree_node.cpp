#include "ui/editor/secret_tree_node.h"

#include <QSet>

namespace keyturn {

namespace {

using Nodes = std::vector<std::unique_ptr<SecretTreeNode>>;

std::unique_ptr<SecretTreeNode> childOf(SecretTreeNode &parent, const SecretDocument::Member &member, bool sensitive)
{
    auto child = std::make_unique<SecretTreeNode>();
    child->member = member;
    child->parent = &parent;
    child->sensitive = sensitive;
    return child;
}

void adopt(SecretTreeNode &parent, Nodes nodes)
{
    for (size_t i = 0; i < nodes.size(); ++i)
        nodes[i]->row = int(i);
    parent.children = std::move(nodes);
    parent.isRead = true;
}

//! Behind the one that stood before it; \p at is its place in \p before.
size_t placeOf(qsizetype at, const QList<SecretDocument::Member> &before, const Nodes &nodes)
{
    for (size_t i = 0; at > 0 && i < nodes.size(); ++i) {
        if (nodes[i]->openedPath && nodes[i]->openedPath->constLast() == before[at - 1].key)
            return i + 1;
    }
    return 0;
}

} // namespace

QStringList SecretTreeNode::path() const
{
    QStringList path;
    for (const SecretTreeNode *node = this; node->parent; node = node->parent)
        path.prepend(node->member.key);
    return path;
}

void readTreeKeys(SecretTreeNode &root, const SecretDocument &document, const QList<StagedField> &fields)
{
    Nodes nodes;
    for (const StagedField &field : fields) {
        const SecretDocument::Member *present = field.isRemoved() ? nullptr : document.member(field.field.key);
        SecretDocument::Member member{field.field.key, field.field.isString, field.field.value, field.kind};
        auto child = childOf(root, present ? *present : member, field.field.sensitive);
        child->change = field.change;
        child->was = field.renamed ? field.opened : QString();
        if (field.change != Status::Added)
            child->openedPath = QStringList{field.opened};
        nodes.push_back(std::move(child));
    }
    adopt(root, std::move(nodes));
}

void readTreeChildren(SecretTreeNode &parent, const SecretDocument &document, const SecretDocument &opened)
{
    const Result<QList<SecretDocument::Member>> members =
        parent.isRemoved() ? opened.children(*parent.openedPath) : document.children(parent.path());
    Nodes nodes;
    for (const SecretDocument::Member &member : members ? *members : QList<SecretDocument::Member>())
        nodes.push_back(childOf(parent, member, parent.sensitive));
    const Result<QList<SecretDocument::Member>> before =
        parent.openedPath && !parent.isRemoved()
            ? opened.children(*parent.openedPath)
            : Result<QList<SecretDocument::Member>>(QList<SecretDocument::Member>());
    if (!parent.openedPath || parent.isRemoved() || !before) { // the mark of the one above says it all
        for (const auto &node : nodes)
            node->change = parent.isRemoved() ? parent.change : std::nullopt;
        adopt(parent, std::move(nodes));
        return;
    }
    QHash<QString, qsizetype> places;
    for (qsizetype i = 0; i < before->size(); ++i)
        places.insert(before->at(i).key, i);
    QSet<QString> kept;
    for (const auto &node : nodes) {
        const qsizetype place = places.value(node->member.key, -1);
        if (place < 0) {
            node->change = Status::Added;
            continue;
        }
        const SecretDocument::Member &was = before->at(place);
        node->openedPath = *parent.openedPath + QStringList{was.key};
        if (was.kind != node->member.kind || !(was.value == node->member.value))
            node->change = Status::Edited;
        kept.insert(was.key);
    }
    for (qsizetype i = 0; i < before->size(); ++i) {
        if (kept.contains(before->at(i).key))
            continue;
        auto gone = childOf(parent, before->at(i), parent.sensitive);
        gone->change = Status::Removed;
        gone->openedPath = *parent.openedPath + QStringList{before->at(i).key};
        nodes.insert(nodes.begin() + qsizetype(placeOf(i, *before, nodes)), std::move(gone));
    }
    adopt(parent, std::move(nodes));
}

} // namespace keyturn
