#pragma once
#include "core/save/three_way_merge.h"
#include "ui/review/sides_model.h"

namespace keyturn {

//! A three-way merge as a table: key, yours, theirs, result. What wants a choice comes first; keys that are the same on
//! both sides are folded into one row. Sensitive values as fingerprint and length, and as text only in a row that is
//! revealed, for whoever paints it.
class MergeModel : public SidesModel {
    Q_OBJECT

public:
    enum class Column { Key, Yours, Theirs, Result };
    enum MergeRole {
        ChangedRole = FirstOwnRole, //!< bool, Yours and Theirs: this side changed the key
        ConflictRole,               //!< bool: both changed it
        UndecidedRole,              //!< bool
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

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

signals:
    void decided();

protected:
    qsizetype shownRows() const override { return m_changed.size(); }
    qsizetype foldedRows() const override { return m_same.size(); }
    QString foldWords() const override;

private:
    const ThreeWayMerge::Key *keyAt(int row) const;
    QString words(const ThreeWayMerge::Key &key, const std::optional<ThreeWayMerge::Value> &value, bool revealed) const;
    QVariant sideOf(int row, const ThreeWayMerge::Key &key, const std::optional<ThreeWayMerge::Value> &value,
                    int role) const;
    static QString resultWords(const ThreeWayMerge::Key &key);

    ThreeWayMerge m_merge;
    QList<qsizetype> m_changed; // places in the merge's keys
    QList<qsizetype> m_same;
};

} // namespace keyturn
