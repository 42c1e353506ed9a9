#pragma once
#include "core/async/task_scope.h"
#include "core/read/entry_catalog.h"
#include "core/workspace/entry_table.h"
#include "core/workspace/known_dates.h"
#include "core/workspace/place.h"

#include <vector>

namespace keyturn {

//! Lists several profiles and regions side by side, whatever place is open: names, dates and labels, never a value. An
//! entry that several profiles of its account see is there once. Nothing is written through it: for that one goes to
//! the entry's own place.
class SeveralPlaces : public QObject {
    Q_OBJECT

public:
    enum class Step {
        Connecting,
        Listing,
        Listed, //!< to the end, or to an error
    };
    //! One of the places, as it stands.
    struct Listed {
        Profile profile;
        QString region;
        Step step = Step::Connecting;
        qsizetype count = 0;  //!< entries read so far
        QString account = {}; //!< 12 digits; empty: no entry has told it yet
        QList<Error> errors = {};
    };

    //! \p place brings the connections, \p dates what is known besides AWS; both must outlive it.
    SeveralPlaces(Place &place, KnownDates &dates);
    ~SeveralPlaces() override;

    //! Lists one more; nothing where it is listed already.
    void add(const Profile &profile, const QString &region);
    void remove(const QString &profile, const QString &region);
    //! All of them anew. What is known stays until the end tells that it is gone.
    void reload();

    qsizetype count() const { return qsizetype(m_places.size()); }
    const Listed &at(qsizetype index) const;
    //! Null where it is none of them.
    const Listed *find(const QString &profile, const QString &region) const;
    //! The first one that has read it. Null: none.
    const Listed *placeOf(const EntryId &id) const;
    bool isRunning() const;

    const EntryTable &table() const { return m_table; }
    //! Every date of every entry, and the user's reminders.
    QList<DueItem> board() const;

signals:
    void changed();     //!< a place came, went, or is further than before
    void entriesRead(); //!< or gone
    void finished();    //!< every place has been listed

private:
    struct Reading;
    void begin(Reading &reading);
    void next(Reading &reading);
    void take(Reading &reading, QList<Entry> entries);
    void end(Reading &reading);
    void takeOut(const QList<EntryId> &ids);
    void dateAnew();
    DueKnowledge knowledge() const;

    Place &m_place;
    KnownDates &m_dates;
    EntryTable m_table;
    std::vector<std::unique_ptr<Reading>> m_places;
};

} // namespace keyturn
