#pragma once
#include "app/cli/session.h"
#include "app/cli/verb.h"
#include "core/entry/entry.h"
#include "core/rotation/token_refresher.h"

#include <QCoreApplication>

namespace keyturn::cli {

//! Whether \p name is a pattern: '*' and '?' stand for any letters, '/' included. AWS takes neither in a name.
bool isPattern(const QString &name);
bool matchesPattern(const QString &pattern, const QString &name);

//! Refreshes several entries side by side, no more of one provider at once than it likes, and prints each result when
//! it is there. The first interrupt lets those under way finish and begins no more.
class RefreshMany {
    Q_DECLARE_TR_FUNCTIONS(keyturn::cli::RefreshMany)

public:
    RefreshMany(Session &session, Connection &connection, RefreshOptions options) :
        m_session(session), m_connection(connection), m_options(std::move(options))
    {}
    ~RefreshMany()
    {
        m_session.onInterrupt = [](int) { return true; }; // it looks into this object; the sum is told
    }
    Q_DISABLE_COPY_MOVE(RefreshMany)

    //! \p names: of entries, and patterns. Ok where every one was refreshed; the one reason where all failed for it;
    //! else Failed. What a pattern finds and cannot be refreshed is passed over.
    Task<ExitCode> run(QStringList names, std::optional<Store> store);

private:
    struct Item {
        Entry entry;
        bool isFound = false; //!< by a pattern
        RefreshSettings settings = {};
    };
    //! Entries of one provider, by their place in m_items.
    struct Queue {
        QList<qsizetype> waiting;
        int atOnce = 1;
    };

    Task<std::monostate> choose(QStringList names, std::optional<Store> store);
    Task<std::monostate> open(qsizetype *next);
    Task<std::monostate> work(Queue *queue);
    void add(const Entry &entry, bool isFound);
    void failed(const QString &name, const Error &error);
    ExitCode summed();

    Session &m_session;
    Connection &m_connection;
    const RefreshOptions m_options;
    QList<Item> m_items;
    QHash<QString, Queue> m_queues; //!< by Provider::id
    QList<ExitCode> m_failures;
    int m_refreshed = 0;
    int m_passedOver = 0;
    bool m_isStopping = false;
};

} // namespace keyturn::cli
