#pragma once
#include "core/entry/detail_changes.h"
#include "core/entry/entry_content.h"
#include "ui/review/sides_model.h"
#include "ui/text/status.h"

namespace keyturn {

struct HalfSaved;

//! What a save would change in one entry, key by key: in AWS now, after saving. Sensitive values as fingerprint and
//! length, never as text. Unchanged keys are folded into one row that can be opened.
class DiffModel : public SidesModel {
    Q_OBJECT

public:
    enum class Column { Key, Before, After };
    enum DiffRole {
        ChangeRole = FirstOwnRole, //!< int of Status Edited, Added or Removed; invalid for unchanged rows
    };

    explicit DiffModel(QObject *parent = nullptr);

    //! Keys first, then \p details. Keys are not mentioned where none is edited. \p half: a save of them that stopped,
    //! after which AWS holds some of the new values; null: none.
    void setChanges(const EntryContent &content, const QList<FieldEdit> &edits, const DetailChanges &details = {},
                    const HalfSaved *half = nullptr);
    int changed() const { return m_changed; }
    int added() const { return m_added; }
    int removed() const { return m_removed; }
    //! Keys that will be gone, for the confirmation.
    QStringList removedKeys() const;

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

protected:
    qsizetype shownRows() const override { return m_rows.size(); }
    qsizetype foldedRows() const override { return m_unchanged.size(); }
    QString foldWords() const override;

private:
    struct Row {
        QString key;
        KeyRole role = KeyRole::Other;
        bool sensitive = true;
        std::optional<SecretString> before;
        std::optional<SecretString> after;
        std::optional<Status> change;
        QString about = {}; // second line of a detail
        bool isDetail = false;
        bool isBeforeKnown = true; //!< false: a save of it got no answer
    };
    void addDetails(const EntryContent &content, const DetailChanges &details);
    static void applyHalf(Row &row, const QString &key, const HalfSaved &half);
    void count(const Row &row);
    const Row *rowAt(int row) const;
    QString words(const Row &row, Column side, bool spoken) const;

    QString m_arn;
    QList<Row> m_rows;
    QList<Row> m_unchanged;
    int m_changed = 0;
    int m_added = 0;
    int m_removed = 0;
};

} // namespace keyturn
