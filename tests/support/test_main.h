#pragma once
#include <QCoreApplication>
#include <QTest>

namespace keyturn {

//! The tests of a room are one program; each test class in it, and each second process it starts, is a role that its
//! first argument names.
struct TestRole {
    //! Runs with the arguments behind the role's name; the exit code.
    using Main = int (*)(int argc, char **argv);

    //! \p name and \p main are kept for the life of the program.
    TestRole(const char *name, Main main);
};

template <typename Test, typename Application>
int runTest(int argc, char **argv)
{
    Application application(argc, argv);
    Test test;
    return QTest::qExec(&test, argc, argv);
}

} // namespace keyturn

#define KEYTURN_TEST_ROLE(name, main) static const keyturn::TestRole keyturnTestRole##name(#name, main);
//! A test class that needs no display.
#define KEYTURN_TEST(name, Class) KEYTURN_TEST_ROLE(name, (&keyturn::runTest<Class, QCoreApplication>))
//! A test class with widgets; its file includes QApplication.
#define KEYTURN_GUI_TEST(name, Class) KEYTURN_TEST_ROLE(name, (&keyturn::runTest<Class, QApplication>))
