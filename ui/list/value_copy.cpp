#include "ui/list/value_copy.h"

#include "core/workspace/workspace.h"
#include "ui/text/error_text.h"
#include "ui/text/wording.h"

#include <QMenu>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

ValueCopy::ValueCopy(Workspace &workspace, QWidget *window) : QObject(window), m_workspace(workspace), m_window(window)
{
    connect(&m_workspace.openEntry(), &OpenEntry::contentChanged, this, [this] {
        const EntryContent *content = m_workspace.openEntry().content();
        if (m_waiting && content && content->entry.id == *m_waiting)
            offer(*content);
    });
    connect(&m_workspace.openEntry(), &OpenEntry::opening, this, [this](const EntryId &id) {
        if (m_waiting != id) // somebody has gone on to another one
            m_waiting.reset();
    });
    connect(&m_workspace.openEntry(), &OpenEntry::failed, this, [this](const EntryId &id, const Error &error) {
        if (m_waiting == id)
            say(ErrorText::message(error, leafOf(id.name)).sentence);
    });
}

void ValueCopy::copy(const QList<EntryId> &ids, const QPoint &at)
{
    m_waiting.reset();
    m_at = at;
    if (ids.size() != 1) {
        say(tr("Select one entry to copy its value"));
        return;
    }
    const EntryId &id = ids.constFirst();
    const EntryContent *content = m_workspace.openEntry().content();
    const Entry *entry = m_workspace.listing().entry(id);
    if (content && content->entry.id == id)
        offer(*content);
    else if (entry && entry->deletedAt.isValid())
        say(tr("Restore %1 first: what is scheduled for deletion can't be read").arg(entry->leafName()));
    else
        m_waiting = id; // what is chosen in the list is about to be opened
}

void ValueCopy::offer(const EntryContent &content)
{
    m_waiting.reset();
    if (content.binary) {
        say(tr("The value is binary. Export it to a file instead."));
        return;
    }
    const auto isCredential = [](const EntryField &field) { return field.sensitive && !field.value.isEmpty(); };
    const auto nameOf = [](const EntryField &field, const Entry &entry) {
        return field.key.isEmpty() ? entry.leafName() : field.key;
    };
    const auto first = std::find_if(content.fields.begin(), content.fields.end(), isCredential);
    if (first != content.fields.end() && std::count_if(first, content.fields.end(), isCredential) == 1) {
        emit copied(first->value, nameOf(*first, content.entry));
        return;
    }
    if (content.fields.isEmpty()) {
        say(tr("%1 holds no value").arg(content.entry.leafName()));
        return;
    }
    QMenu *menu = makeMenu(tr("Copy which value?"));
    for (const EntryField &field : content.fields) {
        const QString name = nameOf(field, content.entry);
        const QString label = leafOf(name).replace(u'&', u"&&"_s);
        QAction *action = menu->addAction(u"%1\t%2"_s.arg(label, Wording::charactersShort(field.value.characters())));
        action->setObjectName(name);
        action->setEnabled(!field.value.isEmpty());
        connect(action, &QAction::triggered, this, [this, value = field.value, name] { emit copied(value, name); });
    }
    menu->popup(m_at);
}

void ValueCopy::say(const QString &why)
{
    m_waiting.reset();
    QMenu *menu = makeMenu(tr("Nothing was copied"));
    menu->addAction(why)->setEnabled(false);
    menu->popup(m_at);
}

QMenu *ValueCopy::makeMenu(const QString &title)
{
    auto *menu = new QMenu(title, m_window);
    menu->setObjectName(u"copyValueMenu"_s);
    menu->setAccessibleName(title);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addSection(title);
    return menu;
}

} // namespace keyturn

#include "moc_value_copy.cpp"
