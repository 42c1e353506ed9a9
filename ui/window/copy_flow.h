#pragma once
#include "core/async/task_scope.h"
#include "core/workspace/place_comparison.h"
#include "ui/window/window_context.h"

#include <QObject>

#include <optional>

namespace keyturn {

class PlaceFlow;

//! A value of one place goes to an entry of another: it is read, that place is gone to, and the edit is staged and
//! reviewed there, as if it had been typed.
class CopyFlow : public QObject {
    Q_OBJECT

public:
    //! \p places must outlive it.
    CopyFlow(const WindowContext &context, PlaceFlow &places, QObject *parent = nullptr);

    void copy(const PlacedKey &from, const PlacedKey &to);

signals:
    void reviewWanted(); //!< it is staged

private:
    struct Pending {
        PlacedKey to;
        EntryField field; //!< as the other place has it
        QString from;     //!< for people
    };
    bool isThere(const PlacedKey &to) const;
    void go(Pending pending);
    void stageIfOpen();
    void stage(const Pending &pending);

    WindowContext m_context;
    PlaceFlow &m_places;
    std::optional<Pending> m_pending;
    TaskScope m_reading;
};

} // namespace keyturn
