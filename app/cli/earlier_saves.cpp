#include "app/cli/earlier_saves.h"

#include "core/profile/environment.h"
#include "core/save/save_recovery.h"
#include "core/save/secret_save.h"

#include <QCoreApplication>

namespace keyturn::cli {

using namespace Qt::StringLiterals;

namespace {

class EarlierSavesText {
    Q_DECLARE_TR_FUNCTIONS(keyturn::cli::EarlierSaves)

public:
    static QString outcome(const CutOffSave &save, const SaveJournal::Record &record)
    {
        const bool isSecret = !record.secret.isEmpty();
        switch (save.outcome) {
        case CutOffSave::Outcome::NotWritten:
            return tr("nothing of it was written.");
        case CutOffSave::Outcome::Written:
            return isSecret ? tr("it was written as version %1.").arg(record.id)
                            : tr("it was written as version %1.").arg(save.versions.constLast());
        case CutOffSave::Outcome::TakenBack:
            return tr("its value had not become current, and was given up.");
        case CutOffSave::Outcome::Unclear:
            break;
        }
        QStringList numbers;
        for (const qint64 version : save.versions)
            numbers << QString::number(version);
        return tr("the versions %1 came since, and one of them may be its, on top of someone else's. Look at the "
                  "history.")
            .arg(numbers.join(", "_L1));
    }
    static QString cutOff(const QString &name) { return tr("A save of \"%1\" was cut off:").arg(name); }
    static QString half()
    {
        return tr("some of its parameters hold the new value and some the old one. Open it in the window of Keyturn, "
                  "which can restore the old values.");
    }
    static QString label(const SaveJournal::Record &record, const Error &error)
    {
        return tr("The label %1 could not be removed (%2).").arg(SecretSave::stagingLabel(record.id), error.code);
    }
};

//! Whether the record has served its purpose.
Task<bool> tellOne(Session *session, Connection *connection, SaveJournal::Record record)
{
    Task<Result<CutOffSave>> finding = findOut(connection, record);
    const Result<CutOffSave> found = co_await std::move(finding);
    if (!found)
        co_return found.error().kind == ErrorKind::NotFound;
    session->out().message(
        {EarlierSavesText::cutOff(record.entry), u"  "_s + EarlierSavesText::outcome(*found, record)});
    if (found->labelError)
        session->out().note(u"  "_s + EarlierSavesText::label(record, *found->labelError));
    co_return found->isSettled();
}

Task<bool> tellGroup(Session *session, Connection *connection, SaveJournal::Record record)
{
    const SaveRecovery recovery(connection->parameterStore());
    Task<Result<std::optional<HalfSaved>>> looking = recovery.look(record);
    const Result<std::optional<HalfSaved>> half = co_await std::move(looking);
    if (!half)
        co_return false;
    if (half->has_value())
        session->out().message({EarlierSavesText::cutOff(record.entry), u"  "_s + EarlierSavesText::half()});
    co_return !half->has_value();
}

} // namespace

QString journalFolder()
{
    return Environment().stateFolder() + u"/ops"_s;
}

Task<std::monostate> tellEarlierSaves(Session *session, Connection *connection, SaveJournal *journal, QString account)
{
    const QList<SaveJournal::Record> records = journal->records();
    for (const SaveJournal::Record &record : records) {
        if (record.account != account || record.region != connection->region() || !journal->take(record.id))
            continue;
        const bool isGroup = record.parts.size() > 1;
        Task<bool> telling = isGroup ? tellGroup(session, connection, record) : tellOne(session, connection, record);
        const bool isDone = co_await std::move(telling);
        isDone ? journal->remove(record.id) : journal->release(record.id);
    }
    co_return std::monostate();
}

} // namespace keyturn::cli
