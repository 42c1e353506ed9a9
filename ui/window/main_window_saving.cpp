#include "ui/window/main_window.h"

#include "ui/text/error_text.h"
#include "ui/text/wording.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/message_bar.h"
#include "ui/window/save_undo.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace keyturn {

void MainWindow::connectSaveUndo()
{
    m_saveUndo = new SaveUndo(m_workspace, this);
    connect(m_actions->action(Actions::Id::UndoSave), &QAction::triggered, m_saveUndo, &SaveUndo::undo);
    connect(m_saveUndo, &SaveUndo::changed, this,
            [this] { m_actions->setObstacle(Actions::Id::UndoSave, m_saveUndo->obstacle()); });
    connect(m_saveUndo, &SaveUndo::undone, this, [this](const EntryId &id) {
        message(int(MessageBar::Kind::Success), tr("Undid the save of %1.").arg(id.name));
        m_messageLife.start(8s);
    });
    connect(m_saveUndo, &SaveUndo::failed, this, [this](const EntryId &id, const Error &error) {
        if (m_workspace.halfSaves().find(id)) // its own message tells
            return;
        if (error.kind == ErrorKind::Conflict)
            message(int(MessageBar::Kind::Warning),
                    tr("%1 changed after your save, so it can't be undone. Use Versions to roll back.").arg(id.name));
        else
            showError(error, leafOf(id.name), [this] { m_saveUndo->undo(); });
    });
}

//! What was saved, with the way back for as long as there is one.
void MainWindow::showSaved(int entries, const QString &remark)
{
    const QString saved = tr("Saved %1.").arg(Wording::entries(entries));
    const bool canUndo = m_saveUndo->obstacle().isEmpty();
    const QString label = canUndo ? tr("Undo the save") : QString();
    const auto undo = [this] {
        const QString reason = m_saveUndo->obstacle();
        if (reason.isEmpty())
            m_saveUndo->undo();
        else
            message(int(MessageBar::Kind::Info), reason);
    };
    message(int(remark.isEmpty() ? MessageBar::Kind::Success : MessageBar::Kind::Warning),
            remark.isEmpty() ? saved : saved + u' ' + remark, label, undo);
    if (remark.isEmpty())
        m_messageLife.start(canUndo ? std::chrono::milliseconds(SaveUndo::window) : 8s);
}

QString MainWindow::cutOffText(const QString &name, const CutOffSave &save)
{
    QString sentence;
    QStringList versions;
    for (const qint64 version : save.versions)
        versions << QString::number(version);
    switch (save.outcome) {
    case CutOffSave::Outcome::NotWritten:
        sentence = tr("An earlier save of %1 was cut off before anything was written.").arg(name);
        break;
    case CutOffSave::Outcome::Written:
        sentence = tr("An earlier save of %1 was cut off after its value had been written.").arg(name);
        break;
    case CutOffSave::Outcome::TakenBack:
        sentence = tr("An earlier save of %1 was cut off before its value became current, and was given up.").arg(name);
        break;
    case CutOffSave::Outcome::Unclear:
        sentence =
            tr("An earlier save of %1 was cut off. One of its versions %2 may be that save's, on top of somebody "
               "else's: look at the history.")
                .arg(name, versions.join(u", "_s));
        break;
    }
    if (save.labelError)
        sentence +=
            u' ' + tr("Its label could not be taken off: %1").arg(ErrorText::message(*save.labelError).sentence);
    return sentence;
}

} // namespace keyturn
