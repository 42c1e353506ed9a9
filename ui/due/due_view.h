#pragma once

namespace keyturn {

//! How the board is shown; its words are in DuePage, its number is what is remembered.
enum class DueView { List, Timeline, Calendar, Reminders };

} // namespace keyturn
