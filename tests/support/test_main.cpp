#include "tests/support/test_main.h"

#include <cstdio>
#include <cstring>
#include <map>
#include <string>

namespace keyturn {

namespace {

//! A function's own, for roles announce themselves before main() and in no order.
std::map<std::string, TestRole::Main> &roles()
{
    static std::map<std::string, TestRole::Main> all;
    return all;
}

} // namespace

TestRole::TestRole(const char *name, Main main)
{
    if (!roles().emplace(name, main).second)
        qFatal("two tests of this program are called %s", name);
}

} // namespace keyturn

int main(int argc, char **argv)
{
    const auto role = argc > 1 ? keyturn::roles().find(argv[1]) : keyturn::roles().end();
    if (role == keyturn::roles().end()) {
        std::fprintf(stderr, "usage: %s TEST [FUNCTION...]\nTests of this program:\n", argv[0]);
        for (const auto &[name, run] : keyturn::roles())
            std::fprintf(stderr, "  %s\n", name.c_str());
        return 2;
    }
    argv[1] = argv[0];
    return role->second(argc - 1, argv + 1);
}
