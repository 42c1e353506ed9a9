#include "ui/list/filter_notes.h"

#include "ui/list/key_reader.h"
#include "ui/search/entry_filter_proxy.h"
#include "ui/search/entry_list_model.h"
#include "ui/style/metrics.h"
#include "ui/text/error_text.h"
#include "ui/text/wording.h"
#include "ui/widgets/link_button.h"
#include "ui/widgets/text_label.h"

#include <QHBoxLayout>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {
constexpr qsizetype mostReasons = 10; // in a tool tip
}

FilterNotes::FilterNotes(const EntryFilterProxy &proxy, const EntryListModel &entries, KeyReader &keys) :
    m_proxy(proxy), m_entries(entries), m_keys(keys)
{
    setObjectName(u"filterNotes"_s);
    m_word = makeLine(u"unknownWord"_s);
    m_value = makeLine(u"valueNote"_s);
    m_contents = makeLine(u"unreadKeys"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::narrowPageMargin, 0, metrics::cellMargin, metrics::insideControl);
    column->setSpacing(2);
    for (const Line &line : {m_word, m_value, m_contents})
        column->addWidget(line.box);
    connect(m_word.link, &QAbstractButton::clicked, this, [this] { emit filterWanted(m_better); });
    connect(m_contents.link, &QAbstractButton::clicked, this, [this] {
        if (m_keys.isRunning())
            m_keys.cancel();
        else
            readThem();
    });
    hide();
}

FilterNotes::Line FilterNotes::makeLine(const QString &name)
{
    const Line line{new QWidget, new TextLabel({}, Theme::Font::Small, &ThemeColors::text2), new LinkButton};
    line.text->setObjectName(name);
    line.text->setWordWrap(true);
    line.link->setObjectName(name + u"Action"_s);
    auto *row = new QHBoxLayout(line.box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::gap);
    row->addWidget(line.text, 1);
    row->addWidget(line.link, 0, Qt::AlignVCenter);
    line.box->hide();
    return line;
}

void FilterNotes::say(const Line &line, const QString &text, const QString &action, const QString &toolTip)
{
    if (line.text->text() != text)
        line.text->setText(text);
    line.text->setToolTip(toolTip);
    if (line.link->text() != action) {
        line.link->setText(action);
        line.link->updateGeometry();
    }
    line.link->setToolTip(toolTip);
    line.link->setVisible(!action.isEmpty());
    line.box->setVisible(!text.isEmpty());
}

void FilterNotes::explain(const QString &text, qsizetype typed)
{
    explainWords(text);
    explainKeys();
    if (typed > 0)
        say(m_value, tr("Press Enter to search for the value you typed (%1).").arg(Wording::hidden(typed)));
    else if (m_proxy.query().asksForValue())
        say(m_value, tr("Press Enter to search for a value. You type it into a separate field."));
    else
        say(m_value, {});
    setVisible(!m_word.box->isHidden() || !m_value.box->isHidden() || !m_contents.box->isHidden());
}

void FilterNotes::explainWords(const QString &text)
{
    const QList<SearchQuery::Word> &words = m_proxy.query().words();
    const auto isUnknown = [](const SearchQuery::Word &word) { return word.kind == SearchQuery::Word::Kind::Unknown; };
    const auto first = std::find_if(words.begin(), words.end(), isUnknown);
    if (first == words.end() || first->from + first->length > text.size()) {
        say(m_word, {});
        return;
    }
    const QString typed = text.mid(first->from, first->length);
    const int more = int(std::count_if(first, words.end(), isUnknown)) - 1;
    m_better = QString(text).replace(first->from, first->length, first->suggestion);
    say(m_word,
        more == 0 ? tr("Unknown filter “%1” ignored.").arg(typed)
                  : tr("Unknown filters “%1” and %n more ignored.", nullptr, more).arg(typed),
        first->suggestion.isEmpty() ? QString() : tr("Use %1").arg(first->suggestion));
}

void FilterNotes::explainKeys()
{
    const QList<EntryId> open = m_proxy.openEntries();
    m_unread.clear();
    QStringList reasons;
    for (const EntryId &id : open) {
        const Entry *entry = m_entries.find(id);
        if (const Error *error = m_keys.failure(id))
            reasons.append(tr("%1: %2").arg(id.name, ErrorText::message(*error).sentence));
        else if (entry && entry->deletedAt.isValid())
            reasons.append(tr("%1: it is scheduled for deletion.").arg(id.name));
        else
            m_unread.append(id);
    }
    if (m_keys.isRunning()) {
        say(m_contents, tr("Reading keys, %1 of %2.").arg(m_keys.done()).arg(m_keys.total()), tr("Stop"));
        return;
    }
    QStringList sentences;
    const int unread = int(m_unread.size());
    if (unread > 0)
        sentences.append(unread == 1 ? tr("Keys of %n entry are not read yet.", nullptr, unread)
                                     : tr("Keys of %Ln entries are not read yet.", nullptr, unread));
    const int closed = int(reasons.size());
    if (closed > 0)
        sentences.append(closed == 1 ? tr("Keys of %n entry cannot be read.", nullptr, closed)
                                     : tr("Keys of %Ln entries cannot be read.", nullptr, closed));
    const QString why = reasons.first(std::min(mostReasons, reasons.size())).join(u'\n');
    const QString how =
        tr("Reads the names of the keys, one request per entry (AWS may charge for them). Values are not stored.");
    say(m_contents, sentences.join(u' '), unread > 0 ? tr("Read them") : QString(), why.isEmpty() ? how : why);
}

void FilterNotes::readThem()
{
    m_keys.read(m_unread);
}

} // namespace keyturn

#include "moc_filter_notes.cpp"
