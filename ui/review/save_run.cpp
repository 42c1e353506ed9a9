#include "ui/review/save_run.h"

#include "ui/details/detail_words.h"
#include "ui/text/error_text.h"
#include "ui/text/save_remarks.h"

namespace keyturn {

SaveRun::SaveRun(Workspace &workspace, QObject *parent) : QObject(parent), m_workspace(workspace)
{
    connect(&m_workspace.saves(), &Saves::saved, this, &SaveRun::saved);
    connect(&m_workspace.saves(), &Saves::failed, this, &SaveRun::notSaved);
    connect(&m_workspace.saves(), &Saves::detailsFailed, this,
            [this](const EntryId &id, const SaveReceipt &values, const DetailsReceipt &details) {
                entryDone(id, DetailWords::failures(details, values.changed, leafOf(id.name)));
            });
}

void SaveRun::start(const QList<EntryId> &ids)
{
    m_problems.clear();
    m_remarks.clear();
    m_failure.clear();
    m_saved = 0;
    m_saving = ids;
    m_workspace.saves().save(ids);
}

void SaveRun::saved(const EntryId &id, const SaveReceipt &receipt)
{
    m_remarks.append(SaveRemarks::of(id.name, receipt.tagError, receipt.labelError));
    entryDone(id, {});
}

void SaveRun::notSaved(const EntryId &id, const Error &error)
{
    if (m_workspace.halfSaves().find(id)) { // the card tells the rest
        entryDone(id, tr("%1 is partly saved. Finish it or restore the old values.").arg(id.name));
        return;
    }
    const ErrorMessage message = ErrorText::message(error, id.name);
    entryDone(id, ErrorText::twoLines(message));
}

void SaveRun::entryDone(const EntryId &id, const QString &problem)
{
    if (!m_saving.removeOne(id)) {
        if (!problem.isEmpty()) {
            m_failure = problem;
            emit failed();
        }
        return;
    }
    if (problem.isEmpty())
        ++m_saved;
    else
        m_problems.insert(id, problem);
    if (!m_saving.isEmpty())
        return;
    if (m_problems.isEmpty()) {
        emit savedAll(m_saved, m_remarks.join(u' '));
        return;
    }
    QStringList lines(m_problems.values());
    if (m_saved > 0)
        lines.prepend(tr("%n saved.", nullptr, m_saved));
    m_failure = (lines + m_remarks).join(u' ');
    emit failed();
}

} // namespace keyturn

#include "moc_save_run.cpp"
