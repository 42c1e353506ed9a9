#include "core/base/private_folder.h"

#include "tests/support/test_main.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace private_folder_test {

namespace {

constexpr uid_t somebodyElse = 65534;

int modeOf(const QString &path)
{
    struct stat found {};
    return ::stat(QFile::encodeName(path).constData(), &found) == 0 ? int(found.st_mode & 0777) : -1;
}

bool giveAway(const QString &path)
{
    return ::lchown(QFile::encodeName(path).constData(), somebodyElse, somebodyElse) == 0;
}

void put(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

} // namespace

class PrivateFolderTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_home;

    QString at(const QString &name) const { return m_home->filePath(name); }
    static QString whyNot(const QString &path)
    {
        const Result<PrivateFolder> folder = PrivateFolder::make(path);
        return folder ? QString() : folder.error().detail;
    }

private slots:
    void init() { m_home = std::make_unique<QTemporaryDir>(); }

    void makesWhatIsMissingForTheUserAlone()
    {
        const mode_t before = ::umask(0);
        const Result<PrivateFolder> folder = PrivateFolder::make(at(u"state/keyturn/ops"_s));
        const Result<> written = folder ? folder->write(u"a.json"_s, "{}") : Result<>(folder.error());
        ::umask(before);
        QVERIFY(written);
        for (const char *made : {"state", "state/keyturn", "state/keyturn/ops"})
            QCOMPARE(modeOf(at(QLatin1String(made))), 0700);
        QCOMPARE(modeOf(at(u"state/keyturn/ops/a.json"_s)), 0600);
    }

    void closesAFolderOfOursThatOthersCouldEnter()
    {
        QVERIFY(QDir().mkdir(at(u"ops"_s)));
        QCOMPARE(::chmod(QFile::encodeName(at(u"ops"_s)).constData(), 0777), 0);
        QCOMPARE(whyNot(at(u"ops"_s)), QString());
        QCOMPARE(modeOf(at(u"ops"_s)), 0700);
    }

    void followsNoLinkInTheFoldersPlace()
    {
        QVERIFY(QDir().mkdir(at(u"elsewhere"_s)));
        QVERIFY(QFile::link(at(u"elsewhere"_s), at(u"ops"_s)));
        QVERIFY2(whyNot(at(u"ops"_s)).contains(u"symbolic link"_s), qPrintable(whyNot(at(u"ops"_s))));
        QVERIFY(QFile::link(at(u"nowhere"_s), at(u"dangling"_s)));
        QVERIFY(!whyNot(at(u"dangling"_s)).isEmpty());
        QVERIFY(!QFileInfo::exists(at(u"nowhere"_s)));
    }

    void aLinkOfTheUsersOwnAboveItIsTheUsersMatter()
    {
        QVERIFY(QDir().mkdir(at(u"disk"_s)));
        QVERIFY(QFile::link(at(u"disk"_s), at(u"state"_s)));
        QCOMPARE(whyNot(at(u"state/ops"_s)), QString());
        QVERIFY(QFileInfo(at(u"disk/ops"_s)).isDir());
    }

    void takesNoFolderOfSomebodyElses()
    {
        if (::geteuid() != 0) {
            QVERIFY(whyNot(u"/usr"_s).contains(u"another user"_s));
            return;
        }
        QVERIFY(QDir().mkdir(at(u"ops"_s)));
        QVERIFY(giveAway(at(u"ops"_s)));
        QVERIFY2(whyNot(at(u"ops"_s)).contains(u"another user"_s), qPrintable(whyNot(at(u"ops"_s))));

        QVERIFY(QDir().mkdir(at(u"theirs"_s)));
        QVERIFY(QDir().mkdir(at(u"theirs/ours"_s)));
        QVERIFY(giveAway(at(u"theirs"_s)));
        QVERIFY(whyNot(at(u"theirs/ours"_s)).contains(u"another user"_s));

        QVERIFY(QDir().mkdir(at(u"real"_s)));
        QVERIFY(QFile::link(at(u"real"_s), at(u"planted"_s)));
        QVERIFY(giveAway(at(u"planted"_s)));
        QVERIFY(whyNot(at(u"planted/ops"_s)).contains(u"another user"_s));
    }

    void takesNoFolderThatAnybodyCouldReplace()
    {
        QVERIFY(QDir().mkdir(at(u"open"_s)));
        QCOMPARE(::chmod(QFile::encodeName(at(u"open"_s)).constData(), 0777), 0);
        QVERIFY(whyNot(at(u"open/ops"_s)).contains(u"everybody"_s));
        QCOMPARE(::chmod(QFile::encodeName(at(u"open"_s)).constData(), 01777), 0); // as /tmp
        QCOMPARE(whyNot(at(u"open/ops"_s)), QString());
    }

