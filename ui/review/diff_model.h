#pragma once
#include "core/entry/detail_changes.h"
#include "core/entry/entry_content.h"
#include "ui/text/status.h"

#include <QAbstractTableModel>
#include <optional>

namespace keyturn {

//! What a save would change in one entry, key by key: in AWS now, after saving. Sensitive values as fingerprint and
//! length, never as text. Unchanged keys are folded into one row that can be opened.
class DiffModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum class Column { Key, Before, After };
    enum Role {
        ChangeRole = Qt::UserRole + 1, //!< int of Status Edited, Added or Removed; invalid for unchanged rows
        FoldRole,                      //!< bool: the row that stands for the unchanged keys
        ExpandedRole,                  //!< bool, of that row
        KeyNameRole,                   //!< QString
        RoleTextRole,                  //!< QString: "Client secret"
        PresentRole,                   //!< bool, Before and After: there is a value on this side
        MaskedRole,                    //!< bool
        FingerprintRole,               //!< QString, sensitive values of 16 characters and more
        LengthRole,                    //!< qsizetype
        PlainTextRole,                 //!< QString, of values that are not masked now
        SensitiveRole,                 //!< bool: masked unless revealed
        LinesRole,                     //!< int: of the longer side; more than one for the texts of policies
    };

    explicit DiffModel(QObject *parent = nullptr);

    //! Keys first, then \p details. Keys are not mentioned where none is edited.
    void setChanges(const EntryContent &content, const QList<FieldEdit> &edits, const DetailChanges &details = {});
    //! At most one row; -1 conceals it.
    void reveal(int row);
    int revealed() const { return m_revealed; }
    void setExpanded(bool expanded);
    bool isExpanded() const { return m_expanded; }
    int changed() const { return m_changed; }
    int added() const { return m_added; }
    int removed() const { return m_removed; }
    //! Keys that will be gone, for the confirmation.
    QStringList removedKeys() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

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
    };
    void addDetails(const EntryContent &content, const DetailChanges &details);
    static int linesOf(const Row &row);
    bool isFold(int row) const { return !m_unchanged.isEmpty() && row == m_rows.size(); }
    const Row *rowAt(int row) const;
    QString words(const Row &row, const std::optional<SecretString> &value, bool revealed) const;

    QString m_arn;
    QList<Row> m_rows;
    QList<Row> m_unchanged;
    bool m_expanded = false;
    int m_revealed = -1;
    int m_changed = 0;
    int m_added = 0;
    int m_removed = 0;
};

} // namespace keyturn
