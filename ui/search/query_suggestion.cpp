#include "ui/search/query_suggestion.h"

#include "ui/search/entry_list_model.h"
#include "ui/text/spelling.h"
#include "ui/text/wording.h"

#include <QHash>

namespace keyturn {
using namespace Qt::StringLiterals;

namespace {

//! Beginnings of the keys in the list that end where a word ends, with the number of entries that have such a key.
QHash<QString, int> beginnings(const EntryListModel &entries)
{
    QHash<QString, int> counts;
    for (qsizetype row = 0; row < entries.count(); ++row) {
        const std::string_view keys = entries.searchIndex().subject(row).keys;
        QSet<QString> own;
        for (size_t from = 0; from < keys.size();) {
            const size_t end = std::min(keys.find('\n', from), keys.size());
            const QString key = QString::fromUtf8(keys.data() + from, qsizetype(end - from));
            for (qsizetype i = 1; i < key.size(); ++i) {
                if (key[i] == u'-' || key[i] == u'_' || key[i] == u'/')
                    own.insert(key.left(i + 1));
            }
            own.insert(key);
            from = end + 1;
        }
        for (const QString &beginning : std::as_const(own))
            ++counts[beginning];
    }
    return counts;
}

bool allAreRead(const EntryListModel &entries)
{
    for (qsizetype row = 0; row < entries.count(); ++row) {
        if (!entries.searchIndex().subject(row).isRead)
            return false;
    }
    return true;
}

} // namespace

QuerySuggestion QuerySuggestion::of(const QString &text, const EntryListModel &entries)
{
    const SearchQuery query = SearchQuery::parse(text);
    for (const SearchQuery::Word &word : query.words()) {
        const QString typed = text.mid(word.from, word.length);
        const auto with = [&text, &word](const QString &sentence, const QString &better) {
            QuerySuggestion suggestion;
            suggestion.sentence = sentence;
            suggestion.word = better;
            suggestion.query = QString(text).replace(word.from, word.length, better);
            return suggestion;
        };
        if (word.kind == SearchQuery::Word::Kind::Unknown && !word.suggestion.isEmpty())
            return with(tr("Unknown filter “%1”.").arg(typed), word.suggestion);
        if (!typed.startsWith(u"key:", Qt::CaseInsensitive))
            continue;
        QString stem = typed.mid(4).toLower();
        const bool star = stem.endsWith(u'*');
        if (star)
            stem.chop(1);
        const QHash<QString, int> known = beginnings(entries);
        QStringList sorted = known.keys();
        sorted.sort();
        if (known.contains(stem))
            continue;
        const QString nearest = nearestWord(stem, sorted);
        const QString shown = nearest.endsWith(u'-') ? nearest.chopped(1) : nearest;
        if (nearest.isEmpty())
            continue;
        const QString sentence = allAreRead(entries) ? tr("No key has that name. %1 have a key that starts with %2.")
                                                     : tr("No key that was read has that name. %1 have a key that "
                                                          "starts with %2.");
        return with(sentence.arg(Wording::entries(known.value(nearest)), shown),
                    u"key:"_s + nearest + (star ? u"*"_s : QString()));
    }
    return {};
}

} // namespace keyturn
