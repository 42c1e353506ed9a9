// A search word typed over 100,000 rows, keystroke by keystroke: our proxy beside a QSortFilterProxyModel with a fixed
// string over the same names, each with a tree view (offscreen) that lays its rows out anew.
//   filter_bench        one line a keystroke: typed, rows left, ours ms, Qt's ms; medians of seven rounds, interleaved
#include "ui/search/entry_filter_proxy.h"
#include "ui/search/entry_list_model.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QSortFilterProxyModel>
#include <QTreeView>

#include <algorithm>
#include <cstdio>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace {

constexpr int rows = 100'000;
constexpr int rounds = 7;

QList<Entry> entries(const QDateTime &now)
{
    QList<Entry> all;
    for (int i = 0; i < rows; ++i) {
        Entry entry;
        const QString number = u"%1"_s.arg(i, 6, 10, QLatin1Char('0'));
        entry.id = {Store::SecretsManager, u"123456789012"_s, u"us-east-1"_s, u"shop/production/service-"_s + number};
        entry.description = u"LWA credentials of service "_s + number;
        entry.kind = CredentialKind::LwaCli;
        entry.tags.insert(u"team"_s, u"payments"_s);
        DueDate due;
        due.reason = DueReason::ClientSecretAge;
        due.dueAt = now.addDays(i % 180 - 5);
        entry.due << due;
        all << entry;
    }
    return all;
}

//! Qt's side gets the cheapest model there is: one column of names.
class Names final : public QAbstractListModel {
public:
    explicit Names(const EntryListModel &of)
    {
        for (int i = 0; i < of.count(); ++i)
            m_names << of.row(i).entry.id.name;
    }
    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(m_names.size()); }
    QVariant data(const QModelIndex &index, int role) const override
    {
        return role == Qt::DisplayRole ? m_names[index.row()] : QVariant();
    }

private:
    QStringList m_names;
};

struct Side {
    QTreeView view;
    std::vector<std::vector<double>> samples;

    void show(QAbstractItemModel *model)
    {
        view.setUniformRowHeights(true);
        view.setRootIsDecorated(false);
        view.setModel(model);
        view.resize(600, 800);
        view.show();
        QApplication::processEvents();
    }
    template <typename Type>
    void type(const QString &word, const Type &filter)
    {
        samples.resize(size_t(word.size()));
        for (int length = 1; length <= word.size(); ++length) {
            QElapsedTimer timer;
            timer.start();
            filter(word.left(length));
            view.indexAt({10, 10}); // the layout that was put off
            samples[size_t(length) - 1].push_back(double(timer.nsecsElapsed()) / 1e6);
            QApplication::processEvents();
        }
        filter(QString());
        QApplication::processEvents();
    }
    double median(size_t at)
    {
        std::sort(samples[at].begin(), samples[at].end());
        return samples[at][samples[at].size() / 2];
    }
};

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    EntryTable table;
    EntryListModel model(table, now);
    table.upsert(entries(now));

    EntryFilterProxy ours(model);
    ours.sort(int(EntryListModel::Column::Due));
    Names names(model);
    QSortFilterProxyModel theirs;
    theirs.setSourceModel(&names);
    theirs.setFilterCaseSensitivity(Qt::CaseInsensitive);
    theirs.sort(0);
    Side a;
    Side b;
    a.show(&ours);
    b.show(&theirs);

    const QString word = u"service-004321"_s;
    QList<int> left;
    for (int round = 0; round < rounds; ++round) {
        a.type(word, [&ours](const QString &text) {
            ours.setQuery(text);
            while (ours.isFiltering())
                QApplication::processEvents();
        });
        b.type(word, [&theirs](const QString &text) { theirs.setFilterFixedString(text); });
    }
    for (int length = 1; length <= word.size(); ++length) {
        ours.setQuery(word.left(length));
        std::printf("%s %d %.3f %.3f\n", qPrintable(word.left(length)), ours.rowCount(), a.median(size_t(length) - 1),
                    b.median(size_t(length) - 1));
    }
    return 0;
}
