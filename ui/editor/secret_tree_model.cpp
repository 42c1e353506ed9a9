#include "ui/editor/secret_tree_model.h"

#include "core/desktop/concealment.h"
#include "ui/editor/secret_value_model.h"
#include "ui/text/wording.h"

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace keyturn {

struct SecretTreeModel::Node {
    SecretDocument::Member member;
    Node *parent = nullptr;
    int row = 0;
    bool sensitive = true;
    bool isRead = false;
    std::vector<std::unique_ptr<Node>> children;
};

SecretTreeModel::SecretTreeModel(QObject *parent) : QAbstractItemModel(parent), m_root(std::make_unique<Node>())
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(20s);
    connect(&m_timer, &QTimer::timeout, this, &SecretTreeModel::hide);
    connect(&Concealment::instance(), &Concealment::requested, this, &SecretTreeModel::hide);
}

SecretTreeModel::~SecretTreeModel() = default;

void SecretTreeModel::setDocument(const SecretDocument &document, const QSet<QString> &openKeys)
{
    beginResetModel();
    m_revealed = nullptr;
    m_timer.stop();
    m_document = document;
    m_openKeys = openKeys;
    m_root = std::make_unique<Node>();
    m_root->children = read(m_root.get());
    m_root->isRead = true;
    endResetModel();
}

void SecretTreeModel::setAges(const QHash<QString, Age> &ages)
{
    m_ages = ages;
    if (!m_root->children.empty())
        emit dataChanged(indexOf(m_root->children.front().get(), Column::Age),
                         indexOf(m_root->children.back().get(), Column::Age));
}

std::vector<std::unique_ptr<SecretTreeModel::Node>> SecretTreeModel::read(Node *parent) const
{
    std::vector<std::unique_ptr<Node>> nodes;
    const Result<QList<SecretDocument::Member>> members = m_document.children(pathOf(parent));
    if (!members)
        return nodes;
    for (const SecretDocument::Member &member : *members) {
        auto child = std::make_unique<Node>();
        child->member = member;
        child->parent = parent;
        child->row = int(nodes.size());
        child->sensitive = parent == m_root.get() ? !m_openKeys.contains(member.key) : parent->sensitive;
        nodes.push_back(std::move(child));
    }
    return nodes;
}

SecretTreeModel::Node *SecretTreeModel::node(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<Node *>(index.internalPointer()) : m_root.get();
}

QModelIndex SecretTreeModel::indexOf(const Node *node, Column column) const
{
    return !node || node == m_root.get() ? QModelIndex() : createIndex(node->row, int(column), node);
}

QStringList SecretTreeModel::pathOf(const Node *node) const
{
    QStringList path;
    for (; node != m_root.get(); node = node->parent)
        path.prepend(node->member.key);
    return path;
}

QStringList SecretTreeModel::path(const QModelIndex &index) const
{
    return pathOf(node(index));
}

QModelIndex SecretTreeModel::indexOf(const QStringList &path) const
{
    const Node *at = m_root.get();
    for (const QString &step : path) {
        const Node *next = nullptr;
        for (const auto &child : at->children) {
            if (child->member.key == step)
                next = child.get();
        }
        if (!next)
            return {};
        at = next;
    }
    return indexOf(at, Column::Value);
}

SecretDocument::Member SecretTreeModel::member(const QModelIndex &index) const
{
    return node(index)->member;
}

bool SecretTreeModel::isSensitive(const QModelIndex &index) const
{
    return node(index)->sensitive;
}

void SecretTreeModel::reveal(const QModelIndex &index)
{
    show(node(index), true);
}

void SecretTreeModel::hold(const QModelIndex &index)
{
    show(node(index), false);
}

void SecretTreeModel::hide()
{
    show(nullptr, false);
}

bool SecretTreeModel::isRevealed(const QModelIndex &index) const
{
    return index.isValid() && node(index) == m_revealed;
}

