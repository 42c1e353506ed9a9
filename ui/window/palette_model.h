#pragma once
#include "core/entry/entry.h"

#include <QAbstractListModel>
#include <QPoint>

namespace keyturn {

//! A command as the palette shows it.
struct PaletteCommand {
    QString id; //!< object name of its action
    QString text;
    QString shortcut; //!< as the desktop spells it
    QString obstacle; //!< why it cannot run now; empty if it can
    QVariant icon;    //!< whatever the view paints; handed through
    bool isEnabled = true;
};

//! What the command palette offers for a typed text: commands, then entries, under headings. Commands that cannot run
//! stay listed with their reason. A leading ">" asks for commands only, a leading "/" for names only.
class PaletteModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        HintRole = Qt::UserRole + 1, //!< second text: the reason, or where the entry is
        EndRole,                     //!< right-aligned: shortcut or region
        HeadingRole,                 //!< bool
        MatchesRole,                 //!< QList<QPoint>: start and length of what matched
        IconRole,                    //!< name of an icon; of commands Qt::DecorationRole has the icon itself
    };
    static constexpr int maximumEntries = 50;

    using QAbstractListModel::QAbstractListModel;

    void setSources(const QList<PaletteCommand> &commands, const QList<Entry> &entries);
    void setText(const QString &text);
    //! nullptr where an entry or a heading stands.
    const PaletteCommand *command(const QModelIndex &index) const;
    const Entry *entry(const QModelIndex &index) const;
    //! Remembers what ran, for the section "Recent"; ten of them, for this run of the program only.
    void remember(const QModelIndex &index);
    //! The row that Enter should mean: of those that can run, the one that fits the text best; -1 if none.
    int best() const;
    //! First row that can be chosen after \p row (or before, \p step -1); -1 if none.
    int selectable(int row, int step) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct Row {
        QString heading;
        qsizetype command = -1;
        qsizetype entry = -1;
        QList<QPoint> matches;
        int rank = 0;
    };
    //! Where each word of the text stands in \p candidate; empty optional if one does not.
    std::optional<QList<QPoint>> match(const QString &candidate) const;
    //! How well \p candidate fits, best first: the same, begins so, its last part is the same, begins so, holds it.
    int rankOf(const QString &candidate) const;
    QList<Row> matchingEntries() const;

    QList<PaletteCommand> m_commands;
    QList<Entry> m_entries;
    QString m_text; // without the leading sign
    QStringList m_words;
    QList<Row> m_rows;
    QStringList m_recent; // ids of commands, names of entries
};

} // namespace keyturn
