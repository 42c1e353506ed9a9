#pragma once
#include "ui/review/save_facts.h"

namespace keyturn {

//! What a save of staged details does, computed: versions, keys, copies, reminders, what it costs. Pure.
class DetailFacts {
    Q_DECLARE_TR_FUNCTIONS(DetailFacts)

public:
    static QList<SaveFact> of(const StagedEdits::Item &item, const QDateTime &now);
    //! What goes away, to be confirmed where it is production: names to be typed, and what they name.
    static QList<std::pair<QString, QString>> removals(const StagedEdits::Item &item);

private:
    static void ofVersions(QList<SaveFact> &facts, const StagedEdits::Item &item);
    static void ofChange(QList<SaveFact> &facts, const DetailKey &key, const DetailChange &change);
    static void ofPolicies(QList<SaveFact> &facts, const StagedEdits::Item &item, const DetailKey &key,
                           const DetailChange &change, const QDateTime &now);
};

} // namespace keyturn
