#include "tests/support/test_main.h"

#include <QByteArray>
#include <QTest>

#include <cstdlib>
#include <cstring>

namespace zero_on_free_test {

// Looks at memory after it was given back, which only this test may do: it is what the interposer promises.
class ZeroOnFreeTest : public QObject {
    Q_OBJECT

    static constexpr char canary[] = "canary-9f31c2-canary-9f31c2-canary";

private slots:
    void initTestCase()
    {
#if defined(__SANITIZE_ADDRESS__)
        QSKIP("the sanitizers bring their own free()");
#endif
    }

    void aFreedBlockHoldsNothing()
    {
        auto *volatile block = static_cast<char *>(std::malloc(4096));
        std::memcpy(block + 1024, canary, sizeof canary); // past the allocator's own list pointers
        QVERIFY(std::memcmp(block + 1024, canary, sizeof canary) == 0);
        std::free(block);
        QVERIFY(std::memcmp(block + 1024, canary, sizeof canary) != 0);
    }

    void aMovedBlockHoldsNothing()
    {
        auto *volatile block = static_cast<char *>(std::malloc(4096));
        std::memcpy(block + 1024, canary, sizeof canary);
        auto *volatile moved = static_cast<char *>(std::realloc(block, 1024 * 1024));
        QVERIFY(std::memcmp(moved + 1024, canary, sizeof canary) == 0);
        QVERIFY(moved != block);
        QVERIFY(std::memcmp(block + 1024, canary, sizeof canary) != 0);
        std::free(moved);
    }

    void qtsSharedLibrariesUseIt()
    {
        const char *old = nullptr;
        {
            QByteArray text(4096, ' ');
            text.replace(1024, sizeof canary, canary, sizeof canary);
            old = text.constData();
        }
        const char *volatile freed = old;
        QVERIFY(std::memcmp(freed + 1024, canary, sizeof canary) != 0);
    }
};

} // namespace zero_on_free_test

KEYTURN_TEST(zero_on_free, zero_on_free_test::ZeroOnFreeTest)
#include "zero_on_free_test.moc"
