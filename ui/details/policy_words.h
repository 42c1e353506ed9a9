#pragma once
#include "core/due/due_date.h"
#include "ui/details/policy_draft.h"
#include "ui/timeline/timeline_mark.h"

#include <QCoreApplication>

namespace keyturn {

//! What is known of a parameter whose policies are edited.
struct PolicyCase {
    QString text;   //!< of the policies, with what is edited
    QString before; //!< in AWS
    QString tier;   //!< with what is edited
    QDateTime modifiedAt;
    std::optional<DueDate> rule; //!< what its provider ends, whatever the policies say
    QDateTime now;

    bool isEdited() const { return text != before; }
    //! What the policies count from: the last write, or the save that is about to happen.
    QDateTime countedFrom() const { return isEdited() ? now : modifiedAt; }
};

struct PolicyWarning {
    enum class Kind { Danger, Warning, Info };
    Kind kind = Kind::Info;
    QString sentence;
    bool offersTier = false; //!< a button can make the parameter Advanced

    friend bool operator==(const PolicyWarning &, const PolicyWarning &) = default;
};

//! Policies in words, and what comes of them.
class PolicyWords {
    Q_DECLARE_TR_FUNCTIONS(PolicyWords)

public:
    static QString name(ParameterPolicy::Type type); //!< "No-change reminder"
    static QString
    meaning(ParameterPolicy::Type type);            //!< "NoChangeNotification, when nothing was written for a while"
    static QString span(const DraftPolicy &policy); //!< "150 days", "36 hours"
    //! "20 April 2027, 16:05 (14:05 UTC)".
    static QString moment(const QDateTime &at, const QDateTime &now);
    //! "fires 20 April 2027, …", "deletes …", or why it never does.
    static QString fires(const PolicyDraft &draft, const DraftPolicy &policy, const PolicyCase &of);
    //! Only what is true of it.
    static QList<PolicyWarning> warnings(const PolicyCase &of);
    //! Lanes: in AWS now, after saving, and what the provider does.
    static TimelineContent preview(const PolicyCase &of);
    static TimelineWords previewWords(const PolicyCase &of);

private:
    static void addPreview(TimelineContent &content, const QString &lane, const QString &text, const QDateTime &from,
                           const QDateTime &now);
};

} // namespace keyturn
