#pragma once
#include "core/stores/parameter_metadata.h"
#include "core/stores/secret_metadata.h"

#include <QDate>
#include <QList>
#include <QMap>

namespace keyturn {

//! Prices in US dollars, as they were in us-east-1; AWS changes them, and other regions have others.
struct CostRates {
    double secretMonth = 0.40;
    double calls10k = 0.05; //!< of either store; Parameter Store: advanced parameters only
    double customerKeyMonth = 1.00;
    double advancedParameterMonth = 0.05;

    //! When these were looked up.
    static QDate asOf() { return QDate(2025, 10, 1); }
    //! "secret", "calls", "key", "parameter"; false for another word or a negative price.
    bool set(const QString &word, double price);
};

struct CostLine {
    QString name;
    bool isSecret = true;
    double perMonth = 0;
    bool isReplica = false;      //!< counts as a secret of its own
    bool isDeleted = false;      //!< marked for deletion: free
    QDateTime lastAccessed = {}; //!< day, UTC; invalid: never, or not known (parameters)
    bool isUnused = false;       //!< a secret that is at least so old and was not read for so long
};

//! Secrets that could be one with several keys.
struct MergeCandidate {
    QString prefix; //!< what their names begin with
    QStringList names;
    double savedPerMonth = 0;
};

struct CostEstimate {
    QList<CostLine> lines; //!< dearest first, then by name
    QStringList customerKeys;
    double keysPerMonth = 0;
    double callsPerMonth = 0;
    QList<MergeCandidate> merges;

    double perMonth() const;
};

inline constexpr int daysUnused = 90;

//! From metadata alone. \p calls: how many a month are expected.
CostEstimate estimateCost(const QList<SecretMetadata> &secrets, const QList<ParameterMetadata> &parameters,
                          const CostRates &rates, qint64 calls, const QString &region, const QDateTime &now);

} // namespace keyturn
