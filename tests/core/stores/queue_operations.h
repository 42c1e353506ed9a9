#pragma once
#include "core/stores/sqs_client.h"
#include "tests/core/stores/client_operations.h"

//! The operations on a queue that carries new client secrets.
namespace keyturn::client_operations {

inline QList<Operation> queueOperations()
{
    const QString url = u"https://sqs.us-east-1.amazonaws.com/123456789012/q"_s;
    return {{"CreateQueue",
             {{"QueueUrl", url}},
             {"QueueUrl"},
             [](Bench &bench) { return outcomeOf(run(SqsClient(bench.transport).createQueue(u"q"_s))); }},
            {"GetQueueUrl",
             {{"QueueUrl", url}},
             {"QueueUrl"},
             [](Bench &bench) { return outcomeOf(run(SqsClient(bench.transport).getQueueUrl(u"q"_s))); }},
            {"GetQueueAttributes",
             {{"Attributes", QJsonObject{{"QueueArn", "arn:q"}, {"FifoQueue", "false"}}}},
             {"Attributes", "Attributes.QueueArn"},
             [url](Bench &bench) { return outcomeOf(run(SqsClient(bench.transport).getQueueAttributes(url))); }}};
}

inline QList<Operation> silentQueueOperations()
{
    using namespace std::chrono_literals;
    return {{"SetQueueAttributes",
             {},
             {},
             [](Bench &bench) {
                 return outcomeOf(run(SqsClient(bench.transport).setQueueAttributes(u"q"_s, {{u"Policy"_s, u"{}"_s}})));
             }},
            // An object without messages: there are none.
            {"ReceiveMessage",
             {},
             {},
             [](Bench &bench) { return outcomeOf(run(SqsClient(bench.transport).receiveMessage(u"q"_s, 30s, 0s))); }},
            {"DeleteMessage",
             {},
             {},
             [](Bench &bench) { return outcomeOf(run(SqsClient(bench.transport).deleteMessage(u"q"_s, u"r"_s))); }},
            {"ChangeMessageVisibility", {}, {}, [](Bench &bench) {
                 return outcomeOf(run(SqsClient(bench.transport).changeMessageVisibility(u"q"_s, u"r"_s, 30s)));
             }}};
}

} // namespace keyturn::client_operations
