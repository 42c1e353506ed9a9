#pragma once
#include "core/base/secret_string.h"

#include <QAbstractTableModel>
#include <optional>

namespace keyturn {

//! Keys with a value on each of several sides: what differs first, the rest folded into one row that can be opened.
//! Sensitive values as fingerprint and length, and as text only in the one row that is revealed, for whoever paints it.
class SidesModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Role {
        FoldRole = Qt::UserRole + 1, //!< bool: the row that stands for the folded ones
        ExpandedRole,                //!< bool, of that row
        KeyNameRole,                 //!< QString
        RoleTextRole,                //!< QString: "Client secret"
        PresentRole,                 //!< bool, of a side: there is a value
        MaskedRole,                  //!< bool
        SensitiveRole,               //!< bool, of a side: masked unless revealed
        FingerprintRole,             //!< QString, sensitive values of 16 characters and more
        LengthRole,                  //!< qsizetype, characters
        PlainTextRole,               //!< QString, of values that are not masked now
        FirstOwnRole,                //!< of the models derived from this
    };

    explicit SidesModel(QObject *parent = nullptr);

    //! At most one row; -1 conceals it.
    void reveal(int row);
    int revealed() const { return m_revealed; }
    void setExpanded(bool expanded);
    bool isExpanded() const { return m_expanded; }

    int rowCount(const QModelIndex &parent = {}) const override;

protected:
    virtual qsizetype shownRows() const = 0;
    virtual qsizetype foldedRows() const = 0;
    virtual QString foldWords() const = 0;
    bool isFold(int row) const { return foldedRows() > 0 && row == shownRows(); }
    //! Place among the folded rows.
    qsizetype foldedAt(int row) const { return row - shownRows() - 1; }
    //! Every cell of the row says what it stands for.
    QVariant foldData(int role) const;
    //! \p arn salts the fingerprint; empty: none.
    QVariant sideData(int row, const std::optional<SecretString> &value, bool sensitive, const QString &arn,
                      int role) const;
    //! "hidden, 65 characters, fingerprint 3f2a90b1".
    static QString hiddenWords(const SecretString &value, const QString &arn);
    void forgetRevealed() { m_revealed = -1; }

private:
    bool m_expanded = false;
    int m_revealed = -1;
};

} // namespace keyturn
