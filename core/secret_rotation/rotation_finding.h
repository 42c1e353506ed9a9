#pragma once
#include "core/entry/entry_content.h"

#include <chrono>
#include <optional>

namespace keyturn {

//! How far the rotation of a secret is.
enum class RotationState {
    Off,          //!< none is set up, and none is under way
    Scheduled,    //!< set up; none is under way
    Missed,       //!< set up, and its window has passed without one
    UnderWay,     //!< AWSPENDING is on another version than AWSCURRENT, and young: its function may be at work
    WithoutValue, //!< ... for a long time, and the version has no value: createSecret did not end
    Unchanged,    //!< ... its value is the current one: a test that was not cleared away
    Outdated,     //!< ... made before the current value: finishing it would take that change back
    NewTokens,    //!< ... its tokens are others than the current ones, which the provider may have ended with them
    NewValue,     //!< ... its value is another one, and whether setSecret has put it to use is not known
};

//! The one thing to do next.
enum class RotationAction {
    None,
    Wait,
    RotateNow,   //!< RotateSecret
    Finish,      //!< finishSecret: AWSCURRENT moves to the version with AWSPENDING
    Cancel,      //!< CancelRotateSecret, and AWSPENDING goes
    RemoveLabel, //!< AWSPENDING goes; there is no rotation to switch off
};

//! What was read of a secret in order to judge its rotation. Values only where AWSPENDING is on another version than
//! AWSCURRENT.
struct RotationFacts {
    SecretMetadata metadata;
    std::optional<EntryContent> current;
    std::optional<EntryContent> pending; //!< none: the version has no value
    std::optional<EntryContent> base;    //!< the newest version that is older than the pending one, if it is there
    QDateTime pendingSince;              //!< UTC; invalid: not known
};

struct RotationFinding {
    RotationState state = RotationState::Off;
    RotationAction action = RotationAction::None;
    QString currentVersion;
    QString pendingVersion;  //!< empty where no rotation is under way
    QDateTime since;         //!< when that version was made, UTC; invalid: not known
    bool merges = false;     //!< to finish means to put its tokens onto what was saved since
    bool isOutdated = false; //!< to finish would take back what was saved since, however young it is
    //! The pending version holds a refresh token that is not the current one: it may be the only one that works.
    bool holdsTokens = false;
    SecretMetadata metadata;

    bool isStuck() const;
};

//! A rotation that is older than this is not at work any more; where the schedule has a window, that is the limit.
inline constexpr std::chrono::hours rotationTakes{1};

//! Total: each state has one action. Pure.
RotationFinding findingOf(const RotationFacts &facts, const QDateTime &now);

//! The version with AWSPENDING, unless it is the current one or there is none.
QString pendingVersionOf(const SecretMetadata &metadata);

} // namespace keyturn
