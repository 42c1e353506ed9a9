#pragma once
#include "core/versions/version_history.h"

#include "ui/text/status.h"

#include <QAbstractTableModel>
#include <QTimer>

namespace keyturn {

//! Two versions, or two entries, key by key, or line by line as text. Sensitive values are dots, length and
//! fingerprint; display and tooltip never hold one. One row at a time gives its texts, to assistive programs too, for
//! 20 s or while it is held.
class VersionDiffModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum class Column { Key, A, B, Change };
    enum class Mode { Changed, All, Raw };
    enum Role {
        ChangeRole = Qt::UserRole + 1, //!< int of Status Edited, Added or Removed; invalid for equal values
        KeyNameRole,                   //!< QString
        RoleTextRole,                  //!< QString: "Client secret"
        PresentRole,                   //!< bool, A and B: there is a value on this side
        MaskedRole,                    //!< bool: sensitive
        FingerprintRole,               //!< QString
        LengthRole,                    //!< qsizetype
        PlainTextRole,                 //!< QString, of values that are not sensitive; raw: the line, masked
        RevealedTextRole,              //!< QString, invalid unless this row is revealed; wipe it after painting
        RawRole,                       //!< bool: a line of text
    };

    explicit VersionDiffModel(QObject *parent = nullptr);

    //! Null: nothing to show on that side. Keys are matched by name; with \p byRole also keys of other names that play
    //! the same role ("lwa-client-secret" and ".../clientsecret").
    void setSides(const EntryContent *a, const EntryContent *b, bool byRole = false);
    void setTitles(const QString &a, const QString &b);
    void setMode(Mode mode);
    Mode mode() const { return m_mode; }
    //! Keys of either side.
    int keys() const { return int(m_pairs.size()); }
    int changed() const;

    QString key(int row) const;
    void reveal(int row);
    void hold(int row);
    void hide() { reveal(-1); }
    int revealedRow() const { return m_revealed; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Pair {
        std::optional<EntryField> a;
        std::optional<EntryField> b;
        std::optional<Status> change() const;
        bool sensitive() const { return (a && a->sensitive) || (b && b->sensitive); }
        const EntryField &any() const { return b ? *b : *a; }
    };
    void rebuild();
    void setRevealed(int row, bool timed);
    QString name(const Pair &pair) const;
    QString words(const Pair &pair, const std::optional<EntryField> &field) const;
    QString rawLine(const Pair &pair, const std::optional<EntryField> &field, bool revealed) const;
    QVariant sideData(const Pair &pair, const std::optional<EntryField> &field, int role, bool revealed) const;

    QString m_arn; // keys the fingerprints of both sides, so that equal values look equal
    bool m_isSecret = true;
    bool m_entries = false; // two entries, not two versions of one
    QString m_titles[2];
    QList<Pair> m_pairs;
    QList<int> m_shown;
    Mode m_mode = Mode::Changed;
    int m_revealed = -1;
    QTimer m_timer;
};

} // namespace keyturn
