#include "ui/window/sidebar_model.h"
#include "ui/search/entry_list_model.h"
#include "ui/text/wording.h"

#include <QLocale>
#include <QSet>
#include <map>

namespace keyturn {
using namespace Qt::StringLiterals;

struct SidebarModel::Node {
    Item item;
    Node *parent = nullptr;
    int row = 0;
    std::vector<std::unique_ptr<Node>> children;
};

//! Folders below one folder, by name.
struct SidebarModel::Paths {
    struct Less {
        bool operator()(const QString &a, const QString &b) const
        {
            const int order = a.compare(b, Qt::CaseInsensitive);
            return order != 0 ? order < 0 : a < b;
        }
    };
    qint64 count = 0;
    std::map<QString, Paths, Less> folders;
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
    syncSection(0, smartFolders());
}

SidebarModel::~SidebarModel() = default;

std::vector<SidebarModel::Spec> SidebarModel::smartFolders() const
{
    using Scope = EntryScope::Kind;
    const auto states = [this](std::initializer_list<Status> which) {
        qint64 sum = 0;
        for (const Status status : which)
            sum += m_states.value(int(status));
        return sum;
    };
    const auto folder = [](Scope scope, const QString &title, const QString &icon, qint64 count,
                           std::optional<Status> alert) {
        Spec spec;
        spec.item.id = QString::number(int(scope));
        spec.item.kind = Kind::Smart;
        spec.item.title = title;
        spec.item.icon = icon;
        spec.item.count = count;
        spec.item.alert = alert;
        spec.item.scope.kind = scope;
        return spec;
    };
    std::vector<Spec> specs;
    specs.push_back(folder(Scope::All, tr("All"), u"view-list-details"_s, m_total, {}));
    specs.push_back(folder(Scope::Overdue, tr("Overdue"), u"kt-overdue"_s, states({Status::Overdue}), Status::Overdue));
    specs.push_back(folder(Scope::DueSoon,
                           defaultLeadDays == 1 ? tr("Due in %n day", nullptr, defaultLeadDays)
                                                : tr("Due in %n days", nullptr, defaultLeadDays),
                           u"clock"_s, states({Status::DueSoon, Status::Grace}), Status::DueSoon));
    specs.push_back(folder(Scope::Unfinished, tr("Unfinished"), u"kt-unfinished"_s, states({Status::Unfinished}),
                           Status::Unfinished));
    specs.push_back(folder(Scope::Stuck, tr("Rotation stuck"), u"process-stop"_s, states({Status::RotationStuck}),
                           Status::RotationStuck));
    specs.push_back(
        folder(Scope::Deleting, tr("Scheduled for deletion"), u"edit-delete"_s, states({Status::Deleting}), {}));
    return specs;
}

std::vector<SidebarModel::Spec> SidebarModel::profileSpecs() const
{
    std::vector<Spec> specs;
    for (const SidebarProfile &profile : m_profiles) {
        Spec spec;
        spec.item.id = profile.name;
        spec.item.kind = Kind::Profile;
        spec.item.title = profile.name;
        spec.item.icon = profile.kind == ProfileKind::Sandbox ? u"flag"_s
                         : profile.remark.isEmpty()           ? u"user-identity"_s
                                                              : u"object-locked"_s;
        spec.item.count = profile.active && m_total > 0 ? m_total : -1; // unknown is never 0
        spec.item.remark = profile.remark;
        spec.item.profile = profile.name;
        for (const QString &region : profile.regions) {
            Spec below;
            below.item.id = region;
            below.item.kind = Kind::Region;
            below.item.title = region;
            below.item.icon = u"globe"_s;
            below.item.count = profile.active && m_regions.contains(region) ? m_regions.value(region) : -1;
            below.item.profile = profile.name;
            below.item.scope.kind = EntryScope::Kind::Region;
            below.item.scope.region = region;
            spec.children.push_back(std::move(below));
        }
        specs.push_back(std::move(spec));
    }
    return specs;
}

std::vector<SidebarModel::Spec> SidebarModel::pathSpecs(const Paths &paths, const QString &prefix)
{
    std::vector<Spec> specs;
    specs.reserve(paths.folders.size());
    for (const auto &[name, below] : paths.folders) {
        Spec spec;
        spec.item.id = name;
        spec.item.kind = Kind::Path;
        spec.item.title = name;
        spec.item.icon = u"kt-folder"_s;
        spec.item.count = below.count;
        spec.item.scope.kind = EntryScope::Kind::Path;
        spec.item.scope.path = prefix.isEmpty() ? name : u"%1/%2"_s.arg(prefix, name);
        spec.children = pathSpecs(below, spec.item.scope.path);
        specs.push_back(std::move(spec));
    }
    return specs;
}

void SidebarModel::setEntries(const EntryListModel &entries)
{
    m_states.clear();
    m_regions.clear();
    m_total = entries.count();
    Paths paths;
    for (int i = 0; i < entries.count(); ++i) {
        const EntryListModel::Row row = entries.row(i);
        ++m_states[int(row.status.status)];
        ++m_regions[row.entry.id.region];
        const QString &name = row.entry.id.name;
        Paths *at = &paths;
        // A leading slash belongs to the first folder: "/my-erp".
        for (qsizetype from = 0, slash = name.indexOf(u'/', 1); slash > 0;
             from = slash + 1, slash = name.indexOf(u'/', from)) {
            at = &at->folders[name.mid(from, slash - from)];
            ++at->count;
        }
    }
    syncSection(0, smartFolders());
    syncSection(1, profileSpecs());
    syncSection(2, pathSpecs(paths, {}));
}

void SidebarModel::setProfiles(const QList<SidebarProfile> &profiles)
{
    m_profiles = profiles;
    syncSection(1, profileSpecs());
}

std::unique_ptr<SidebarModel::Node> SidebarModel::build(Spec &&spec, Node *parent, int row)
{
    auto node = std::make_unique<Node>();
    node->item = std::move(spec.item);
    node->parent = parent;
    node->row = row;
    node->children.reserve(spec.children.size());
    for (Spec &child : spec.children)
        node->children.push_back(build(std::move(child), node.get(), int(node->children.size())));
    return node;
}

void SidebarModel::syncSection(int number, std::vector<Spec> &&wanted)
{
    sync(*m_root->children[size_t(number)], std::move(wanted));
}

void SidebarModel::sync(Node &parent, std::vector<Spec> &&wanted)
{
    const QModelIndex parentIndex = indexOf(parent);
    auto renumber = [&parent](size_t from) {
        for (size_t i = from; i < parent.children.size(); ++i)
            parent.children[i]->row = int(i);
    };
    QSet<QString> stays;
    for (const Spec &spec : wanted)
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
    const Item &item = node.item;
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
