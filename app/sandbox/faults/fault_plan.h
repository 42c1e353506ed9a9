#pragma once
#include "app/sandbox/faults/fault.h"
#include "app/sandbox/http/delivery.h"

#include <optional>
#include <vector>

namespace keyturn::sandbox {

//! The faults that wait for requests, in memory only. None unless somebody adds one.
class FaultPlan {
public:
    FaultPlan();

    bool isEmpty() const { return m_faults.empty(); }
    const std::vector<Fault> &faults() const { return m_faults; } //!< those that have struck out, too

    //! Gives it an id. Invalid when there are too many.
    Result<Fault> add(Fault fault);
    //! The first that matches and has something left; counts the hit. \p refusals: those of kind Refuse, or the others.
    std::optional<Fault> take(const Aim &request, bool refusals);
    //! Forgets one, or all, and lets go of what is stalled.
    bool clear(const QString &id = {});
    //! As if none had ever been asked for.
    void reset();
    //! Lets go of what is stalled.
    void release();
    const std::shared_ptr<Release> &gate() const { return m_release; }

    static constexpr size_t capacity = 1000;

private:
    std::vector<Fault> m_faults;
    std::shared_ptr<Release> m_release;
    int m_lastId = 0;
};

} // namespace keyturn::sandbox
