#include "core/stores/page_stream.h"

#include "core/stores/listing_reader.h"
#include "tests/support/run.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace page_stream_test {

constexpr int perPage = 100;

//! Lists as many pages as it is told to; then it ends, or goes on with a token that was there before.
class PageStreamTest : public QObject {
    Q_OBJECT

    int m_asked = 0;

    Task<Result<SecretString>> page(int number, int pages, bool endsWell)
    {
        ++m_asked;
        QByteArray text = "{\"SecretList\":[";
        for (int i = 0; i < perPage; ++i) {
            const QByteArray name = "s" + QByteArray::number(number * perPage + i);
            text += QByteArray(i == 0 ? "" : ",") + "{\"Name\":\"" + name + "\",\"ARN\":\"arn:" + name + "\"}";
        }
        text += "]";
        if (number + 1 < pages || !endsWell)
            text += ",\"NextToken\":\"" + QByteArray::number(number + 1 < pages ? number + 1 : 1) + "\"";
        text += "}";
        co_return SecretString(QByteArrayView(text));
    }
    PageStream<SecretMetadata> stream(int pages, bool endsWell = true)
    {
        m_asked = 0;
        const auto fetch = [this, pages, endsWell](const QString &token, std::chrono::milliseconds) {
            return page(token.toInt(), pages, endsWell);
        };
        const auto read = [](const SecretString &answer) -> Result<Page<SecretMetadata>> {
            ListingReader reader(perPage);
            auto page = reader.secrets(answer.bytes());
            if (!page)
                return Error{ErrorKind::Protocol, u"test"_s, reader.fault()};
            return std::move(*page);
        };
        return {PageGuard(perPage), fetch, read, [](const QString &detail) {
                    return Error{ErrorKind::Protocol, Refusal::BadAnswer, detail};
                }};
    }
    //! Of the next page; -1 where there is none.
    static qsizetype sizeOfNext(PageStream<SecretMetadata> &stream)
    {
        const auto page = run(stream.next());
        return page && *page && (*page)->has_value() ? (**page)->size() : -1;
    }
    //! Every item until the end.
    static QStringList namesOf(PageStream<SecretMetadata> &stream, std::optional<Error> *error = nullptr)
    {
        QStringList names;
        while (true) {
            const auto page = run(stream.next());
            if (!page || !*page) {
                if (error && page)
                    *error = page->error();
                return names;
            }
            if (!(*page)->has_value())
                return names;
            for (const SecretMetadata &secret : ***page)
                names.append(secret.name);
        }
    }

private slots:
    void givesEachPageAsItComes()
    {
        PageStream<SecretMetadata> pages = stream(20);
        QCOMPARE(sizeOfNext(pages), perPage);
        QCOMPARE(m_asked, 1);
        QCOMPARE(namesOf(pages).size(), 19 * perPage);
    }

    void whatIsHeldBackComesWholeAndInOrder()
    {
        PageStream<SecretMetadata> pages = stream(25);
        pages.holdBack();
        const QStringList names = namesOf(pages);
        QCOMPARE(names.size(), 25 * perPage);
        for (int i = 0; i < names.size(); ++i)
            QCOMPARE(names.at(i), u's' + QString::number(i));
        QCOMPARE(m_asked, 25);
    }

    void aShortListIsNotHeldBack()
    {
        PageStream<SecretMetadata> pages = stream(25);
        pages.holdBack();
        for (int page = 1; page <= 10; ++page) {
            QCOMPARE(sizeOfNext(pages), perPage);
            QCOMPARE(m_asked, page);
        }
        QCOMPARE(sizeOfNext(pages), perPage); // with the eleventh page it is a long one
        QCOMPARE(m_asked, 25);
    }

    void whatWasHeldBackIsDroppedWhereTheListDoesNotEnd()
    {
        PageStream<SecretMetadata> pages = stream(25, false);
        pages.holdBack();
        std::optional<Error> error;
        QCOMPARE(namesOf(pages, &error).size(), 1000);
        QVERIFY(error);
        QCOMPARE(error->code, u"bad-answer"_s);
        const auto after = run(pages.next());
        QVERIFY(after && *after && !(*after)->has_value());
    }
};

} // namespace page_stream_test

KEYTURN_TEST(page_stream, page_stream_test::PageStreamTest)
#include "page_stream_test.moc"
