#pragma once
#include "core/secrets/entry_store.h"
#include "ui/models/status.h"
#include "ui/models/value_hint.h"

#include <QAbstractTableModel>
#include <QTimer>
#include <optional>

namespace keyturn {

//! The keys and values of the opened entry together with the edits staged on it. Sensitive values are masked: neither
//! display, tooltip, accessible text nor drag data hold them; one row at a time gives its text through RevealedRole,
//! for 20 s or while it is held. Staging is somebody else's: the model shows it and hands out what was asked for.
class SecretValueModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum class Column { Key, Value, Age };
    enum Role {
        KeyNameRole = Qt::UserRole + 1, //!< QString, the key as in the secret
        RoleTextRole,                   //!< QString: "Client secret"
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
    //! Whether editing is offered at all (writing unlocked, entry not deleted).
    void setEditable(bool editable);

    //! Of the value as it would be saved; empty for a removed or unknown row.
    SecretString value(int row) const;
    QString key(int row) const;
    int rowOf(const QString &key) const;
    std::optional<ValueHint> hint(int row) const;

    //! Shows one row for 20 s; -1 hides. Losing focus, locking and hiding the window must call hide() too.
    void reveal(int row);
    //! Shows one row until release.
    void hold(int row);
    void hide() { reveal(-1); }
    int revealedRow() const { return m_revealed; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

signals:
    void revealedChanged(int row);

private:
    struct Row {
        EntryField field;
        std::optional<FieldEdit> edit;
        std::optional<ValueHint> hint;

        const SecretString &shown() const;
        bool removed() const { return edit && edit->kind == FieldEdit::Kind::Remove; }
        bool same(const Row &other) const;
    };
    QString ageText(const Row &row) const;
    QString spokenAge(const EntryField &field) const;
    QString ageTip(const EntryField &field) const;
    QList<Row> rowsFor(const EntryContent &content, const QList<FieldEdit> &edits) const;
    void show(QList<Row> rows);
    void setRevealed(int row, bool timed);

    std::optional<EntryContent> m_content;
    QList<FieldEdit> m_edits;
    QList<Row> m_rows;
    QDateTime m_now;
    QTimer m_timer;
    int m_revealed = -1;
    bool m_editable = false;
};

} // namespace keyturn
