#include "core/keychain/keychain_job.h"

#include "core/async/completion.h"

#include <QPointer>
#include <QTimer>

namespace keyturn {

namespace {

constexpr auto service = "keyturn";

//! Owns a job while somebody waits for it.
template <typename Job>
class JobHolder {
public:
    explicit JobHolder(const QString &key) : m_job(new Job(QLatin1String(service)))
    {
        m_job->setAutoDelete(false);
        m_job->setKey(key);
    }
    Q_DISABLE_COPY_MOVE(JobHolder)
    ~JobHolder()
    {
        if (done)
            delete m_job;
        else
            m_job->setAutoDelete(true);
    }
    Job *operator->() const { return m_job; }

    bool done = false;

private:
    Job *const m_job;
};

template <typename Job>
Task<bool> finish(JobHolder<Job> *job, QDeadlineTimer deadline)
{
    Completion<bool> finished;
    const Completer<bool> finish = finished.completer();
    QTimer watchdog; // its end disconnects us from a job that is left to itself
    watchdog.setSingleShot(true);
    const auto whenDone = [job, finish] {
        job->done = true;
        finish(true);
    };
    QObject::connect(job->operator->(), &QKeychain::Job::finished, &watchdog, whenDone);
    QObject::connect(&watchdog, &QTimer::timeout, &watchdog, [finish] { finish(false); });
    watchdog.start(static_cast<int>(deadline.remainingTime()));
    (*job)->start();
    co_await finished;
    co_return job->done;
}

template <typename Job>
JobOutcome outcomeOf(const JobHolder<Job> &job)
{
    JobOutcome outcome;
    outcome.hung = !job.done;
    if (job.done) {
        outcome.error = job->error();
        outcome.errorText = job->errorString();
    }
    return outcome;
}

} // namespace

Task<JobOutcome> readJob(QString key, QDeadlineTimer deadline)
{
    JobOutcome outcome;
    QByteArray data;
    {
        JobHolder<QKeychain::ReadPasswordJob> job(key);
        Task<bool> finishing = finish(&job, deadline);
        const bool done = co_await std::move(finishing);
        outcome = outcomeOf(job);
        if (done)
            data = job->binaryData();
    } // the job's own reference goes first, so that take() can wipe
    outcome.data = SecretString::take(std::move(data));
    co_return std::move(outcome);
}

Task<JobOutcome> writeJob(QString key, SecretString value, QDeadlineTimer deadline)
{
    JobOutcome outcome;
    QByteArray data = value.bytes().toByteArray();
    {
        JobHolder<QKeychain::WritePasswordJob> job(key);
        job->setBinaryData(data);
        Task<bool> finishing = finish(&job, deadline);
        co_await std::move(finishing);
        outcome = outcomeOf(job);
    }
    wipe(data);
    co_return std::move(outcome);
}

Task<JobOutcome> deleteJob(QString key, QDeadlineTimer deadline)
{
    JobHolder<QKeychain::DeletePasswordJob> job(key);
    Task<bool> finishing = finish(&job, deadline);
    co_await std::move(finishing);
    co_return outcomeOf(job);
}

} // namespace keyturn
