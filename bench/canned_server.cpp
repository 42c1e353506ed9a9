// A loopback server with canned AWS answers, one thread over epoll: fast enough that what is measured is the client.
// Prints "port N" and serves until it is killed. GetSecretValue: a secret of the LWA layout with six keys; ListSecrets:
// 100 pages of 100, or `--secret-pages N`; DescribeParameters: `--parameter-pages N` pages of 50 (default: one empty
// page).
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace {

constexpr int perPage = 100;
constexpr int parametersPerPage = 50;

std::string answer(const std::string &body, const char *type)
{
    return "HTTP/1.1 200 OK\r\nContent-Type: " + std::string(type)
           + "\r\nx-amzn-RequestId: 00000000-0000-4000-8000-000000000000\r\n"
           + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::string json(const std::string &body)
{
    return answer(body, "application/x-amz-json-1.1");
}

std::string secretValue()
{
    const std::string token(370, 'x');
    const std::string value =
        "{\\\"lwa-client-id\\\":\\\"amzn1.application-oa2-client.0123456789abcdef0123456789abcdef\\\","
        "\\\"lwa-client-secret\\\":\\\"amzn1.oa2-cs.v1.0123456789abcdef0123456789abcdef0123456789abcdef\\\","
        "\\\"lwa-auth-url\\\":\\\"https://api.amazon.com/auth/O2/token\\\","
        "\\\"lwa-refresh-token\\\":\\\"Atzr|"
        + token
        + "\\\","
          "\\\"api-access-token\\\":\\\"Atza|"
        + token
        + "\\\","
          "\\\"api-access-token-expires\\\":\\\"2026-11-21T15:05:00Z\\\"}";
    return json("{\"ARN\":\"arn:aws:secretsmanager:us-east-1:123456789012:secret:lwa-oauth-AbCdEf\",\"CreatedDate\":"
                "1715938200.123,"
                "\"Name\":\"lwa-oauth\",\"SecretString\":\""
                + value
                + "\",\"VersionId\":\"11111111-2222-4333-8444-555555555555\",\"VersionStages\":[\"AWSCURRENT\"]}");
}

std::string secretsPage(int page, int pages)
{
    std::string list;
    for (int i = 0; i < perPage; ++i) {
        char number[16];
        std::snprintf(number, sizeof number, "%06d", page * perPage + i);
        const std::string name = std::string("shop/production/service-") + number;
        list += std::string(i ? "," : "") + "{\"ARN\":\"arn:aws:secretsmanager:us-east-1:123456789012:secret:" + name
                + "-AbCdEf\",\"CreatedDate\":1715938200.123,\"Description\":\"LWA credentials of service " + number
                + "\",\"LastAccessedDate\":1763683200.0,\"LastChangedDate\":1763726400.5,\"Name\":\"" + name
                + "\",\"SecretVersionsToStages\":{\"11111111-2222-4333-8444-" + "000000" + number
                + "\":[\"AWSCURRENT\"],\"66666666-7777-4888-8999-" + "000000" + number
                + "\":[\"AWSPREVIOUS\"]},\"Tags\":[{\"Key\":\"team\",\"Value\":\"payments\"},"
                  "{\"Key\":\"keyturn:kind\",\"Value\":\"lwa\"}]}";
    }
    const std::string next = page + 1 < pages ? ",\"NextToken\":\"page-" + std::to_string(page + 1) + "\"" : "";
    return json("{\"SecretList\":[" + list + "]" + next + "}");
}

std::string parametersPage(int page, int count)
{
    if (count == 0)
        return json("{\"Parameters\":[]}");
    std::string list;
    for (int i = 0; i < parametersPerPage; ++i) {
        const std::string name = "/shop/production/parameter-" + std::to_string(page * parametersPerPage + i);
        list +=
            std::string(i ? "," : "") + "{\"ARN\":\"arn:aws:ssm:us-east-1:123456789012:parameter" + name
            + "\",\"DataType\":\"text\",\"KeyId\":\"alias/aws/ssm\",\"LastModifiedDate\":1763726400.5,"
              "\"LastModifiedUser\":\"arn:aws:iam::123456789012:user/j.moreno\",\"Name\":\""
            + name
            + "\",\"Policies\":[{\"PolicyStatus\":\"Pending\",\"PolicyText\":\"{\\\"Type\\\":"
              "\\\"NoChangeNotification\\\","
              "\\\"Version\\\":\\\"1.0\\\",\\\"Attributes\\\":{\\\"After\\\":\\\"150\\\",\\\"Unit\\\":\\\"Days\\\"}}\","
              "\"PolicyType\":\"NoChangeNotification\"}],\"Tier\":\"Advanced\",\"Type\":\"SecureString\",\"Version\":"
              "7}";
    }
    const std::string next = page + 1 < count ? ",\"NextToken\":\"page-" + std::to_string(page + 1) + "\"" : "";
    return json("{\"Parameters\":[" + list + "]" + next + "}");
}

struct Answers {
    std::string value = secretValue();
    std::vector<std::string> secrets;
    std::vector<std::string> parameters;
    std::string identity = answer(
        "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><GetCallerIdentityResult>"
        "<Arn>arn:aws:iam::123456789012:user/bench</Arn><UserId>AIDA</UserId><Account>123456789012</Account>"
        "</GetCallerIdentityResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata>"
        "</GetCallerIdentityResponse>",
        "text/xml");
    std::string described = json(
        "{\"ARN\":\"arn:aws:secretsmanager:us-east-1:123456789012:secret:lwa-oauth-AbCdEf\",\"Name\":\"lwa-oauth\","
        "\"CreatedDate\":1715938200.123,\"VersionIdsToStages\":{\"11111111-2222-4333-8444-555555555555\":["
        "\"AWSCURRENT\"]}}");
    std::string token = json("{\"access_token\":\"Atza|new\",\"token_type\":\"bearer\",\"expires_in\":3600,\"refresh_"
                             "token\":\"Atzr|same\"}");
    std::string unknown =
        "HTTP/1.1 400 Bad Request\r\nContent-Length: 38\r\n\r\n{\"__type\":\"UnknownOperationException\"}";

    const std::string &page(const std::vector<std::string> &of, std::string_view body) const
    {
        const size_t at = body.find("page-");
        const size_t number = at == std::string_view::npos ? 0 : std::strtoul(body.data() + at + 5, nullptr, 10);
        return of[number < of.size() ? number : 0];
    }

    const std::string &to(std::string_view head, std::string_view body) const
    {
        const auto asks = [head](const char *word) { return head.find(word) != std::string_view::npos; };
        if (asks("GetSecretValue"))
            return value;
        if (asks("ListSecrets"))
            return page(secrets, body);
        if (asks("DescribeParameters"))
            return page(parameters, body);
        if (asks("DescribeSecret"))
            return described;
        if (body.find("Action=GetCallerIdentity") != std::string_view::npos)
            return identity;
        if (asks("/token"))
            return token;
        return unknown;
    }
};

size_t lengthOfBody(std::string_view head)
{
    for (size_t at = 0; (at = head.find('\n', at)) != std::string_view::npos;) {
        ++at;
        if (head.size() - at > 15 && strncasecmp(head.data() + at, "content-length:", 15) == 0)
            return std::strtoul(head.data() + at + 15, nullptr, 10);
    }
    return 0;
}

bool sendAll(int socket, const std::string &bytes)
{
    size_t sent = 0;
    while (sent < bytes.size()) {
        const ssize_t n = send(socket, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
        if (n <= 0)
            return false;
        sent += static_cast<size_t>(n);
    }
    return true;
}

//! Answers every whole request in \p pending; false when the peer is gone.
bool serve(int socket, std::string &pending, const Answers &answers)
{
    while (true) {
        const size_t end = pending.find("\r\n\r\n");
        if (end == std::string::npos)
            return true;
        const std::string_view head(pending.data(), end + 2);
        const size_t whole = end + 4 + lengthOfBody(head);
        if (pending.size() < whole)
            return true;
        const std::string_view body(pending.data() + end + 4, whole - end - 4);
        if (!sendAll(socket, answers.to(head, body)))
            return false;
        pending.erase(0, whole);
    }
}

} // namespace

int main(int argc, char **argv)
{
    int pages = 100;
    int parameterPages = 0;
    for (int i = 1; i + 1 < argc; ++i) {
        if (std::strcmp(argv[i], "--parameter-pages") == 0)
            parameterPages = std::atoi(argv[i + 1]);
        if (std::strcmp(argv[i], "--secret-pages") == 0)
            pages = std::atoi(argv[i + 1]);
    }
    Answers answers;
    for (int page = 0; page < pages; ++page)
        answers.secrets.push_back(secretsPage(page, pages));
    for (int page = 0; page == 0 || page < parameterPages; ++page)
        answers.parameters.push_back(parametersPage(page, parameterPages));

    const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (bind(listener, reinterpret_cast<sockaddr *>(&address), size) != 0 || listen(listener, 128) != 0
        || getsockname(listener, reinterpret_cast<sockaddr *>(&address), &size) != 0) {
        std::perror("canned_server");
        return 1;
    }
    std::printf("port %d\n", ntohs(address.sin_port));
    std::fflush(stdout);

    const int poll = epoll_create1(EPOLL_CLOEXEC);
    const auto watch = [poll](int socket) {
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.fd = socket;
        epoll_ctl(poll, EPOLL_CTL_ADD, socket, &event);
    };
    watch(listener);
    std::unordered_map<int, std::string> clients;
    epoll_event events[64];
    static char buffer[65536];
    while (true) {
        const int count = epoll_wait(poll, events, 64, -1);
        for (int i = 0; i < count; ++i) {
            const int socket = events[i].data.fd;
            if (socket == listener) {
                const int client = accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
                const int on = 1;
                setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
                watch(client);
                clients[client].clear();
                continue;
            }
            const ssize_t n = recv(socket, buffer, sizeof buffer, 0);
            std::string &pending = clients[socket];
            if (n > 0)
                pending.append(buffer, static_cast<size_t>(n));
            if (n <= 0 || !serve(socket, pending, answers)) {
                close(socket);
                clients.erase(socket);
            }
        }
    }
}
