#pragma once
#include "core/secret_rotation/rotation_finding.h"
#include "ui/window/window_context.h"

#include <QObject>

namespace keyturn {

class RotationSection;

//! Rotations of the open secret as the window asks for them.
class RotationFlow : public QObject {
    Q_OBJECT

public:
    explicit RotationFlow(const WindowContext &context, QObject *parent = nullptr);

    //! What \p section asks for.
    void connectTo(RotationSection &section);
    void openAction(RotationAction action, const RotationFinding &finding);
    void openSchedule(const RotationFinding &finding);
    //! New tokens as AWSPENDING; what follows is told when they are there.
    void rotate();

private:
    const Entry *openEntry() const;

    WindowContext m_context;
};

} // namespace keyturn
