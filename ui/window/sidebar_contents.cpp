#include "ui/window/sidebar_contents.h"

#include "ui/search/entry_list_model.h"
#include "ui/text/wording.h"

#include <map>

using namespace Qt::StringLiterals;

namespace keyturn {

//! Folders below one folder, by name.
struct SidebarContents::Paths {
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

std::vector<SidebarSpec> SidebarContents::setEntries(const EntryListModel &entries, bool areAll)
{
    m_areAll = areAll;
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
    return below(paths, {});
}

std::vector<SidebarSpec> SidebarContents::overview() const
{
    using Scope = EntryScope::Kind;
    const auto states = [this](std::initializer_list<Status> which) {
        qint64 sum = 0;
        for (const Status status : which)
            sum += m_states.value(int(status));
        return sum;
    };
    const auto folder = [this](Scope scope, const QString &title, const QString &icon, qint64 count,
                               std::optional<Status> alert) {
        SidebarSpec spec;
        spec.item.id = QString::number(int(scope));
        spec.item.kind = SidebarItem::Kind::Smart;
        spec.item.title = title;
        spec.item.icon = icon;
        spec.item.count = known(count);
        spec.item.alert = alert;
        spec.item.scope.kind = scope;
        return spec;
    };
    std::vector<SidebarSpec> specs;
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

std::vector<SidebarSpec> SidebarContents::profiles() const
{
    std::vector<SidebarSpec> specs;
    for (const SidebarProfile &profile : m_profiles) {
        SidebarSpec spec;
        spec.item.id = profile.name;
        spec.item.kind = SidebarItem::Kind::Profile;
        spec.item.title = profile.name;
        spec.item.icon = profile.kind == ProfileKind::Sandbox ? u"flag"_s
                         : profile.remark.isEmpty()           ? u"user-identity"_s
                                                              : u"object-locked"_s;
        spec.item.count = profile.active ? known(m_total) : -1;
        spec.item.remark = profile.remark;
        spec.item.profile = profile.name;
        for (const QString &region : profile.regions) {
            SidebarSpec below;
            below.item.id = region;
            below.item.kind = SidebarItem::Kind::Region;
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

std::vector<SidebarSpec> SidebarContents::below(const Paths &paths, const QString &prefix)
{
    std::vector<SidebarSpec> specs;
    specs.reserve(paths.folders.size());
    for (const auto &[name, folder] : paths.folders) {
        SidebarSpec spec;
        spec.item.id = name;
        spec.item.kind = SidebarItem::Kind::Path;
        spec.item.title = name;
        spec.item.icon = u"kt-folder"_s;
        spec.item.count = folder.count;
        spec.item.scope.kind = EntryScope::Kind::Path;
        spec.item.scope.path = prefix.isEmpty() ? name : u"%1/%2"_s.arg(prefix, name);
        spec.children = below(folder, spec.item.scope.path);
        specs.push_back(std::move(spec));
    }
    return specs;
}

} // namespace keyturn
