#pragma once
#include "core/profile/profile.h"
#include "ui/search/entry_filter_proxy.h"

#include <QAbstractItemModel>
#include <memory>
#include <vector>

namespace keyturn {

//! A profile as the sidebar shows it.
struct SidebarProfile {
    QString name;
    ProfileKind kind = ProfileKind::SharedConfig;
    QStringList regions; //!< shown below it; the one that is open has a count
    bool active = false; //!< the entries belong to it
    QString remark;      //!< "sign in": in place of the count
};

//! Three sections: Overview (smart folders), Profiles with their regions, Names (the paths of the entries as a tree).
//! Counts are updated in place; nodes that stay keep their index, so expansion and selection survive.
class SidebarModel : public QAbstractItemModel {
    Q_OBJECT

public:
    enum class Kind { Section, Smart, Profile, Region, Path };
    enum Role {
        KindRole = Qt::UserRole + 1, //!< int of Kind
        IconRole,                    //!< QString
        CountRole,                   //!< qint64; negative: none shown
        AlertRole,                   //!< int of Status where the count is a badge, else invalid
        RemarkRole,                  //!< QString
        ScopeRole,                   //!< EntryScope
        ProfileRole,                 //!< QString, of profiles and regions
        RegionRole,                  //!< QString, of regions
        DepthRole,                   //!< int below the section
    };

    explicit SidebarModel(QObject *parent = nullptr);
    ~SidebarModel() override;

    void setEntries(const EntryListModel &entries);
    void setProfiles(const QList<SidebarProfile> &profiles);
    //! The first node that selects \p scope; invalid if there is none.
    QModelIndex indexOf(const EntryScope &scope) const;
    QModelIndex section(int number) const { return index(number, 0); }

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct Item {
        QString id; //!< unique among siblings
        Kind kind = Kind::Section;
        QString title;
        QString icon;
        qint64 count = -1;
        std::optional<Status> alert;
        QString remark;
        QString profile;
        EntryScope scope;

        friend bool operator==(const Item &, const Item &) = default;
    };
    struct Spec {
        Item item;
        std::vector<Spec> children;
    };
    struct Node;
    struct Paths;

    const Node *node(const QModelIndex &index) const;
    QModelIndex indexOf(const Node &node) const;
    void sync(Node &parent, std::vector<Spec> &&wanted);
    void syncSection(int number, std::vector<Spec> &&wanted);
    static std::unique_ptr<Node> build(Spec &&spec, Node *parent, int row);
    std::vector<Spec> smartFolders() const;
    std::vector<Spec> profileSpecs() const;
    static std::vector<Spec> pathSpecs(const Paths &paths, const QString &prefix);
    const Node *find(const Node &below, const EntryScope &scope) const;

    std::unique_ptr<Node> m_root;
    QHash<int, qint64> m_states; //!< Status -> entries
    QHash<QString, qint64> m_regions;
    qint64 m_total = 0;
    QList<SidebarProfile> m_profiles;
};

} // namespace keyturn
