#include "core/http/wire_meter.h"

#include <atomic>
#include <charconv>
#include <chrono>
#include <condition_variable>
#include <csignal>
#include <cstddef>
#include <dirent.h>
#include <linux/tcp.h>
#include <map>
#include <mutex>
#include <netinet/in.h>
#include <optional>
#include <poll.h>
#include <set>
#include <string_view>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

using namespace std::chrono_literals;

namespace keyturn {

namespace {

constexpr int patience = 2;                    // milliseconds between two looks while nothing comes
constexpr auto breath = 1ms;                   // and while something does
constexpr qint64 besideTheBody = 512LL * 1024; // a head, chunk sizes, TLS: more than an honest answer needs
constexpr qint64 longestChunk = 1024LL * 1024; // AWS sends none at all, other servers a tenth of this
constexpr qint64 perAnswer = 128LL * 1024;     // the same for each of many, which are small
constexpr int listening = 10;                  // TCP_LISTEN, whose header does not go with linux/tcp.h

//! A connection that this process opened itself; not one that a server of ours accepted.
struct Taken {
    int file; //!< may mean another one by the time it is used: the inode does not
    ino_t inode;
    qint64 bytes; //!< taken out of the kernel
};

std::optional<ino_t> inodeOf(int file)
{
    struct stat status {};
    return fstat(file, &status) == 0 && S_ISSOCK(status.st_mode) ? std::optional(status.st_ino) : std::nullopt;
}

std::optional<tcp_info> statusOf(int file)
{
    tcp_info status{};
    socklen_t size = sizeof status;
    if (getsockopt(file, IPPROTO_TCP, TCP_INFO, &status, &size) != 0
        || size < offsetof(tcp_info, tcpi_bytes_received) + sizeof status.tcpi_bytes_received)
        return std::nullopt; // no TCP, or a kernel that does not count
    return status;
}

//! Bytes that have come and that nobody has taken.
qint64 waiting(int file)
{
    int bytes = 0;
    return ioctl(file, FIONREAD, &bytes) == 0 ? bytes : 0;
}

//! 0 where there is none.
in_port_t localPort(int file)
{
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    if (getsockname(file, reinterpret_cast<sockaddr *>(&address), &size) != 0)
        return 0;
    return address.ss_family == AF_INET6 ? reinterpret_cast<sockaddr_in6 *>(&address)->sin6_port
                                         : reinterpret_cast<sockaddr_in *>(&address)->sin_port;
}

std::vector<int> openFiles()
{
    std::vector<int> files;
    DIR *folder = opendir("/proc/self/fd");
    if (!folder)
        return files;
    while (const dirent *entry = readdir(folder)) {
        const std::string_view name(entry->d_name);
        int file = -1;
        if (std::from_chars(name.data(), name.data() + name.size(), file).ec == std::errc())
            files.push_back(file);
    }
    closedir(folder);
    return files;
}

std::vector<Taken> connections()
{
    std::vector<std::pair<Taken, in_port_t>> found;
    std::set<in_port_t> served;
    for (const int file : openFiles()) {
        const std::optional<tcp_info> status = statusOf(file);
        const std::optional<ino_t> inode = status ? inodeOf(file) : std::nullopt;
        if (!inode)
            continue;
        if (status->tcpi_state == listening)
            served.insert(localPort(file));
        else
            found.push_back(
                {{file, *inode, static_cast<qint64>(status->tcpi_bytes_received) - waiting(file)}, localPort(file)});
    }
    std::vector<Taken> own;
    for (const auto &[taken, port] : found) {
        if (!served.contains(port))
            own.push_back(taken);
    }
    return own;
}

//! All connections of the process: which of them serves which request is Qt's own affair.
class Watch {
public:
    //! Never destroyed: its thread runs until the process ends.
    static Watch &instance()
    {
        static Watch *const watch = new Watch;
        return *watch;
    }

