#pragma once
#include "core/document/merge_preview.h"

#include <QAbstractTableModel>

namespace keyturn {

//! What pasted or imported keys would do, one row each, to be ticked. Sensitive values as their length, in every role.
class MergeLinesModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum class Column { Key, Change, Value };
    enum Role {
        ChangeRole = Qt::UserRole + 1, //!< int of MergeLine::Change
        LengthRole,                    //!< QString of a sensitive value: "65 characters, before 64"; else empty
    };

    //! \p keyMap tells which values may be seen.
    MergeLinesModel(QList<MergeLine> lines, KeyMap keyMap, QObject *parent = nullptr);

    //! Of the ticked rows.
    QList<FieldEdit> edits() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    QString words(const MergeLine &line) const;
    QString length(const MergeLine &line) const;

    QList<MergeLine> m_lines;
    QList<bool> m_ticked;
    KeyMap m_keyMap;
};

} // namespace keyturn
