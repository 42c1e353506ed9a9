#pragma once
#include "app/cli/listing.h"
#include "app/cli/session.h"
#include "core/async/when_all.h"

#include <vector>

namespace keyturn::cli {

//! One profile in one region, and what was found there. Writes to what is listed here go through its own connection.
struct PlaceListing {
    QString profile;
    QString region;
    Connection *connection = nullptr; //!< null: there is none, and listing.errors says why
    Listing listing;
};

//! The profiles and regions that the options name, each with each. Regions of one profile share one sign-in.
class Places {
public:
    //! \p first must outlive it.
    explicit Places(Session &first) : Places(first, first.options().regions) {}
    Places(Session &first, const QStringList &regions);
    Q_DISABLE_COPY_MOVE(Places)

    //! One: everything is as it always was.
    bool areSeveral() const { return m_sessions.size() > 1; }
    std::size_t count() const { return m_sessions.size(); }

    //! Signs in one after the other, as somebody may be asked. A place where that fails has an error, and keeps none of
    //! the others away.
    Task<std::vector<PlaceListing>> connect();
    //! The same, and then lists all of them side by side.
    Task<std::vector<PlaceListing>> list(std::function<bool(const Entry &)> isWanted);
    //! Says what could not be listed, each with its place. Failed when another was listed.
    ExitCode reportErrors(const std::vector<PlaceListing> &found);

private:
    Task<PlaceListing> listOne(PlaceListing place, std::function<bool(const Entry &)> isWanted);

    Session &m_first;
    std::vector<std::unique_ptr<Session>> m_owned;
    std::vector<Session *> m_sessions;
};

//! An entry of a listing, and the profiles that see it.
struct PlacedEntry {
    const Entry *entry = nullptr;
    QStringList profiles;
};
//! Of all places, sorted by name, each once however many profiles of its account see it. Points into \p found.
QList<PlacedEntry> placedEntries(const std::vector<PlaceListing> &found);

//! Names the parameters of which a date is not known, because a policy of theirs cannot be read; empty: there are none.
QString unreadablePolicies(const QList<PlacedEntry> &entries, bool hideNames = false);

//! The same as one listing, with what could not be listed.
Listing merged(const std::vector<PlaceListing> &found);

//! The names that a repeated option gives, also with commas between them; a profile whose own name has a comma stays
//! whole.
QStringList profilesOf(const QStringList &values, const Environment &environment);
QStringList regionsOf(const QStringList &values);

} // namespace keyturn::cli
