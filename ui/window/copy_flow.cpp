#include "ui/window/copy_flow.h"

#include "core/workspace/workspace.h"
#include "ui/text/wording.h"
#include "ui/window/message_center.h"
#include "ui/window/place_flow.h"
#include "ui/window/writing_guard.h"

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

//! Whole texts take the place of whole texts; keys keep the kind of value that they had where they come from.
FieldEdit editOf(const EntryContent &target, const QString &key, const EntryField &field)
{
    if (key.isEmpty())
        return FieldEdit::raw(field.value);
    FieldEdit edit;
    edit.key = key;
    edit.value = field.value;
    if (target.field(key))
        edit.kind = field.isString ? FieldEdit::Kind::Set : FieldEdit::Kind::SetJson;
    else
        edit.kind = field.isString ? FieldEdit::Kind::Add : FieldEdit::Kind::AddJson;
    return edit;
}

} // namespace

CopyFlow::CopyFlow(const WindowContext &context, PlaceFlow &places, QObject *parent) :
    QObject(parent), m_context(context), m_places(places)
{
    connect(&m_context.workspace.openEntry(), &OpenEntry::contentChanged, this, &CopyFlow::stageIfOpen);
    connect(&m_context.workspace.openEntry(), &OpenEntry::failed, this, [this] { m_pending.reset(); });
    connect(&m_context.workspace.place(), &Place::changed, this, [this] {
        if (m_pending && !isThere(m_pending->to))
            m_pending.reset();
    });
    connect(&m_context.workspace.lock(), &WorkspaceLock::locking, this, [this] {
        m_reading.cancelAll();
        m_pending.reset();
    });
}

void CopyFlow::copy(const PlacedKey &from, const PlacedKey &to)
{
    m_pending.reset();
    m_reading.cancelAll();
    m_reading.launch(fieldThere(&m_context.workspace.place().source(), from),
                     [this, from, to](const Result<EntryField> &field) {
                         if (field)
                             go({to, *field, u"%1, %2"_s.arg(from.profile.name, from.region)});
                         else
                             m_context.messages.showError(field.error(), leafOf(from.entry.id.name),
                                                          [this, from, to] { copy(from, to); });
                     });
}

bool CopyFlow::isThere(const PlacedKey &to) const
{
    const Place &place = m_context.workspace.place();
    return place.profile().name == to.profile.name && place.region() == to.region;
}

void CopyFlow::go(Pending pending)
{
    const PlacedKey to = pending.to;
    m_pending = std::move(pending);
    m_places.goToEntry(to.profile.name, to.region, to.entry);
    if (!isThere(to))
        m_pending.reset(); // unsaved changes keep us here, and that was said
    stageIfOpen();
}

void CopyFlow::stageIfOpen()
{
    const OpenEntry &open = m_context.workspace.openEntry();
    if (!m_pending || !open.content() || open.id() != m_pending->to.entry.id)
        return;
    m_context.writing.run([this, pending = *std::exchange(m_pending, {})] { stage(pending); });
}

void CopyFlow::stage(const Pending &pending)
{
    const EntryContent *content = m_context.workspace.openEntry().content();
    if (!content || content->entry.id != pending.to.entry.id)
        return;
    const Result<> staged = m_context.workspace.staging().stage({editOf(*content, pending.to.key, pending.field)},
                                                                tr("copy from %1").arg(pending.from));
    if (!staged)
        m_context.messages.showError(staged.error(), leafOf(pending.to.entry.id.name), {});
    else
        emit reviewWanted();
}

} // namespace keyturn

#include "moc_copy_flow.cpp"
