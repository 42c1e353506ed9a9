#pragma once
#include "core/document/secret_document.h"
#include "core/due/due_item.h"
#include "core/entry/entry.h"

#include <QCoreApplication>

namespace keyturn {

//! Facts as words, translated, in the user's time zone and language. Pure: "now" is always passed in.
//! Counts have a source text of their own for one, so that they read well without a loaded translation.
class Wording {
    Q_DECLARE_TR_FUNCTIONS(Wording)

public:
    //! The day that a date of ours shows; what lies ahead is counted as daysUntil() does.
    static QDate day(const QDateTime &when, const QDateTime &now);
    static QString date(const QDateTime &when, const QDateTime &now);      //!< "3 December", "21 November 2025"
    static QString shortDate(const QDateTime &when, const QDateTime &now); //!< "3 Dec", "21 Nov 2025"
    static QString today(const QDateTime &now);                            //!< "Saturday 21 November"
    static QString time(const QDateTime &when);                            //!< "14:05"
    static QString timeWithSeconds(const QDateTime &when);                 //!< "14:03:22"
    //! "12:04" today, "22 May" this year, else "Nov 2025"; "—" where unknown.
    static QString changed(const QDateTime &when, const QDateTime &now);
    //! "now", "12 min", "2 h", "168 d", "2 y"; empty where unknown.
    static QString age(const QDateTime &since, const QDateTime &now);
    //! "as of 2 h ago", of a list that an earlier run has read; empty where unknown.
    static QString asOf(const QDateTime &when, const QDateTime &now);
    //! "read 14:03:22, 2 min old".
    static QString readAt(const QDateTime &when, const QDateTime &now);
    //! "41 min left", "7 h left", "expired", "—".
    static QString tokenLeft(const QDateTime &expiresAt, const QDateTime &now);

    static QString store(Store store);              //!< "Secrets Manager"
    static QString role(KeyRole role);              //!< "Client secret"; empty for Other
    static QString jsonKind(JsonKind kind);         //!< "Number"
    static QString account(const QString &account); //!< "1111-2222-3333"
    static QString subtitle(const Entry &entry);    //!< "hospitality/prod · us-east-1", "3 parameters · us-east-2"

    static QString shortSubtitle(const Entry &entry); //!< "hospitality/prod", "3 parameters", else the region

    static QString dueWhat(const DueDate &due);                        //!< "client secret", "reminder", "whole secret"
    static QString dueTitle(const DueDate &due, const QDateTime &now); //!< "Client secret, due 3 December"
    //! "168 of 180 days", "150-day limit" once it has passed; else the date.
    static QString dueProgress(const DueDate &due, const QDateTime &now);
    static QString dueReason(const DueDate &due, const QDateTime &now);  //!< one sentence, why
    static QString dueReason(const DueItem &item, const QDateTime &now); //!< the same, with what a reminder notes
    static QString dueName(const DueItem &item);                         //!< of the entry; else what a reminder says
    static QString duePart(const DueItem &item);  //!< the key, "client secret"; what a reminder says
    static QString dueReset(const DueDate &due);  //!< what resets it
    static QString dueSource(const DueDate &due); //!< "Secrets Manager", "LWA rule", "Policy"

    static QString notWritable(const Entry &entry); //!< why its value cannot be changed here; empty when it can

    static QString entries(qsizetype count);
    static QString parameters(qsizetype count);
    static QString keys(qsizetype count);
    static QString keysUnchanged(qsizetype count);
    static QString days(qsizetype count);
    static QString span(int hours); //!< "150 days", "36 hours"
    static QString characters(qsizetype count);
    static QString charactersShort(qsizetype count);                       //!< "65 chars"
    static QString hidden(qsizetype characters);                           //!< "hidden, 65 characters"
    static QString emptyValue();                                           //!< of any value, masked or not: "empty"
    static QString changesInEntries(qsizetype changes, qsizetype entries); //!< "3 changes in 2 secrets"
    static QString saveChanges(qsizetype changes);                         //!< "Save 3 changes"
    static QString changedAndRemoved(qsizetype changed, qsizetype added, qsizetype removed); //!< "1 changed, 1 removed"

private:
    static QString loginReason(const DueDate &due, const QString &since, bool passed);
};

} // namespace keyturn
