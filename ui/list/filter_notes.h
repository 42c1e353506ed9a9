#pragma once
#include "core/entry/entry.h"

#include <QWidget>

namespace keyturn {

class EntryFilterProxy;
class EntryListModel;
class KeyReader;
class LinkButton;
class TextLabel;

//! Lines below the filter that say what its answer leaves out, each with the one thing to do about it: words that are
//! none, `value:` that waits for Enter, entries that would have to be read. Not there while there is nothing to say.
class FilterNotes : public QWidget {
    Q_OBJECT

public:
    //! All outlive it.
    FilterNotes(const EntryFilterProxy &proxy, const EntryListModel &entries, KeyReader &keys);

    //! Of the filter \p text; \p typed: characters of a value that were taken out of it.
    void explain(const QString &text, qsizetype typed);
    //! Entries that may match and can be read, but were not.
    qsizetype unread() const { return m_unread.size(); }
    void readThem();

signals:
    void filterWanted(const QString &text);

private:
    struct Line {
        QWidget *box = nullptr;
        TextLabel *text = nullptr;
        LinkButton *link = nullptr;
    };
    Line makeLine(const QString &name);
    void say(const Line &line, const QString &text, const QString &action = {}, const QString &toolTip = {});
    void explainWords(const QString &text);
    void explainKeys();

    const EntryFilterProxy &m_proxy;
    const EntryListModel &m_entries;
    KeyReader &m_keys;
    Line m_word;
    Line m_value;
    Line m_contents;
    QString m_better; // the filter with the first unknown word put right
    QList<EntryId> m_unread;
};

} // namespace keyturn
