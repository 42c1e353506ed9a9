#pragma once
#include "core/entry/detail_changes.h"
#include "ui/text/status.h"

#include <QAbstractTableModel>

namespace keyturn {

//! The tags of a secret or parameter with what is staged on them; removed ones stay in their place. Edits are wishes
//! for whoever stages: the model shows what setTags() gives it.
class TagModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum class Column { Name, Value, State };
    enum Role { ChangeRole = Qt::UserRole + 1 }; //!< int of Status Edited, Added or Removed; invalid where untouched

    explicit TagModel(QObject *parent = nullptr) : QAbstractTableModel(parent) {}

    //! Those of \p owner in \p read, and as they would be saved.
    void setTags(const QString &owner, const DetailTexts &read, const DetailTexts &staged);
    void setEditable(bool editable) { m_editable = editable; }
    //! Tags as they would be saved.
    int count() const;
    //! Why there cannot be such a tag besides those there are, one sentence; empty if there can.
    QString refusal(const QString &name, const QString &value) const;
    void add(const QString &name, const QString &value);
    //! Removes a tag, or brings a removed one back.
    void toggle(int row);
    bool isRemoved(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

signals:
    void changesWanted(const keyturn::DetailChanges &changes, const QString &what);
    void warned(const QString &sentence);

private:
    QString spoken(const QModelIndex &index) const;
    struct Row {
        QString name;
        std::optional<QString> before;
        std::optional<QString> after;

        std::optional<Status> change() const;
        bool isReserved() const { return name.startsWith(QLatin1String("aws:"), Qt::CaseInsensitive); }
    };
    DetailKey keyOf(const QString &name) const { return {m_owner, DetailField::Tag, name}; }
    bool has(const QString &name) const;

    QString m_owner;
    QList<Row> m_rows;
    bool m_editable = false;
};

} // namespace keyturn
