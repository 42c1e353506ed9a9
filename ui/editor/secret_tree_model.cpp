#include "ui/editor/secret_tree_model.h"

#include "core/desktop/concealment.h"
#include "ui/editor/secret_tree_node.h"
#include "ui/editor/secret_value_model.h"
#include "ui/style/metrics.h"
#include "ui/text/wording.h"
#include "ui/widgets/header_words.h"

using namespace Qt::StringLiterals;

namespace keyturn {

SecretTreeModel::SecretTreeModel(QObject *parent) : QAbstractItemModel(parent), m_root(std::make_unique<Node>())
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(std::chrono::seconds(metrics::revealSeconds));
    connect(&m_timer, &QTimer::timeout, this, &SecretTreeModel::hide);
    connect(&Concealment::instance(), &Concealment::requested, this, &SecretTreeModel::hide);
}

SecretTreeModel::~SecretTreeModel() = default;

void SecretTreeModel::setFields(const SecretDocument &document, const SecretDocument &opened,
                                const QList<StagedField> &fields)
{
    beginResetModel();
    m_revealed = nullptr;
    m_timer.stop();
    m_document = document;
    m_opened = opened;
    m_root = std::make_unique<Node>();
    readTreeKeys(*m_root, document, document.isRaw() ? QList<StagedField>() : fields);
    endResetModel();
}

void SecretTreeModel::setAges(const QHash<QString, ValueAge> &ages)
{
    m_ages = ages;
    if (!m_root->children.empty())
        emit dataChanged(indexOf(m_root->children.front().get(), Column::Age),
                         indexOf(m_root->children.back().get(), Column::Age));
}

SecretTreeModel::Node *SecretTreeModel::node(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<Node *>(index.internalPointer()) : m_root.get();
}

QModelIndex SecretTreeModel::indexOf(const Node *node, Column column) const
{
    return !node || node == m_root.get() ? QModelIndex() : createIndex(node->row, int(column), node);
}

QStringList SecretTreeModel::path(const QModelIndex &index) const
{
    return node(index)->path();
}

QModelIndex SecretTreeModel::indexOf(const QStringList &path) const
{
    const Node *at = m_root.get();
    for (const QString &step : path) {
        const Node *next = nullptr;
        for (const auto &child : at->children) {
            if (child->member.key == step && !child->isRemoved())
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

bool SecretTreeModel::isStaged(const QModelIndex &index) const
{
    return index.isValid() && !node(index)->isRemoved();
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
    if (wanted == m_root.get() || (wanted && (!wanted->sensitive || wanted->isRemoved() || wanted->isContainer())))
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
    const Node &at = *node(parent);
    if (parent.column() != 0 || !at.isContainer())
        return false;
    if (at.member.hasChildren() || !at.openedPath || at.isRemoved())
        return at.member.hasChildren();
    const Result<SecretDocument::Member> was = m_opened.value(*at.openedPath); // all that was in it may be removed
    return was && was->hasChildren();
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
    Node fresh; // read aside: a view must not see rows before it was told of them
    fresh.member = above->member;
    fresh.parent = above->parent;
    fresh.sensitive = above->sensitive;
    fresh.change = above->change;
    fresh.openedPath = above->openedPath;
    readTreeChildren(fresh, m_document, m_opened);
    above->isRead = true;
    if (fresh.children.empty())
        return;
    beginInsertRows(parent, 0, int(fresh.children.size()) - 1);
    above->children = std::move(fresh.children);
    for (const auto &child : above->children)
        child->parent = above;
    endInsertRows();
}

QString SecretTreeModel::words(const Node &node) const
{
    if (node.isRemoved())
        return StatusText::chip({Status::Removed, 0});
    return node.isContainer() ? Wording::jsonKind(node.member.kind) : Wording::hidden(node.member.value.characters());
}

QString SecretTreeModel::keyWords(const Node &node) const
{
    return node.parent->member.kind == JsonKind::Array && node.parent != m_root.get() ? tr("Item %1").arg(node.row + 1)
                                                                                      : node.member.key;
}

QString SecretTreeModel::secondLine(const Node &node) const
{
    if (!node.was.isEmpty())
        return tr("was %1").arg(node.was);
    return node.isContainer() || node.member.kind == JsonKind::String ? QString() : Wording::jsonKind(node.member.kind);
}

QVariant SecretTreeModel::ageData(const Node &node, int role) const
{
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    const bool nested = node.parent != m_root.get();
    const ValueAge age = nested ? ValueAge() : m_ages.value(node.member.key);
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
    const bool plain = !at.sensitive && !at.isContainer() && !at.isRemoved();
    const bool revealed = &at == m_revealed;
    const bool key = index.column() == int(Column::Key);
    using Model = SecretValueModel;
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        if (key)
            return keyWords(at);
        if (plain || (revealed && role == Qt::AccessibleTextRole))
            return at.member.value.isEmpty() ? Wording::emptyValue() : at.member.value.reveal();
        return words(at);
    case Qt::ToolTipRole:
        return key ? QVariant(at.path().join(u'.')) : QVariant();
    case Model::KeyNameRole:
        return at.member.key;
    case Model::RoleTextRole:
        return secondLine(at);
    case Model::MaskedRole:
        return at.sensitive && !at.isContainer();
    case Model::LengthRole:
        return at.member.value.characters();
    case Model::PlainTextRole:
        return at.isContainer() ? QVariant(words(at)) : plain ? QVariant(at.member.value.reveal()) : QVariant();
    case Model::RevealedRole:
        return revealed;
    case Model::RevealedTextRole:
        return revealed ? QVariant(at.member.value.reveal()) : QVariant();
    case Model::ChangeRole:
        return at.change ? QVariant(int(*at.change)) : QVariant();
    case Model::EditableRole:
        return m_editable && at.member.isReachable;
    default:
        return {};
    }
}

QVariant SecretTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return headerWords({tr("Key"), tr("Value"), tr("Age")}, section, orientation, role, int(Column::Age));
}

} // namespace keyturn

#include "moc_secret_tree_model.cpp"
