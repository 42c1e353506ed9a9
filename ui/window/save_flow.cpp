#include "ui/window/save_flow.h"

#include "core/workspace/workspace.h"
#include "ui/review/half_saved_dialog.h"
#include "ui/review/review_dialog.h"
#include "ui/review/staged_text.h"
#include "ui/text/save_remarks.h"
#include "ui/text/wording.h"
#include "ui/widgets/actions.h"
#include "ui/window/dialog_opener.h"
#include "ui/window/discard_dialog.h"
#include "ui/window/message_center.h"
#include "ui/window/save_undo.h"
#include "ui/window/writing_guard.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

QString cutOffText(const QString &name, const CutOffSave &save)
{
    switch (save.outcome) {
    case CutOffSave::Outcome::NotWritten:
        return SaveFlow::tr("An earlier save of %1 was interrupted before anything was written.").arg(name);
    case CutOffSave::Outcome::Written:
        return SaveFlow::tr("An earlier save of %1 was interrupted after its value was written.").arg(name);
    case CutOffSave::Outcome::TakenBack:
        return SaveFlow::tr("An earlier save of %1 was interrupted before its value became current, and was dropped.")
            .arg(name);
    case CutOffSave::Outcome::Unclear:
        break;
    }
    QStringList versions;
    for (const qint64 version : save.versions)
        versions << QString::number(version);
    return SaveFlow::tr("An earlier save of %1 was interrupted. One of its versions %2 may be from that save, over "
                        "someone else's: check Versions.")
        .arg(name, versions.join(u", "_s));
}

} // namespace

SaveFlow::SaveFlow(const WindowContext &context, QObject *parent) : QObject(parent), m_context(context)
{
    connectHalfSaves();
    m_undo = new SaveUndo(m_context.workspace, this); // after it: that a save is undone is told last
    connectUndo();
}

void SaveFlow::connectHalfSaves()
{
    HalfSaves &halves = m_context.workspace.halfSaves();
    connect(&m_context.workspace.saves(), &Saves::saved, this, &SaveFlow::saveEnded);
    connect(&m_context.workspace.saves(), &Saves::failed, this, &SaveFlow::saveEnded);
    connect(&halves, &HalfSaves::found, this, &SaveFlow::saveEnded);
    connect(&halves, &HalfSaves::ended, this, &SaveFlow::saveEnded);
    connect(&halves, &HalfSaves::cutOff, this, &SaveFlow::showCutOff);
    connect(&halves, &HalfSaves::recoveryFailed, this, [this](const EntryId &id, const Error &error) {
        const ErrorMessage text = ErrorText::message(error, id.name);
        const auto openAgain = [this] {
            m_context.workspace.open(m_context.workspace.place().profile(), m_context.workspace.place().region());
        };
        m_context.messages.show(
            {MessageBar::Kind::Warning,
             tr("An earlier save of %1 was interrupted, and Keyturn couldn't read how far it got. %2")
                 .arg(id.name, text.sentence),
             tr("Try again"), openAgain});
    });
}

void SaveFlow::saveEnded(const EntryId &id)
{
    emit halfSavesChanged();
    if (m_context.workspace.halfSaves().find(id))
        showHalfSaved(id);
    else if (m_context.workspace.halfSaves().entries().isEmpty())
        m_context.messages.settle(Message::Topic::HalfSaved);
}

void SaveFlow::showCutOff(const EntryId &id, const CutOffSave &save)
{
    QString sentence = cutOffText(id.name, save);
    if (save.labelError)
        sentence += u' ' + tr("Its label couldn't be removed: %1").arg(ErrorText::message(*save.labelError).sentence);
    if (save.outcome != CutOffSave::Outcome::Unclear && !save.labelError)
        m_context.messages.tell(sentence);
    else
        m_context.messages.warn(sentence);
}

void SaveFlow::connectUndo()
{
    connect(m_undo, &SaveUndo::changed, this, [this] {
        if (m_undo->entries().isEmpty()) // it was undone elsewhere, or cannot be any more
            m_context.messages.settle(Message::Topic::UndoSave);
        emit undoObstacleChanged();
    });
    connect(m_undo, &SaveUndo::undone, this, [this](const EntryId &id, const SaveReceipt &receipt) {
        QStringList sentences{tr("Undid the save of %1.").arg(id.name)};
        sentences.append(SaveRemarks::of(id.name, receipt.tagError, receipt.labelError));
        m_context.messages.succeed(sentences.join(u' '));
    });
    connect(m_undo, &SaveUndo::failed, this, [this](const EntryId &id, const Error &error) {
        if (m_context.workspace.halfSaves().find(id)) // its own message tells
            return;
        if (error.kind == ErrorKind::Conflict)
            m_context.messages.warn(
                tr("%1 changed after your save, so it can't be undone. Use Versions to roll back.").arg(id.name));
        else
            m_context.messages.showError(error, leafOf(id.name), [this] { m_undo->undo(); });
    });
}

