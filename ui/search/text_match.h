#pragma once
#include <string_view>

namespace keyturn {

//! How a word of a filter is compared with the lower case texts of an EntryIndex. A '*' in a pattern stands for
//! anything, and the pattern then for the whole text; without one it may be any part of the text.
namespace text_match {

//! Where \p part begins in \p text, or npos.
size_t placeOf(std::string_view part, std::string_view text);
bool contains(std::string_view text, std::string_view part);
bool isPattern(std::string_view text);
bool matchesPattern(std::string_view pattern, std::string_view text);
//! One of \p lines.
bool anyLineMatches(std::string_view pattern, std::string_view lines);
//! One of \p tags, "name=value" a line; a pattern without '=' is of the name.
bool tagMatches(std::string_view pattern, std::string_view tags);
//! With a star, a pattern stands for the whole name or for its last part, which is what tells names apart.
bool nameMatches(std::string_view pattern, std::string_view name);

} // namespace text_match

} // namespace keyturn
