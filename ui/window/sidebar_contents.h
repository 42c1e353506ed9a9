#pragma once
#include "core/profile/profile.h"
#include "ui/search/entry_filter_proxy.h"

#include <QCoreApplication>
#include <vector>

namespace keyturn {

//! One row of the sidebar.
struct SidebarItem {
    enum class Kind { Section, Smart, Profile, Region, Path };

    QString id; //!< unique among siblings
    Kind kind = Kind::Section;
    QString title;
    QString icon;
    qint64 count = -1; //!< negative: none shown
    std::optional<Status> alert = {};
    QString remark = {};
    QString profile = {};
    EntryScope scope = {};

    friend bool operator==(const SidebarItem &, const SidebarItem &) = default;
};

//! A row with those below it.
struct SidebarSpec {
    SidebarItem item;
    std::vector<SidebarSpec> children = {};
};

//! A profile as the sidebar shows it.
struct SidebarProfile {
    QString name;
    ProfileKind kind = ProfileKind::SharedConfig;
    QStringList regions; //!< shown below it; the one that is open has a count
    bool active = false; //!< the entries belong to it
    QString remark;      //!< "sign in": in place of the count
};

//! Which rows the sidebar has, with their counts.
class SidebarContents {
    Q_DECLARE_TR_FUNCTIONS(SidebarContents)

public:
    //! Counts them, and returns the paths in their names as a tree.
    std::vector<SidebarSpec> setEntries(const EntryListModel &entries, bool areAll);
    void setProfiles(const QList<SidebarProfile> &profiles) { m_profiles = profiles; }

    std::vector<SidebarSpec> overview() const; //!< the smart folders
    std::vector<SidebarSpec> profiles() const;

private:
    struct Paths;
    qint64 known(qint64 count) const { return count > 0 || m_areAll ? count : -1; } // unknown is never 0
    static std::vector<SidebarSpec> below(const Paths &paths, const QString &prefix);

    QHash<int, qint64> m_states; // Status -> entries
    QHash<QString, qint64> m_regions;
    qint64 m_total = 0;
    bool m_areAll = false;
    QList<SidebarProfile> m_profiles;
};

} // namespace keyturn