QString SaveFlow::undoObstacle() const
{
    return m_undo->obstacle();
}

void SaveFlow::undoSave()
{
    const QString reason = m_undo->obstacle();
    if (reason.isEmpty())
        m_context.writing.run([this] { m_undo->undo(); });
    else
        m_context.messages.tell(reason);
}

ReviewDialog *SaveFlow::openReview()
{
    if (m_context.workspace.staging().edits().isEmpty())
        return nullptr;
    if (m_review)
        return m_review;
    if (!m_context.workspace.place().canWrite()) {
        m_context.writing.run([this] { openReview(); });
        emit kept();
        return nullptr;
    }
    const QWidget *window = m_context.dialogs.window();
    m_review = new ReviewDialog(m_context.workspace, m_context.dialogs.window());
    m_review->setAttribute(Qt::WA_DeleteOnClose);
    m_review->resize(std::min(1120, window->width() - 48), std::min(664, window->height() - 48));
    connect(m_review, &QDialog::finished, this, [this] {
        m_review.clear(); // it is deleted later, and another one may be wanted before
        if (!m_context.workspace.staging().edits().isEmpty() && m_context.workspace.running().count() == 0)
            emit kept();
    });
    connect(m_review, &ReviewDialog::savedAll, this, &SaveFlow::showSaved);
    connect(m_review, &ReviewDialog::versionsWanted, this, &SaveFlow::showVersions);
    m_context.dialogs.open(m_review.data());
    return m_review;
}

//! With what somebody else has written since it was opened.
void SaveFlow::showVersions(const EntryId &id)
{
    emit entryWanted(id);
    OpenEntry &entry = m_context.workspace.openEntry();
    entry.open(id);
    const auto show = [this, &entry, id] {
        if (entry.content() && entry.content()->entry.id == id)
            m_context.actions.action(Actions::Id::TabVersions)->trigger();
    };
    connect(&entry, &OpenEntry::contentChanged, this, show, Qt::SingleShotConnection);
}

void SaveFlow::askDiscard()
{
    auto *dialog =
        new DiscardDialog(StagedText::changes(m_context.workspace.staging().edits()), m_context.dialogs.window());
    connect(dialog, &DiscardDialog::discardWanted, &m_context.workspace.staging(), &Staging::discardAll);
    connect(dialog, &DiscardDialog::saveWanted, this, [this] { openReview(); });
    connect(dialog, &QDialog::rejected, this, &SaveFlow::kept);
    m_context.dialogs.open(dialog);
}

//! What was saved, with the way back for as long as there is one.
void SaveFlow::showSaved(int entries, const QString &remark)
{
    const QString saved = tr("Saved %1.").arg(Wording::entries(entries));
    const bool canUndo = m_undo->obstacle().isEmpty();
    Message message{remark.isEmpty() ? MessageBar::Kind::Success : MessageBar::Kind::Warning,
                    remark.isEmpty() ? saved : saved + u' ' + remark, canUndo ? tr("Undo the save") : QString(),
                    [this] { undoSave(); }};
    if (remark.isEmpty())
        message.life = canUndo ? std::chrono::milliseconds(SaveUndo::window) : MessageCenter::shortLife;
    message.topic = Message::Topic::UndoSave;
    if (canUndo)
        message.isStillTrue = [this] { return !m_undo->entries().isEmpty(); };
    m_context.messages.show(message);
}

void SaveFlow::showHalfSaved(const EntryId &id)
{
    Message message{
        MessageBar::Kind::Warning,
        tr("%1 is partly saved: some of its parameters hold the new value, others the old one.").arg(id.name),
        tr("Review…"), [this, id] { openHalfSaved(id); }};
    message.topic = Message::Topic::HalfSaved;
    message.isStillTrue = [this, id] { return m_context.workspace.halfSaves().find(id) != nullptr; };
    m_context.messages.show(message);
}

void SaveFlow::openHalfSaved(const EntryId &id)
{
    const HalfSaved *half = m_context.workspace.halfSaves().find(id);
    if (half && !m_context.workspace.staging().edits().item(id)) // found, or of a save that was being taken back
        m_context.dialogs.open(new HalfSavedDialog(m_context.workspace, id, m_context.dialogs.window()));
    else
        openReview();
}

} // namespace keyturn

#include "moc_save_flow.cpp"
