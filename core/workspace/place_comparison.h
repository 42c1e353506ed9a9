#pragma once
#include "core/read/drift_matrix.h"
#include "core/workspace/several_places.h"

namespace keyturn {

//! A key of an entry of another place.
struct PlacedKey {
    Profile profile;
    QString region;
    Entry entry;
    QString key; //!< as the entry has it, or would have it
};
//! What it holds now. NotFound where the entry has no such key. \p source must outlive the task.
Task<Result<EntryField>> fieldThere(ConnectionSource *source, PlacedKey key);

//! Compares entries called app/env/service across environments, regions and accounts. Reads their values one after the
//! other in each place, as the stores allow few reads a second, and keeps none: only what tells whether two are equal.
class PlaceComparison : public QObject {
    Q_OBJECT

public:
    //! \p place brings the connections, \p places say which entries there are; both must outlive it.
    PlaceComparison(Place &place, const SeveralPlaces &places);
    ~PlaceComparison() override;

    //! How many entries would be read. \p app: one application alone; empty: all.
    int count(const QString &app) const;
    //! Forgets what was compared.
    void start(const QString &app);
    //! Keeps what has been read.
    void stop();
    bool isRunning() const { return m_running > 0; }
    int total() const { return m_total; }
    int done() const { return m_done; }
    const DriftMatrix &matrix() const { return *m_matrix; }
    //! Of places that could not be asked and entries that could not be read.
    const QList<Error> &errors() const { return m_errors; }

signals:
    void progressed();
    void finished(); //!< or stopped

private:
    struct Reading;
    QList<Entry> comparable(const QString &app, const SeveralPlaces::Listed &place) const;
    void next(Reading &reading);
    void take(const Entry &entry, const Result<EntryContent> &content);
    void end();

    Place &m_place;
    const SeveralPlaces &m_places;
    std::unique_ptr<DriftMatrix> m_matrix;
    std::vector<std::unique_ptr<Reading>> m_readings;
    QList<Error> m_errors;
    int m_running = 0; // of m_readings
    int m_total = 0;
    int m_done = 0;
};

} // namespace keyturn
