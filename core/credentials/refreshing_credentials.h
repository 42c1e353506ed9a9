#pragma once
#include "core/async/completion.h"
#include "core/async/task_scope.h"
#include "core/aws/credentials.h"
#include "core/base/clock.h"

#include <optional>
#include <vector>

namespace keyturn {

//! One way to get temporary credentials, asked by RefreshingCredentials.
class CredentialSource {
public:
    virtual ~CredentialSource() = default;
    virtual Task<Result<Credentials>> fetch() = 0;
    virtual QString description() const = 0;
    //! A person is asked, who should not be asked again and again.
    virtual bool asksPeople() const { return false; }
};

//! Asks its source once for everybody who needs credentials at the same time, keeps what it gets, and asks again before
//! that runs out: in the last quarter of its life, at most 15 minutes ahead. Where that fails, what is there serves to
//! its end.
class RefreshingCredentials final : public CredentialProvider {
public:
    //! \p clock must outlive it.
    RefreshingCredentials(std::unique_ptr<CredentialSource> source, const Clock &clock) :
        m_source(std::move(source)), m_clock(clock)
    {}

    Task<Result<Credentials>> credentials() override;
    void invalidate() override { m_current.reset(); }
    QString description() const override { return m_source->description(); }

private:
    bool isDue() const;
    void finish(Result<Credentials> fetched);

    const std::unique_ptr<CredentialSource> m_source;
    const Clock &m_clock;
    std::optional<Credentials> m_current;
    QDateTime m_since;    // when m_current came
    QDateTime m_notAhead; // no renewal ahead of its end before this
    bool m_isFetching = false;
    std::vector<Completer<Result<Credentials>>> m_waiting;
    TaskScope m_scope; // last: what it runs uses the others
};

} // namespace keyturn
