#include "ui/window/sidebar_model.h"

#include <QLocale>
#include <QSet>

namespace keyturn {
using namespace Qt::StringLiterals;

struct SidebarModel::Node {
    SidebarItem item;
    Node *parent = nullptr;
    int row = 0;
    std::vector<std::unique_ptr<Node>> children;
};

SidebarModel::SidebarModel(QObject *parent) : QAbstractItemModel(parent), m_root(std::make_unique<Node>())
{
    const std::pair<QString, QString> sections[] = {
        {tr("Overview"), u"view-list-details"_s}, {tr("Profiles"), u"user-identity"_s}, {tr("Names"), u"kt-folder"_s}};
    for (const auto &[title, icon] : sections) {
        auto node = std::make_unique<Node>();
        node->item.id = node->item.title = title;
        node->item.icon = icon;
        node->parent = m_root.get();
        node->row = int(m_root->children.size());
        m_root->children.push_back(std::move(node));
    }
    syncSection(0, m_contents.overview());
}

SidebarModel::~SidebarModel() = default;

void SidebarModel::setEntries(const EntryListModel &entries, bool areAll)
{
    std::vector<SidebarSpec> names = m_contents.setEntries(entries, areAll);
    syncSection(0, m_contents.overview());
    syncSection(1, m_contents.profiles());
    syncSection(2, std::move(names));
}

void SidebarModel::setProfiles(const QList<SidebarProfile> &profiles)
{
    m_contents.setProfiles(profiles);
    syncSection(1, m_contents.profiles());
}

std::unique_ptr<SidebarModel::Node> SidebarModel::build(SidebarSpec &&spec, Node *parent, int row)
{
    auto node = std::make_unique<Node>();
    node->item = std::move(spec.item);
    node->parent = parent;
    node->row = row;
    node->children.reserve(spec.children.size());
    for (SidebarSpec &child : spec.children)
        node->children.push_back(build(std::move(child), node.get(), int(node->children.size())));
    return node;
}

void SidebarModel::syncSection(int number, std::vector<SidebarSpec> &&wanted)
{
    sync(*m_root->children[size_t(number)], std::move(wanted));
}

void SidebarModel::sync(Node &parent, std::vector<SidebarSpec> &&wanted)
{
    const QModelIndex parentIndex = indexOf(parent);
    auto renumber = [&parent](size_t from) {
        for (size_t i = from; i < parent.children.size(); ++i)
            parent.children[i]->row = int(i);
    };
    QSet<QString> stays;
    for (const SidebarSpec &spec : wanted)
        stays.insert(spec.item.id);
    for (size_t i = parent.children.size(); i > 0; --i) {
        if (stays.contains(parent.children[i - 1]->item.id))
            continue;
        beginRemoveRows(parentIndex, int(i) - 1, int(i) - 1);
        parent.children.erase(parent.children.begin() + std::ptrdiff_t(i) - 1);
        renumber(i - 1);
        endRemoveRows();
    }
    QSet<QString> known;
    for (const auto &child : parent.children)
        known.insert(child->item.id);
    for (size_t i = 0; i < wanted.size();) {
        if (!known.contains(wanted[i].item.id)) {
            size_t end = i;
            std::vector<std::unique_ptr<Node>> fresh;
            for (; end < wanted.size() && !known.contains(wanted[end].item.id); ++end)
                fresh.push_back(build(std::move(wanted[end]), &parent, int(end)));
            beginInsertRows(parentIndex, int(i), int(end) - 1);
            parent.children.insert(parent.children.begin() + std::ptrdiff_t(i), std::make_move_iterator(fresh.begin()),
                                   std::make_move_iterator(fresh.end()));
            renumber(end);
            endInsertRows();
            i = end;
            continue;
        }
        if (parent.children[i]->item.id != wanted[i].item.id) {
            // Only profiles can change places; a rare event, so the ones in between come anew.
            beginRemoveRows(parentIndex, int(i), int(i));
            known.remove(parent.children[i]->item.id);
            parent.children.erase(parent.children.begin() + std::ptrdiff_t(i));
            renumber(i);
            endRemoveRows();
            continue;
        }
        Node &child = *parent.children[i];
        if (!(child.item == wanted[i].item)) {
            child.item = wanted[i].item;
            const QModelIndex changed = indexOf(child);
            emit dataChanged(changed, changed);
        }
        sync(child, std::move(wanted[i].children));
        ++i;
    }
}

const SidebarModel::Node *SidebarModel::node(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<const Node *>(index.constInternalPointer()) : m_root.get();
}

QModelIndex SidebarModel::indexOf(const Node &node) const
{
    return node.parent == nullptr ? QModelIndex() : createIndex(node.row, 0, &node);
}

const SidebarModel::Node *SidebarModel::find(const Node &below, const EntryScope &scope) const
{
    for (const auto &child : below.children) {
        if (child->item.kind != Kind::Section && child->item.kind != Kind::Profile && child->item.scope == scope)
            return child.get();
        if (const Node *found = find(*child, scope))
            return found;
    }
    return nullptr;
}

QModelIndex SidebarModel::indexOf(const EntryScope &scope) const
{
    const Node *found = find(*m_root, scope);
    return found != nullptr ? indexOf(*found) : QModelIndex();
}

QModelIndex SidebarModel::index(int row, int column, const QModelIndex &parent) const
{
    const Node *above = node(parent);
    if (column != 0 || row < 0 || row >= int(above->children.size()) || parent.column() > 0)
        return {};
    return createIndex(row, column, above->children[size_t(row)].get());
}

QModelIndex SidebarModel::parent(const QModelIndex &child) const
{
    return child.isValid() ? indexOf(*node(child)->parent) : QModelIndex();
}

int SidebarModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : int(node(parent)->children.size());
}

int SidebarModel::columnCount(const QModelIndex &) const
{
    return 1;
}

Qt::ItemFlags SidebarModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    return node(index)->item.kind == Kind::Section ? Qt::ItemIsEnabled : Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

QVariant SidebarModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Node &node = *this->node(index);
    const SidebarItem &item = node.item;
    switch (role) {
    case Qt::DisplayRole:
        return item.title;
    case Qt::AccessibleTextRole:
        if (!item.remark.isEmpty())
            return u"%1, %2"_s.arg(item.title, item.remark);
        return item.count < 0 ? item.title : u"%1, %2"_s.arg(item.title, QLocale().toString(item.count));
    case Qt::ToolTipRole:
        return item.kind == Kind::Path      ? item.scope.path
               : item.kind == Kind::Section ? QVariant()
                                            : QVariant(item.title);
    case KindRole:
        return int(item.kind);
    case IconRole:
        return item.icon;
    case CountRole:
        return item.count;
    case AlertRole:
        return item.alert && item.count > 0 ? QVariant(int(*item.alert)) : QVariant();
    case RemarkRole:
        return item.remark;
    case ScopeRole:
        return QVariant::fromValue(item.scope);
    case ProfileRole:
        return item.profile;
    case RegionRole:
        return item.scope.region;
    case DepthRole: {
        int depth = -1;
        for (const Node *above = node.parent; above->parent != nullptr; above = above->parent)
            ++depth;
        return depth;
    }
    default:
        return {};
    }
}

} // namespace keyturn

#include "moc_sidebar_model.cpp"
