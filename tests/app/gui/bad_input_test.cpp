#include "tests/app/gui/save_bench.h"
#include "tests/support/test_main.h"
#include "ui/entry/entry_notice.h"

#include <QApplication>
#include <algorithm>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace bad_input_test {

namespace {

const QString name = u"team/prod/hostile"_s;

QByteArray keys(int count)
{
    QByteArray text = R"({"a":"1")";
    for (int i = 0; i < count; ++i)
        text += ",\"" + QByteArray::number(i, 36).toUpper() + "\":0";
    return text + '}';
}

} // namespace

//! Whatever a secret holds and whatever is typed: what was not edited stays byte for byte, what cannot be saved says
//! why, and the edits stay.
class BadInputTest : public QObject {
    Q_OBJECT

    void openNew(const QByteArray &text)
    {
        m_bench->create(name, text);
        m_bench->workspace->listing().reload();
        SaveBench::wait([this] { return m_bench->workspace->listing().entry(idOf(Store::SecretsManager, name)); });
        m_bench->openSecret(name);
    }

private slots:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); // for the numbers in sentences
        m_text = QByteArray(R"({"a":"1","n":%1})");
    }
    void init() { m_bench = std::make_unique<SaveBench>(); }
    void cleanup() { m_bench.reset(); }

    void whatWasNotEditedStaysByteForByte_data()
    {
        QTest::addColumn<QByteArray>("opened");
        const auto with = [this](const QByteArray &value) { return QByteArray(m_text).replace("%1", value); };
        QTest::newRow("CRLF") << QByteArray("{\r\n  \"a\":\"1\",\r\n  \"n\":0\r\n}\r\n");
        QTest::newRow("NUL") << with(R"("x\u0000y")");
        QTest::newRow("1e400") << with("1e400");
        QTest::newRow("1.10 and -0") << with("[1.10,-0,12345678901234567890]");
        QTest::newRow("escapes") << with(R"("\u00e9\/\ud83d\ude00")");
        QTest::newRow("half a surrogate pair") << with(R"("\ud83d")");
        QTest::newRow("depth 5,000") << with(QByteArray(5'000, '[') + QByteArray(5'000, ']'));
        QTest::newRow("7,000 keys") << keys(7'000);
        QTest::newRow("the largest there is") << with('"' + QByteArray(65'536 - 16, 'x') + '"');
    }
    void whatWasNotEditedStaysByteForByte()
    {
        QFETCH(QByteArray, opened);
        openNew(opened);
        QVERIFY(!m_bench->workspace->openEntry().content()->document.isRaw());
        QVERIFY(m_bench->workspace->staging().stage(setting(u"a"_s, "2")));
        m_bench->save(m_bench->review());
        QCOMPARE(m_bench->stored(name), QByteArray(opened).replace(R"("a":"1")", R"("a":"2")"));
    }

    void textThatIsNoSetOfKeysIsEditedAsAWhole_data()
    {
        QTest::addColumn<QByteArray>("opened");
        QTest::newRow("duplicate keys") << QByteArray(R"({"a":"1","a":"2"})");
        QTest::newRow("not JSON") << QByteArray("user=me\r\npassword=x\n");
        QTest::newRow("a scalar") << QByteArray("1e400");
        QTest::newRow("BOM") << QByteArray("\xEF\xBB\xBF{\"a\":\"1\"}");
        QTest::newRow("cut off") << QByteArray(R"({"a":"1")");
    }
    void textThatIsNoSetOfKeysIsEditedAsAWhole()
    {
        QFETCH(QByteArray, opened);
        openNew(opened);
        QVERIFY(m_bench->workspace->openEntry().content()->document.isRaw());
        QVERIFY(m_bench->workspace->staging().stage(setting({}, opened + " ")));
        m_bench->save(m_bench->review());
        QCOMPARE(m_bench->stored(name), opened + " ");
    }

    void aLongReasonStandsWholeAboveTheText()
    {
        const QByteArray key = QByteArray("a-rather-long-name-of-a-key-that-is-there-twice-").repeated(4);
        m_bench->window->resize(1024, 640);
        openNew("{\"" + key + "\":\"1\",\"" + key + "\":\"2\"}");
        const auto *remark = m_bench->window->findChild<QLabel *>(u"rawRemark"_s);
        const auto *text = m_bench->window->findChild<QWidget *>(u"valuesRaw"_s);
        QTRY_VERIFY(remark->isVisible() && remark->text().contains(QString::fromLatin1(key)));
        QTRY_VERIFY(remark->height() >= remark->heightForWidth(remark->width()));
        QVERIFY(remark->heightForWidth(remark->width()) > remark->fontMetrics().height()); // more than one line
        const auto bottom = [](const QWidget *widget) { return widget->mapToGlobal(widget->rect().bottomLeft()).y(); };
        QVERIFY(bottom(remark) < text->mapToGlobal(QPoint()).y());
    }

    void whatCannotBeSavedSaysWhyAndStays_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QString>("words");
        const qsizetype room = 65'536 - QByteArray(R"({"a":""})").size();
        QTest::newRow("65,537 bytes") << QByteArray(room + 1, 'x') << u"hostile would have 65,537 bytes"_s;
        QTest::newRow("21,846 characters of three bytes")
            << QByteArray("\xE2\x82\xAC").repeated(21'846) << u"hostile would have 65,546 bytes"_s;
        QTest::newRow("invalid UTF-8") << QByteArray("\xC3\x28") << u"not valid Unicode"_s;
    }
    void whatCannotBeSavedSaysWhyAndStays()
    {
        QFETCH(QByteArray, value);
        QFETCH(QString, words);
        openNew(R"({"a":"1"})");
        if (!m_bench->workspace->staging().stage(setting(u"a"_s, value)))
            return; // refused where it was typed
        ReviewDialog *review = m_bench->review();
        QTRY_VERIFY2_WITH_TIMEOUT(SaveBench::reason(review).contains(words), qPrintable(SaveBench::reason(review)),
                                  patience);
        review->reject();
        QCOMPARE(m_bench->workspace->staging().edits().count(), 1);
        QCOMPARE(m_bench->stored(name), QByteArray(R"({"a":"1"})"));
    }

    void whatExactlyFitsIsSaved()
    {
        openNew(R"({"a":"1"})");
        const QByteArray fits = QByteArray("\xE2\x82\xAC").repeated(21'842) + "12"; // 65,528 and the 8 around it
        QVERIFY(m_bench->workspace->staging().stage(setting(u"a"_s, fits)));
        m_bench->save(m_bench->review());
        QCOMPARE(m_bench->stored(name).size(), 65'536);
    }

    void aParameterHasTheLimitOfItsTier()
    {
        m_bench->open(idOf(Store::ParameterStore, u"/my-erp/lwa"_s));
        QVERIFY(m_bench->workspace->staging().stage(setting(u"/my-erp/refreshToken"_s, QByteArray(4'097, 'x'))));
        QVERIFY(m_bench->workspace->staging().stage(
            setting(u"/my-erp/lwa/clientsecret"_s, QByteArray(4'097, 'x')))); // Advanced
        ReviewDialog *review = m_bench->review();
        QTRY_VERIFY2_WITH_TIMEOUT(
            SaveBench::reason(review).contains(u"refreshToken would have 4,097 bytes, the limit is 4,096"_s),
            qPrintable(SaveBench::reason(review)), patience);
    }

    void aReplicaIsReadOnlySaysWhyAndLeadsToItsOrigin()
    {
        NewEntry wanted;
        wanted.name = name;
        wanted.value = SecretString(QByteArrayView(R"({"a":"1"})"));
        wanted.replicaRegions = {u"eu-west-1"_s};
        QVERIFY(m_bench->workspace->writes().create(wanted, newVersionId()));
        QTRY_VERIFY_WITH_TIMEOUT(hasEntry(), patience);
        auto *notice = m_bench->window->findChild<QWidget *>(u"entryNotice"_s);
        m_bench->open(idOf(Store::SecretsManager, name));
        QVERIFY(notice->isHidden());

        QVERIFY(m_bench->window->goTo(m_bench->workspace->place().profile().name, u"eu-west-1"_s));
        QTRY_VERIFY_WITH_TIMEOUT(hasEntry() && !m_bench->workspace->listing().isRunning(), patience);
        EntryId copy = idOf(Store::SecretsManager, name);
        copy.region = u"eu-west-1"_s;
        m_bench->open(copy);
        QVERIFY(!m_bench->workspace->openEntry().content()->entry.isWritable());
        QVERIFY(!m_bench->workspace->staging().stage(setting(u"a"_s, "2")));
        QVERIFY(!notice->isHidden());
        QVERIFY(notice->findChild<QLabel *>(u"entryNoticeText"_s)->text().contains(u"us-east-1"_s));
        notice->findChild<QAbstractButton *>(u"entryNoticeGo"_s)->click();
        QCOMPARE(m_bench->workspace->place().region(), u"us-east-1"_s);
    }

    void aManagedSecretIsReadOnlyAndSaysWhose()
    {
        Entry managed;
        managed.id = idOf(Store::SecretsManager, name);
        managed.editedBy = u"appflow"_s; // the service cannot be made to own a secret by its API
        QVERIFY(!managed.isWritable());
        EntryNotice notice;
        notice.setEntry(&managed);
        QVERIFY(!notice.isHidden());
        QVERIFY(notice.findChild<QLabel *>(u"entryNoticeText"_s)->text().contains(u"appflow"_s));
        QVERIFY(notice.findChild<QAbstractButton *>(u"entryNoticeGo"_s)->isHidden());
    }

private:
    bool hasEntry() const
    {
        const QList<Entry> &all = m_bench->workspace->listing().entries();
        return std::any_of(all.cbegin(), all.cend(), [](const Entry &entry) { return entry.id.name == name; });
    }

    QByteArray m_text;
    std::unique_ptr<SaveBench> m_bench;
};

} // namespace bad_input_test

KEYTURN_GUI_TEST(bad_input, bad_input_test::BadInputTest)
#include "bad_input_test.moc"
