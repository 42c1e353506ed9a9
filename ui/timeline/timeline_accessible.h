#pragma once
#include <QAccessible>

namespace keyturn {

class Timeline;

//! Makes every Timeline readable: a list with a child for each mark that is seen, which can be pressed. Once is enough.
void installTimelineAccessibility();
//! Its marks are others now, and so are its children.
void forgetTimelineChildren(Timeline *timeline);

} // namespace keyturn
