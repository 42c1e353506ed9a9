#pragma once
#include "core/workspace/staged_edits.h"

#include <QCoreApplication>

namespace keyturn {

struct ParameterChange;

//! One line of what a save does, with the icon that stands before it.
struct SaveFact {
    QString icon;
    QString text;
    bool operator==(const SaveFact &) const = default;
};

//! What a save of one entry does besides the values, computed from what was read: labels, dates, reminders, what stays.
//! Pure; never a value in any text.
class SaveFacts {
    Q_DECLARE_TR_FUNCTIONS(SaveFacts)

public:
    //! Why the edits cannot be saved whatever AWS holds, one sentence: not possible, too large, empty. Else empty.
    static QString obstacle(const StagedEdits::Item &item);
    static QList<SaveFact> of(const StagedEdits::Item &item, const QDateTime &now);
    //! Keys of the opened text that readers will not find any more, a renamed one's old name among them.
    static QStringList removedKeys(const StagedEdits::Item &item);

private:
    static QString sizeObstacle(const QString &what, const SecretString &value, qsizetype limit);
    static void ofSecret(QList<SaveFact> &facts, const StagedEdits::Item &item, const QDateTime &now);
    static void ofParameters(QList<SaveFact> &facts, const StagedEdits::Item &item, const QDateTime &now);
    static void ofReminders(QList<SaveFact> &facts, const ParameterMetadata &parameter, const QDateTime &now);
    static void ofParameter(QList<SaveFact> &facts, const ParameterMetadata &parameter, const ParameterChange &change,
                            const QDateTime &now);
    static void ofClientSecret(QList<SaveFact> &facts, const StagedEdits::Item &item, const QDateTime &now);
    static void ofTypes(QList<SaveFact> &facts, const StagedEdits::Item &item);
    static void ofOrder(QList<SaveFact> &facts, const StagedEdits::Item &item);
};

} // namespace keyturn
