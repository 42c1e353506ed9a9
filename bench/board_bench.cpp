// The board of 10,000 entries (offscreen): made from the metadata of a listing, beside the reading of that listing;
// sorted into its table, and filtered keystroke by keystroke, beside a model of bare names under a
// QSortFilterProxyModel with a fixed string, each below a table view that lays its rows out anew.
//   board_bench        one line a step: what, rows, ours ms, theirs ms; medians of nine rounds, in turn
#include "core/entry/due_board.h"
#include "core/entry/entries.h"
#include "core/stores/listing_reader.h"
#include "ui/due/due_filter.h"
#include "ui/due/due_model.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QStringListModel>
#include <QTableView>

#include <algorithm>
#include <cstdio>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace {

constexpr int boardEntries = 10'000;
constexpr int boardRounds = 9;
constexpr int pageSize = 100;

QByteArray listingPage(int first)
{
    QByteArray list;
    for (int i = first; i < first + pageSize; ++i) {
        const QByteArray number = QByteArray::number(100'000 + i);
        const QByteArray name = "shop/production/service-" + number + "/lwa";
        list += QByteArray(i > first ? "," : "") + R"({"ARN":"arn:aws:secretsmanager:us-east-1:123456789012:secret:)"
                + name + R"(-AbCdEf","CreatedDate":)" + QByteArray::number(1'764'000'000 + i * 1000)
                + R"(.123,"Description":"LWA credentials","LastChangedDate":1774726400.5,"Name":")" + name
                + R"(","SecretVersionsToStages":{"11111111-2222-4333-8444-000000)" + number
                + R"(":["AWSCURRENT"]},"Tags":[{"Key":"keyturn:kind","Value":"lwa-cli"}]})";
    }
    return "{\"SecretList\":[" + list + "]}";
}

template <typename Work>
double milliseconds(Work work)
{
    QElapsedTimer timer;
    timer.start();
    work();
    return double(timer.nsecsElapsed()) / 1e6;
}

double medianOf(QList<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

void show(QTableView &view, QAbstractItemModel &model)
{
    view.setModel(&model);
    view.resize(1200, 800);
    view.show();
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const QDateTime now(QDate(2026, 11, 21), QTime(14, 5), Qt::UTC);
    QList<QByteArray> pages;
    for (int first = 0; first < boardEntries; first += pageSize)
        pages.append(listingPage(first));
    const auto readAll = [&] {
        QList<Entry> entries;
        ListingReader reader(pageSize);
        for (const QByteArray &page : std::as_const(pages)) {
            const auto read = reader.secrets(page);
            for (const SecretMetadata &secret : read->items)
                entries.append(entryFromSecret(secret, u"us-east-1"_s, now));
        }
        return entries;
    };
    const QList<Entry> entries = readAll();
    QStringList names;
    for (const Entry &entry : entries)
        names.append(entry.id.name);

    DueModel board;
    DueFilter filter;
    filter.setSourceModel(&board);
    QStringListModel bare;
    QSortFilterProxyModel bareFilter;
    bareFilter.setSourceModel(&bare);
    QTableView ours;
    QTableView theirs;
    show(ours, filter);
    show(theirs, bareFilter);

    QList<double> making;
    QList<double> reading;
    QList<double> sorting;
    QList<double> bareSorting;
    QList<DueItem> items;
    for (int round = 0; round < boardRounds; ++round) {
        reading.append(milliseconds([&] { (void)readAll(); }));
        making.append(milliseconds([&] { items = dueBoard(entries, {}, now); }));
        board.setItems({}, now);
        bare.setStringList({});
        std::reverse(items.begin(), items.end());
        std::reverse(names.begin(), names.end());
        sorting.append(milliseconds([&] { board.setItems(items, now); }));
        bareSorting.append(milliseconds([&] {
            names.sort();
            bare.setStringList(names);
        }));
    }
    std::printf("make %d %.3f %.3f\n", int(items.size()), medianOf(making), medianOf(reading));
    std::printf("sort %d %.3f %.3f\n", board.rowCount(), medianOf(sorting), medianOf(bareSorting));
    QList<double> first; // what the rows say is put together once
    for (int round = 0; round < boardRounds; ++round) {
        filter.setText({});
        board.setItems(items, now);
        first.append(milliseconds([&] { filter.setText(u"1042"_s); }));
    }
    std::printf("first-filter %d %.3f 0\n", filter.rowCount(), medianOf(first));
    for (const QString &typed : {u"1"_s, u"10"_s, u"104"_s, u"1042"_s}) {
        QList<double> a;
        QList<double> b;
        for (int round = 0; round < boardRounds; ++round) {
            filter.setText({});
            bareFilter.setFilterFixedString({});
            a.append(milliseconds([&] { filter.setText(typed); }));
            b.append(milliseconds([&] { bareFilter.setFilterFixedString(typed); }));
        }
        std::printf("filter:%s %d %.3f %.3f\n", qPrintable(typed), filter.rowCount(), medianOf(a), medianOf(b));
    }
    return 0;
}
