#pragma once
#include "core/async/task.h"
#include "core/versions/version_history.h"

#include <tuple>

namespace keyturn {

class Connection;

//! One call that moves, puts up or takes off a label.
struct LabelCall {
    QString label;
    QString from; //!< version that carries it; empty: none does
    QString to;   //!< empty: it is taken off
    QString name; //!< of the parameter; empty for secrets

    friend bool operator==(const LabelCall &, const LabelCall &) = default;
};

enum class LabelFault {
    None,
    Empty,
    TooLong,    //!< more than 256 (secrets) or 100 (parameters) characters
    Characters, //!< parameters: letters, digits, ".", "-" and "_"
    Reserved,   //!< parameters: begins with a digit, "aws" or "ssm"; secrets: begins with "AWS" and is none of AWS's
    TooMany,    //!< more than 20 (secrets) or 10 (parameters) on one version
    Current,    //!< AWSCURRENT is always somewhere
};

//! Which labels should sit where, and the calls that get them there. Pure.
class LabelPlan {
public:
    LabelPlan(Store store, QList<VersionRow> rows);

    const QList<VersionRow> &rows() const { return m_rows; }
    //! As they would be after the calls.
    QStringList labels(qsizetype row) const;
    //! Puts the label onto a version, away from where it is. AWSCURRENT leaves AWSPREVIOUS behind, as AWS does it.
    LabelFault put(const QString &label, qsizetype row);
    LabelFault remove(const QString &label, qsizetype row);
    void reset();
    LabelFault fault(const QString &label) const;
    //! In the order they must run.
    QList<LabelCall> calls() const;

private:
    struct Place {
        QString name; // of the parameter
        QString label;
        friend bool operator<(const Place &a, const Place &b)
        {
            return std::tie(a.name, a.label) < std::tie(b.name, b.label);
        }
    };
    using Holders = QMap<Place, QString>; // -> version id
    static Holders holdersIn(const QList<VersionRow> &rows);
    qsizetype limit() const;

    Store m_store;
    QList<VersionRow> m_rows;
    Holders m_before;
    Holders m_after;
};

//! Makes the calls of a plan. Reads the labels first: one that is neither where it was nor where it should be is a
//! Conflict. After a lost answer it looks. An error says which labels were moved before it.
class LabelSurgery {
public:
    explicit LabelSurgery(Connection &connection) : m_connection(connection) {}
    Task<Result<>> run(Entry entry, QList<LabelCall> calls) const;

private:
    Task<Result<>> make(Entry entry, LabelCall call) const;
    Task<Result<>> send(Entry entry, LabelCall call) const;
    Task<Result<QString>> holder(Entry entry, LabelCall call) const;

    Connection &m_connection;
};

} // namespace keyturn