    void begin()
    {
        const std::scoped_lock lock(m_mutex);
        ++m_running;
        if (!m_started)
            start();
        if (m_rests)
            m_woken.notify_one();
    }
    void expectChunks()
    {
        const std::scoped_lock lock(m_mutex);
        ++m_chunked;
    }
    void end(bool expectedChunks)
    {
        const std::scoped_lock lock(m_mutex);
        --m_running;
        m_chunked -= expectedChunks ? 1 : 0;
        m_accounted += perAnswer;
    }
    void account(qint64 bytes) { m_accounted += bytes; }
    int shutDown() const { return m_shutDown; }

private:
    void start()
    {
        m_started = true;
        sigset_t all;
        sigset_t before;
        sigfillset(&all);
        pthread_sigmask(SIG_SETMASK, &all, &before); // signals are for the threads that were there before
        std::thread([this] { run(); }).detach();
        pthread_sigmask(SIG_SETMASK, &before, nullptr);
    }

    [[noreturn]] void run()
    {
        std::unique_lock lock(m_mutex);
        while (true) {
            if (m_running == 0) {
                m_allowed.clear();
                m_isFirstLook = true;
                m_rests = true;
                m_woken.wait(lock, [this] { return m_running > 0; });
                m_rests = false;
            }
            // Qt holds the read-ahead twice, once for each of its threads.
            const qint64 unread = m_chunked > 0 ? longestChunk : 2 * WireMeter::readAhead;
            lock.unlock();
            std::vector<pollfd> files = look(unread + besideTheBody);
            if (poll(files.data(), files.size(), patience) > 0) // at once, when the first of it comes
                std::this_thread::sleep_for(breath);
            lock.lock();
        }
    }

    //! What there is to wait for.
    std::vector<pollfd> look(qint64 most)
    {
        std::vector<pollfd> files;
        const std::map<ino_t, qint64> before = std::exchange(m_allowed, {});
        const qint64 accountedBefore = std::exchange(m_lastAccounted, m_accounted);
        for (const Taken &connection : connections()) {
            const auto known = before.find(connection.inode);
            // One that was there at the first look has brought what earlier requests wanted; a new one may have served
            // all that was accounted for since the last look.
            const qint64 atFirst = m_isFirstLook ? connection.bytes - m_lastAccounted : -accountedBefore;
            const qint64 allowed = known != before.end() ? known->second : atFirst;
            m_allowed.emplace(connection.inode, allowed);
            if (connection.bytes > allowed + m_accounted + most)
                close(connection);
            else
                files.push_back({connection.file, POLLIN, 0});
        }
        m_isFirstLook = false;
        return files;
    }

    void close(const Taken &connection)
    {
        const int same = dup(connection.file); // so that it stays the same while it is looked at
        if (same < 0)
            return;
        ++m_shutDown; // before anybody can notice it
        if (inodeOf(same) != connection.inode || ::shutdown(same, SHUT_RDWR) != 0) {
            --m_shutDown;
        } else {
            // What the kernel still holds would be read to its end, byte by byte and for half a minute: it is dropped.
            while (recv(same, nullptr, 1U << 20U, MSG_TRUNC | MSG_DONTWAIT) > 0) {
            }
        }
        ::close(same);
    }

    std::mutex m_mutex;
    std::condition_variable m_woken;
    int m_running = 0; // requests
    int m_chunked = 0; // of them, whose answer comes in chunks
    bool m_started = false;
    bool m_rests = false;
    std::atomic<qint64> m_accounted = 0; // since the process began
    std::atomic<int> m_shutDown = 0;
    // The thread's alone.
    std::map<ino_t, qint64> m_allowed; // what may have been taken of a connection, without what was accounted for
    qint64 m_lastAccounted = 0;        // at the last look
    bool m_isFirstLook = true;
};

} // namespace

WireMeter::WireMeter() : m_shutDownBefore(Watch::instance().shutDown())
{
    Watch::instance().begin();
}

WireMeter::~WireMeter()
{
    Watch::instance().end(m_expectsChunks);
}

void WireMeter::expectChunks()
{
    if (!std::exchange(m_expectsChunks, true))
        Watch::instance().expectChunks();
}

void WireMeter::account(qint64 bytes)
{
    Watch::instance().account(bytes);
}

bool WireMeter::hasShutDown() const
{
    return Watch::instance().shutDown() > m_shutDownBefore;
}

} // namespace keyturn