    void readsBackWhatItWrote()
    {
        const Result<PrivateFolder> folder = PrivateFolder::make(at(u"ops"_s));
        QVERIFY(folder);
        const QByteArray bytes("a\0b\r\n", 5);
        QVERIFY(folder->write(u"one"_s, bytes));
        QCOMPARE(*folder->read(u"one"_s, 5), bytes);
        QVERIFY(folder->write(u"one"_s, "new"));
        QCOMPARE(*folder->read(u"one"_s, 5), QByteArray("new"));
        QVERIFY(folder->append(u"lines"_s, "1\n"));
        QVERIFY(folder->append(u"lines"_s, "2\n"));
        QCOMPARE(*folder->read(u"lines"_s, 9), QByteArray("1\n2\n"));
        QCOMPARE(modeOf(at(u"ops/lines"_s)), 0600);
        QCOMPARE(folder->names(), (QStringList{u"lines"_s, u"one"_s}));
        folder->remove(u"one"_s);
        QCOMPARE(folder->read(u"one"_s, 9).error().kind, ErrorKind::NotFound);
        QCOMPARE(PrivateFolder::open(at(u"not there"_s)).error().kind, ErrorKind::NotFound);
    }

    void refusesFilesThatAreTooLong()
    {
        const Result<PrivateFolder> folder = PrivateFolder::make(at(u"ops"_s));
        QVERIFY(folder->write(u"big"_s, QByteArray(1000, 'x')));
        QCOMPARE(folder->read(u"big"_s, 1000)->size(), 1000);
        QVERIFY(folder->read(u"big"_s, 999).error().detail.contains(u"longer than 999 bytes"_s));
    }

    void refusesFilesThatWereNotWrittenHere()
    {
        const Result<PrivateFolder> folder = PrivateFolder::make(at(u"ops"_s));
        put(at(u"target"_s), "theirs");
        QVERIFY(QFile::link(at(u"target"_s), at(u"ops/link"_s)));
        QVERIFY(folder->read(u"link"_s, 100).error().detail.contains(u"symbolic link"_s));
        QVERIFY(folder->append(u"link"_s, "ours").error().detail.contains(u"symbolic link"_s));
        QVERIFY(folder->write(u"link"_s, "ours")); // takes the link's place, not its target's
        QFile target(at(u"target"_s));
        QVERIFY(target.open(QIODevice::ReadOnly));
        QCOMPARE(target.readAll(), QByteArray("theirs"));

        QCOMPARE(::mkfifo(QFile::encodeName(at(u"ops/pipe"_s)).constData(), 0600), 0);
        QVERIFY(!folder->read(u"pipe"_s, 100)); // and nobody waits for the other end
        QVERIFY(QDir(at(u"ops"_s)).mkdir(u"folder"_s));
        QVERIFY(!folder->read(u"folder"_s, 100));
        QVERIFY(!folder->read(u"../target"_s, 100));
        QVERIFY(!folder->write(u"../target"_s, "ours"));
        if (::geteuid() == 0) {
            put(at(u"ops/planted"_s), "theirs");
            QVERIFY(giveAway(at(u"ops/planted"_s)));
            QVERIFY(folder->read(u"planted"_s, 100).error().detail.contains(u"another user"_s));
        }
    }

    void whatAKilledProcessLeftBehindIsNoObstacle()
    {
        const Result<PrivateFolder> folder = PrivateFolder::make(at(u"ops"_s));
        put(at(u"ops/one.new"_s), "half a rec");
        QVERIFY(folder->write(u"one"_s, "whole"));
        QCOMPARE(folder->names(), QStringList(u"one"_s));
    }

    void worksOnInTheFolderThatWasChecked()
    {
        const Result<PrivateFolder> folder = PrivateFolder::make(at(u"ops"_s));
        QVERIFY(QDir().rename(at(u"ops"_s), at(u"moved"_s)));
        QVERIFY(QDir().mkdir(at(u"theirs"_s)));
        QVERIFY(QFile::link(at(u"theirs"_s), at(u"ops"_s)));
        QVERIFY(folder->write(u"one"_s, "ours"));
        QVERIFY(QFileInfo::exists(at(u"moved/one"_s)));
        QVERIFY(QDir(at(u"theirs"_s)).isEmpty());
    }
};

} // namespace private_folder_test

KEYTURN_TEST(private_folder, private_folder_test::PrivateFolderTest)
#include "private_folder_test.moc"