void SecretTreeModel::show(Node *wanted, bool timed)
{
    if (wanted == m_root.get() || (wanted && (!wanted->sensitive || wanted->member.hasChildren())))
        wanted = nullptr;
    m_timer.stop();
    if (wanted && timed)
        m_timer.start();
    Node *before = std::exchange(m_revealed, wanted);
    for (Node *changed : {before, wanted}) {
        if (const QModelIndex cell = indexOf(changed, Column::Value); cell.isValid() && before != wanted)
            emit dataChanged(cell, cell);
    }
}

QModelIndex SecretTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    const Node *above = node(parent);
    if (row < 0 || row >= int(above->children.size()) || column < 0 || column >= columnCount())
        return {};
    return createIndex(row, column, above->children[size_t(row)].get());
}

QModelIndex SecretTreeModel::parent(const QModelIndex &index) const
{
    return index.isValid() ? indexOf(node(index)->parent, Column::Key) : QModelIndex();
}

int SecretTreeModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : int(node(parent)->children.size());
}

int SecretTreeModel::columnCount(const QModelIndex &) const
{
    return int(Column::Age) + 1;
}

bool SecretTreeModel::hasChildren(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return !m_root->children.empty();
    return parent.column() == 0 && node(parent)->member.hasChildren();
}

bool SecretTreeModel::canFetchMore(const QModelIndex &parent) const
{
    return parent.isValid() && parent.column() == 0 && !node(parent)->isRead && hasChildren(parent);
}

void SecretTreeModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    Node *above = node(parent);
    above->isRead = true;
    auto children = read(above);
    if (children.empty())
        return;
    beginInsertRows(parent, 0, int(children.size()) - 1);
    above->children = std::move(children);
    endInsertRows();
}

QString SecretTreeModel::words(const Node &node) const
{
    if (node.member.kind == JsonKind::Object || node.member.kind == JsonKind::Array)
        return Wording::jsonKind(node.member.kind);
    return Wording::hidden(node.member.value.characters());
}

QVariant SecretTreeModel::ageData(const Node &node, int role) const
{
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    const bool nested = node.parent != m_root.get();
    const Age age = nested ? Age() : m_ages.value(node.member.key);
    switch (role) {
    case Qt::DisplayRole:
    case SecretValueModel::AgeTextRole:
        return age.text;
    case Qt::AccessibleTextRole:
        return age.spoken;
    case Qt::ToolTipRole:
        return nested ? tr("Age is tracked for top-level keys only") : age.tip;
    default:
        return {};
    }
}

QVariant SecretTreeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Node &at = *node(index);
    if (index.column() == int(Column::Age))
        return ageData(at, role);
    const bool container = at.member.kind == JsonKind::Object || at.member.kind == JsonKind::Array;
    const bool revealed = &at == m_revealed;
    const bool key = index.column() == int(Column::Key);
    using Model = SecretValueModel;
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        if (key)
            return at.parent->member.kind == JsonKind::Array && at.parent != m_root.get()
                       ? QVariant(tr("Item %1").arg(at.row + 1))
                       : QVariant(at.member.key);
        if (container || (at.sensitive && !(revealed && role == Qt::AccessibleTextRole)))
            return words(at);
        return at.member.value.reveal();
    case Qt::ToolTipRole:
        return key ? QVariant(pathOf(&at).join(u'.')) : QVariant();
    case Model::KeyNameRole:
        return at.member.key;
    case Model::RoleTextRole:
        return container || at.member.kind == JsonKind::String ? QString() : Wording::jsonKind(at.member.kind);
    case Model::MaskedRole:
        return at.sensitive && !container;
    case Model::LengthRole:
        return at.member.value.characters();
    case Model::PlainTextRole:
        return container ? QVariant(words(at)) : at.sensitive ? QVariant() : QVariant(at.member.value.reveal());
    case Model::RevealedRole:
        return revealed;
    case Model::RevealedTextRole:
        return revealed ? QVariant(at.member.value.reveal()) : QVariant();
    case Model::EditableRole:
        return m_editable && at.member.isReachable;
    default:
        return {};
    }
}

QVariant SecretTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == int(Column::Age) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    return section == int(Column::Key) ? tr("Key") : section == int(Column::Value) ? tr("Value") : tr("Age");
}

} // namespace keyturn

#include "moc_secret_tree_model.cpp"
