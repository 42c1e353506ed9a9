#pragma once
#include <chrono>
#include <iterator>

namespace keyturn {

//! AWS's descriptions may lag behind what it has done. A look that does not show it yet is repeated after these pauses;
//! what is not there then was not done, whatever the answer said.
inline constexpr std::chrono::milliseconds lags[] = {std::chrono::milliseconds(100), std::chrono::milliseconds(400),
                                                     std::chrono::milliseconds(1600)};
inline constexpr int looks = int(std::size(lags)) + 1;

} // namespace keyturn
