// Starts a program and waits for its window: prints the milliseconds from fork to MapNotify of the first top-level
// window of 200 pixels or more, and the resident memory in MiB after the program has been quiet for half a second.
//   bench_map_watch PROGRAM [ARGUMENTS]     needs DISPLAY; ends the program
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>
#include <xcb/xcb.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <thread>

namespace {

using Clock = std::chrono::steady_clock;

double since(Clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

//! CPU ticks the process has used.
long ticks(pid_t pid)
{
    std::ifstream stat("/proc/" + std::to_string(pid) + "/stat");
    std::string text;
    std::getline(stat, text);
    size_t at = text.rfind(')');
    if (at == std::string::npos)
        return -1;
    for (int field = 0; field < 12; ++field) // utime is the 12th after the name
        at = text.find(' ', at + 1);
    char *end = nullptr;
    const long user = std::strtol(text.c_str() + at, &end, 10);
    return user + std::strtol(end, nullptr, 10);
}

double residentMiB(pid_t pid)
{
    std::ifstream status("/proc/" + std::to_string(pid) + "/status");
    for (std::string line; std::getline(status, line);) {
        if (line.rfind("VmRSS:", 0) == 0)
            return std::strtod(line.c_str() + 6, nullptr) / 1024;
    }
    return 0;
}

bool isBig(xcb_connection_t *connection, xcb_window_t window)
{
    xcb_get_geometry_reply_t *geometry =
        xcb_get_geometry_reply(connection, xcb_get_geometry(connection, window), nullptr);
    const bool big = geometry && geometry->width >= 200 && geometry->height >= 200;
    std::free(geometry);
    return big;
}

bool waitForMap(xcb_connection_t *connection, Clock::time_point start)
{
    pollfd readable{xcb_get_file_descriptor(connection), POLLIN, 0};
    while (since(start) < 30'000) {
        while (xcb_generic_event_t *event = xcb_poll_for_event(connection)) {
            const bool mapped = (event->response_type & 0x7f) == XCB_MAP_NOTIFY
                                && isBig(connection, reinterpret_cast<xcb_map_notify_event_t *>(event)->window);
            std::free(event);
            if (mapped)
                return true;
        }
        poll(&readable, 1, 100);
    }
    return false;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc < 2)
        return 2;
    xcb_connection_t *connection = xcb_connect(nullptr, nullptr);
    if (xcb_connection_has_error(connection)) {
        std::fprintf(stderr, "no display\n");
        return 1;
    }
    const xcb_window_t root = xcb_setup_roots_iterator(xcb_get_setup(connection)).data->root;
    const uint32_t mask = XCB_EVENT_MASK_SUBSTRUCTURE_NOTIFY;
    xcb_change_window_attributes(connection, root, XCB_CW_EVENT_MASK, &mask);
    xcb_flush(connection);

    const auto start = Clock::now();
    const pid_t pid = fork();
    if (pid == 0) {
        execvp(argv[1], argv + 1);
        std::perror(argv[1]);
        _exit(127);
    }
    if (!waitForMap(connection, start)) {
        std::fprintf(stderr, "%s showed no window\n", argv[1]);
        kill(pid, SIGKILL);
        return 1;
    }
    const double mapped = since(start);
    for (long before = ticks(pid), quiet = 0; quiet < 5 && since(start) < 20'000;) {
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        const long now = ticks(pid);
        quiet = now == before ? quiet + 1 : 0;
        before = now;
    }
    std::printf("%.1f %.1f\n", mapped, residentMiB(pid));
    kill(pid, SIGTERM);
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    kill(pid, SIGKILL);
    waitpid(pid, nullptr, 0);
    return 0;
}
