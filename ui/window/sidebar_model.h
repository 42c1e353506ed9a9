#pragma once
#include "ui/window/sidebar_contents.h"

#include <QAbstractItemModel>
#include <memory>

namespace keyturn {

//! Three sections: Overview (smart folders), Profiles with their regions, Names (the paths of the entries as a tree).
//! Counts are updated in place; nodes that stay keep their index, so expansion and selection survive.
class SidebarModel : public QAbstractItemModel {
    Q_OBJECT

public:
    using Kind = SidebarItem::Kind;
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

    //! \p areAll: they are known to be all of them; else there may be more, and none counts as unknown.
    void setEntries(const EntryListModel &entries, bool areAll = true);
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
    struct Node;

    const Node *node(const QModelIndex &index) const;
    QModelIndex indexOf(const Node &node) const;
    void sync(Node &parent, std::vector<SidebarSpec> &&wanted);
    void syncSection(int number, std::vector<SidebarSpec> &&wanted);
    static std::unique_ptr<Node> build(SidebarSpec &&spec, Node *parent, int row);
    const Node *find(const Node &below, const EntryScope &scope) const;

    std::unique_ptr<Node> m_root;
    SidebarContents m_contents;
};

} // namespace keyturn
