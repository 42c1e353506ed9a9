#include "core/cost/cost_estimate.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

bool isUnusedSecret(const SecretMetadata &secret, const QDateTime &now)
{
    const QDateTime before = now.addDays(-daysUnused);
    const bool isOld = secret.createdAt.isValid() && secret.createdAt < before;
    return isOld && (!secret.lastAccessedAt.isValid() || secret.lastAccessedAt < before);
}

CostLine lineOf(const SecretMetadata &secret, const CostRates &rates, const QString &region, const QDateTime &now)
{
    CostLine line{secret.name, true, rates.secretMonth};
    line.isReplica = !secret.primaryRegion.isEmpty() && secret.primaryRegion != region;
    line.isDeleted = secret.deletedAt.isValid();
    line.lastAccessed = secret.lastAccessedAt;
    line.isUnused = !line.isDeleted && !line.isReplica && isUnusedSecret(secret, now);
    if (line.isDeleted)
        line.perMonth = 0;
    return line;
}

//! The part of a name that its family shares: up to the last '/', else up to the first '-'.
QString familyOf(const QString &name)
{
    const qsizetype slash = name.lastIndexOf(u'/');
    if (slash > 0)
        return name.left(slash + 1);
    const qsizetype hyphen = name.indexOf(u'-');
    return hyphen > 0 ? name.left(hyphen + 1) : QString();
}

//! Only what has one life: rotation, key, owner and region tell lives apart.
bool canMerge(const SecretMetadata &secret, const QString &region)
{
    return !secret.deletedAt.isValid() && !secret.rotationEnabled && secret.owningService.isEmpty()
           && (secret.primaryRegion.isEmpty() || secret.primaryRegion == region);
}

QList<MergeCandidate> mergesOf(const QList<SecretMetadata> &secrets, const CostRates &rates, const QString &region)
{
    QMap<std::pair<QString, QString>, QStringList> families; // by prefix and key
    for (const SecretMetadata &secret : secrets) {
        const QString family = familyOf(secret.name);
        if (!family.isEmpty() && canMerge(secret, region))
            families[{family, secret.kmsKeyId}].append(secret.name);
    }
    QList<MergeCandidate> merges;
    for (auto it = families.begin(); it != families.end(); ++it) {
        it->sort();
        if (it->size() > 1)
            merges.append({it.key().first, *it, static_cast<double>(it->size() - 1) * rates.secretMonth});
    }
    std::stable_sort(merges.begin(), merges.end(), [](const MergeCandidate &a, const MergeCandidate &b) {
        return a.savedPerMonth > b.savedPerMonth;
    });
    return merges;
}

//! Customer keys as their users name them; AWS's own are free.
QStringList customerKeysOf(const QList<SecretMetadata> &secrets, const QList<ParameterMetadata> &parameters)
{
    QStringList keys;
    for (const SecretMetadata &secret : secrets)
        keys.append(secret.kmsKeyId);
    for (const ParameterMetadata &parameter : parameters)
        keys.append(parameter.keyId);
    keys.removeIf([](const QString &key) { return key.isEmpty() || key.contains("alias/aws/"_L1); });
    keys.removeDuplicates();
    keys.sort();
    return keys;
}

} // namespace

bool CostRates::set(const QString &word, double price)
{
    if (!(price >= 0))
        return false;
    double *const rate = word == "secret"_L1      ? &secretMonth
                         : word == "calls"_L1     ? &calls10k
                         : word == "key"_L1       ? &customerKeyMonth
                         : word == "parameter"_L1 ? &advancedParameterMonth
                                                  : nullptr;
    if (rate)
        *rate = price;
    return rate;
}

double CostEstimate::perMonth() const
{
    double sum = keysPerMonth + callsPerMonth;
    for (const CostLine &line : lines)
        sum += line.perMonth;
    return sum;
}

CostEstimate estimateCost(const QList<SecretMetadata> &secrets, const QList<ParameterMetadata> &parameters,
                          const CostRates &rates, qint64 calls, const QString &region, const QDateTime &now)
{
    CostEstimate estimate;
    for (const SecretMetadata &secret : secrets)
        estimate.lines.append(lineOf(secret, rates, region, now));
    for (const ParameterMetadata &parameter : parameters) {
        const double price = parameter.tier == "Advanced"_L1 ? rates.advancedParameterMonth : 0;
        estimate.lines.append(CostLine{parameter.name, false, price});
    }
    std::sort(estimate.lines.begin(), estimate.lines.end(), [](const CostLine &a, const CostLine &b) {
        return a.perMonth != b.perMonth ? a.perMonth > b.perMonth : a.name < b.name;
    });
    estimate.customerKeys = customerKeysOf(secrets, parameters);
    estimate.keysPerMonth = static_cast<double>(estimate.customerKeys.size()) * rates.customerKeyMonth;
    estimate.callsPerMonth = static_cast<double>(calls) / 10'000 * rates.calls10k;
    estimate.merges = mergesOf(secrets, rates, region);
    return estimate;
}

} // namespace keyturn
