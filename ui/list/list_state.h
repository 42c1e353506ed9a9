#pragma once
#include "core/aws/missing_permission.h"
#include "ui/list/value_search.h"
#include "ui/text/error_text.h"
#include "ui/widgets/empty_state.h"

#include <optional>

namespace keyturn {

class EntryFilterProxy;
class EntryListModel;
class Workspace;

//! Stands where the list would: why there is no row, and the next step. Reading again and stopping it does itself.
class ListState : public EmptyState {
    Q_OBJECT

public:
    ListState(Workspace &workspace, EntryListModel &entries, QWidget *parent = nullptr);

    //! \p proxy shows no row for the filter \p text; \p unread entries may match, if they were read.
    void explain(const EntryFilterProxy &proxy, const QString &text, qsizetype unread);
    //! What opening the profile ended with; none once it was opened or another was chosen.
    void setOpenError(const std::optional<Error> &error) { m_openError = error; }

signals:
    void filterWanted(const QString &text); //!< empty: none
    void valueSearchWanted(keyturn::ValueSearch::What what);
    void readingWanted(); //!< of the entries that may match
    void dueBoardWanted();
    void profilesWanted();
    void signInWanted(); //!< to IAM Identity Center
    void permissionAsked(const keyturn::MissingPermission &missing);
    void newEntryWanted();
    void findingWanted(bool here); //!< by a name, in other regions or also here

private:
    //! In the order they are looked for: the first that is true is said.
    enum class Reason {
        Loading,
        SignedOut,
        Refused,
        NoValue,
        NoDuplicates,
        Unread,
        Misspelt,
        NoMatch,
        NothingInScope,
        NoEntries
    };

    void explainSignIn(const ErrorMessage &message);
    void explainError(const Error &error);
    void explainScope(const EntryFilterProxy &proxy);
    void explainFilter(const QString &text, qsizetype unread);
    //! The reasons that are about a filter, whose second button clears it.
    bool isOfFilter() const;
    void act(bool primary);
    void readAgain();

    Workspace &m_workspace;
    EntryListModel &m_entries;
    std::optional<Error> m_openError;
    std::optional<MissingPermission> m_missing; // for what is shown
    Reason m_reason = Reason::NoEntries;
    bool m_offersNew = false;
    QString m_suggested;
};

} // namespace keyturn
