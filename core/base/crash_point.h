#pragma once

//! Where the program of a test ends itself as SIGKILL would. Other programs know nothing of it, not even its name: the
//! macro is empty unless the target defines KEYTURN_CRASH_POINTS, and tests/support/crash_point.cpp belongs to tests.
#ifdef KEYTURN_CRASH_POINTS
namespace keyturn {
void crashPoint(const char *name);
}
#define KEYTURN_CRASH_POINT(name) ::keyturn::crashPoint(name)
#else
#define KEYTURN_CRASH_POINT(name) static_cast<void>(0)
#endif
