#pragma once
#include "core/entry/entry_content.h"
#include "core/versions/key_age.h"

#include <optional>

namespace keyturn {

//! One version in the history of an entry. Metadata only, no value.
struct VersionRow {
    QString id;          //!< VersionId, or the parameter's version number
    QString name;        //!< of the parameter; empty for secrets
    QStringList labels;  //!< staging labels
    QDateTime createdAt; //!< UTC
    QString by;          //!< who wrote it, where AWS says (parameters)

    //! A secret's version without a label: AWS may forget it.
    bool isDeprecated() const { return name.isEmpty() && labels.isEmpty(); }
    //! Announced or filled by a rotation that has not ended.
    bool isPending() const
    {
        return labels.contains(QLatin1String("AWSPENDING")) && !labels.contains(QLatin1String("AWSCURRENT"));
    }
};

//! How one key differs between two versions.
struct KeyChange {
    enum class Kind { Changed, Added, Removed };
    Kind kind = Kind::Changed;
    QString key;
};
//! In the order of \p after, then what is gone. Values are compared byte by byte, layout is not.
QList<KeyChange> keyChanges(const EntryContent &before, const EntryContent &after);

//! The versions of one entry, newest first, and what is known of their values so far. What a version "holds" is, for
//! parameters that belong together, the state of all of them at the moment it was written. Pure; values are masked by
//! whoever shows them.
class VersionHistory {
public:
    VersionHistory() = default;
    VersionHistory(Entry entry, QList<VersionRow> rows);
    //! Of parameters: all values at once.
    VersionHistory(Entry entry, QList<VersionRow> rows, const QList<SecretString> &values);

    const Entry &entry() const { return m_entry; }
    const QList<VersionRow> &rows() const { return m_rows; }
    qsizetype size() const { return m_rows.size(); }
    //! AWSCURRENT; of parameters the newest. -1 if there is none.
    qsizetype currentRow() const;
    qsizetype rowOf(const QString &id, const QString &name = {}) const;
    //! The version before; -1 if none was kept. What a rotation has begun and not ended was never anybody's value.
    qsizetype rowBefore(qsizetype row) const;

    //! Takes over what \p older knows of the same versions: a version never changes.
    void adopt(const VersionHistory &older);
    //! The version that was opened was read already.
    void adopt(const EntryContent &opened);
    void setContent(qsizetype row, const SecretValue &value);
    void setError(qsizetype row, const Error &error);
    //! Null: not read, or not readable.
    const EntryContent *content(qsizetype row) const;
    const Error *error(qsizetype row) const;
    bool isRead(qsizetype row) const { return m_states.at(row).content || m_states.at(row).error; }

    //! Against the version before; empty list: written again with the same values. None: one of the two is not known,
    //! or there is no version before.
    std::optional<QList<KeyChange>> changes(qsizetype row) const;
    bool changesKey(qsizetype row, const QString &key) const;

    //! Since when each key of the current version has held its value, as far as values were read without a gap.
    QHash<QString, KeyAge> ages() const { return ages(currentRow()); }
    //! Of the version at \p row, when it is or was current.
    QHash<QString, KeyAge> ages(qsizetype row) const;

private:
    struct State {
        std::optional<EntryContent> content;
        std::optional<Error> error;
    };
    //! Another version of the same secret or parameter came before it and was kept.
    bool hasOlder(qsizetype row) const;
    QHash<QString, KeyAge> parameterAges(qsizetype from) const;

    Entry m_entry;
    QList<VersionRow> m_rows;
    QList<State> m_states;
};

} // namespace keyturn
