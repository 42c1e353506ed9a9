#pragma once
#include "core/save/three_way_merge.h"

#include <QAbstractTableModel>

namespace keyturn {

//! A three-way merge as a table: key, yours, theirs, result. What wants a choice comes first; keys that are the same on
//! both sides are folded into one row. Sensitive values as fingerprint and length, and as text only in a row that is
//! revealed, for whoever paints it.
class MergeModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum class Column { Key, Yours, Theirs, Result };
    enum Role {
        FoldRole = Qt::UserRole + 1, //!< bool: the row that stands for the keys nobody changed
        ExpandedRole,                //!< bool, of that row
        KeyNameRole,                 //!< QString
        RoleTextRole,                //!< QString: "Client secret"
        ChangedRole,                 //!< bool, Yours and Theirs: this side changed the key
        PresentRole,                 //!< bool, Yours and Theirs: the key is there
        MaskedRole,                  //!< bool
        SensitiveRole,               //!< bool, Yours and Theirs: masked unless revealed
        FingerprintRole,             //!< QString, masked values of 16 characters and more
        LengthRole,                  //!< qsizetype
        PlainTextRole,               //!< QString, of values that are not masked now
        ConflictRole,                //!< bool: both changed it
        UndecidedRole,               //!< bool
    };

    explicit MergeModel(ThreeWayMerge merge, QObject *parent = nullptr);

    const ThreeWayMerge &merge() const { return m_merge; }
    int undecided() const { return m_merge.undecided(); }
    //! Keys that changed on one side only, or in the same way on both.
    int merged() const;
    //! The row of a conflict: whose value it takes; empty takes the choice back.
    void choose(int row, std::optional<ThreeWayMerge::Side> side);
    //! The row of a conflict: it takes \p value, which is neither's.
    void write(int row, const SecretString &value);
    //! The value of the result; empty while it is not there.
    SecretString result(int row) const;
    bool isSensitive(int row) const;
    void setExpanded(bool expanded);
    bool isExpanded() const { return m_expanded; }
    //! At most one row; -1 conceals it.
    void reveal(int row);
    int revealed() const { return m_revealed; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

signals:
    void decided();

private:
    bool isFold(int row) const { return !m_same.isEmpty() && row == m_changed.size(); }
    const ThreeWayMerge::Key *keyAt(int row) const;
    QVariant sideData(int row, const ThreeWayMerge::Key &key, const std::optional<ThreeWayMerge::Value> &value,
                      int role) const;
    QString words(const ThreeWayMerge::Key &key, const std::optional<ThreeWayMerge::Value> &value, bool revealed) const;
    static QString resultWords(const ThreeWayMerge::Key &key);

    ThreeWayMerge m_merge;
    QList<qsizetype> m_changed; // places in the merge's keys
    QList<qsizetype> m_same;
    bool m_expanded = false;
    int m_revealed = -1;
};

} // namespace keyturn
