#include "core/http/peer_user.h"
#include "tests/support/test_main.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <unistd.h>

using namespace keyturn;

namespace peer_user_test {

namespace {

//! Of a little-endian computer: port 8080 (1F90) listens, and is spoken to by user 1000 from port 40000 (9C40), by user
//! 33 from port 40001, and by user 1001 from port 40002 through IPv6.
const char table[] =
    "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"
    "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 71 1 0 100 0 0 10 0\n"
    "   1: 0100007F:1F90 0100007F:9C41 01 00000000:00000000 00:00000000 00000000  1000        0 75 1 0 20 4 30 10 -1\n"
    "   2: 0100007F:9C40 0100007F:1F90 01 00000000:00000000 00:00000000 00000000  1000        0 72 1 0 20 4 30 10 -1\n"
    "   3: 0100007F:9C41 0100007F:1F90 01 00000000:00000000 00:00000000 00000000    33        0 73 1 0 20 4 30 10 -1\n"
    "   4: 0100007F:9C40 0100007F:1F91 01 00000000:00000000 00:00000000 00000000    34        0 74 1 0 20 4 30 10 -1\n"
    "   5: 0000000000000000FFFF00000100007F:9C42 0000000000000000FFFF00000100007F:1F90 01 00000000:00000000 "
    "00:00000000 00000000  1001        0 76 1 0 20 4 30 10 -1\n";

} // namespace

class PeerUserTest : public QObject {
    Q_OBJECT

private slots:
    void isReadFromTheOtherEndsLineAndNotFromOurs()
    {
        if (Q_BYTE_ORDER != Q_LITTLE_ENDIAN)
            QSKIP("the table is of a little-endian computer");
        QCOMPARE(userIn(table, 40000, 8080), std::optional(1000U));
        QCOMPARE(userIn(table, 40001, 8080), std::optional(33U));
        QCOMPARE(userIn(table, 40002, 8080), std::optional(1001U));
        QCOMPARE(userIn(table, 40000, 8081), std::optional(34U));
    }

    void isNobodyWhereThereIsNoSuchConnection()
    {
        QCOMPARE(userIn(table, 40003, 8080), std::nullopt);
        QCOMPARE(userIn("", 40000, 8080), std::nullopt);
        QCOMPARE(userIn("   2: 0100007F:9C40 0100007F:1F90 01", 40000, 8080), std::nullopt);
    }

    void ofAConnectionFromHereIsOurOwn()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress(QHostAddress::LocalHost)));
        QTcpSocket client;
        client.connectToHost(server.serverAddress(), server.serverPort());
        QTRY_VERIFY(server.hasPendingConnections());
        QCOMPARE(userAtOtherEnd(*server.nextPendingConnection()), std::optional(ownUser()));
        QCOMPARE(ownUser(), unsigned(::getuid()));
    }
};

} // namespace peer_user_test

KEYTURN_TEST(peer_user, peer_user_test::PeerUserTest)

#include "peer_user_test.moc"
