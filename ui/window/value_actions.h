#pragma once
#include <functional>

namespace keyturn {

class Actions;
class DetailPage;
class WritingGuard;

//! Connects the commands for the values of the open entry; those that change something go through \p writing. \p detail
//! is asked when one runs. Both references must outlive the actions' window.
void connectValueActions(const Actions &actions, WritingGuard &writing, const std::function<DetailPage &()> &detail);

} // namespace keyturn
