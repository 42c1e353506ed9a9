#pragma once
#include "ui/editor/secret_cells.h"
#include "ui/editor/value_rows.h"

#include <QAbstractTableModel>
#include <QTimer>
#include <optional>

namespace keyturn {

//! The keys and values of the opened entry together with the edits staged on it. Sensitive values are masked: neither
//! display, tooltip, accessible text nor drag data hold them; one row at a time gives its text through RevealedRole,
//! for 20 s or while it is held. Staging is somebody else's: the model shows it and hands out what was asked for.
class SecretValueModel : public QAbstractTableModel, public SecretCells {
    Q_OBJECT

public:
    enum class Column { Key, Value, Age };
    enum Role {
        KeyNameRole = Qt::UserRole + 1, //!< QString, the key as in the secret
        RoleTextRole,                   //!< QString: "Client secret", "Number", "was lwa-id"
        MaskedRole,                     //!< bool: sensitive
        LengthRole,                     //!< qsizetype, characters
        PlainTextRole,                  //!< QString, of values that are not sensitive only
        RevealedRole,                   //!< bool for a sensitive row that is revealed now
        RevealedTextRole,               //!< QString, invalid unless revealed; wipe it after painting
        ChangeRole,                     //!< int of Status: Edited, Added, Removed; invalid when untouched
        HintRole,                       //!< QString, empty when nothing is wrong
        HintFixRole,                    //!< QString: what the quick fix says
        AgeTextRole,                    //!< QString
        EditableRole,                   //!< bool
    };

    explicit SecretValueModel(QObject *parent = nullptr);

    //! Another entry resets; the same entry is compared row by row. Null: nothing is open.
    void setContent(const EntryContent *content, const QDateTime &now);
    const EntryContent *content() const { return m_content ? &*m_content : nullptr; }
    void setEdits(const QList<FieldEdit> &edits);
    void setNow(const QDateTime &now);
    //! Of an entry that is still being made: a value that is empty so far is no mistake.
    void setIsNew(bool isNew) { m_isNew = isNew; }
    //! Whether editing is offered at all (writing unlocked, entry not deleted).
    void setEditable(bool editable);

    //! Of the value as it would be saved; empty for a removed or unknown row.
    SecretString value(int row) const;
    QString key(int row) const;
    int rowOf(const QString &key) const;
    std::optional<ValueHint> hint(int row) const;
    //! All of the staged text, also of keys that are missing.
    const QList<LintFinding> &findings() const { return m_findings; }

    void reveal(int row) { setRevealed(row, true); }
    void reveal(const QModelIndex &index) override { setRevealed(index.row(), true); }
    void hold(const QModelIndex &index) override { setRevealed(index.row(), false); }
    void hide() override { setRevealed(-1, true); }
    bool isRevealed(const QModelIndex &index) const override { return index.isValid() && index.row() == m_revealed; }
    int revealedRow() const { return m_revealed; }
    //! The row as it is staged; valid until the next change.
    const StagedField *field(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    QStringList mimeTypes() const override;
    QMimeData *mimeData(const QModelIndexList &indexes) const override;
    bool dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                      const QModelIndex &parent) override;

signals:
    //! A row was dropped where it shall stand, counted without itself.
    void moveRequested(int row, int target);
    void revealedChanged(int row);

private:
    using Row = ValueRow;
    QString secondLine(const Row &row) const;
    QString words(const Row &row, bool spoken, bool revealed) const;
    QVariant cellText(const QModelIndex &index, const Row &row, bool spoken) const;
    void refresh();
    void show(QList<Row> rows);
    void setRevealed(int row, bool timed);

    std::optional<EntryContent> m_content;
    QList<FieldEdit> m_edits;
    QList<Row> m_rows;
    QList<LintFinding> m_findings;
    QDateTime m_now;
    QTimer m_timer;
    int m_revealed = -1;
    bool m_editable = false;
    bool m_movable = false;
    bool m_isNew = false;
};

} // namespace keyturn
