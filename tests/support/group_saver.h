#pragma once
#include "core/connection/connection.h"
#include "core/credentials/static_credentials.h"
#include "core/read/entry_store.h"
#include "core/save/entry_save.h"
#include "tests/support/run.h"

#include <QCoreApplication>
#include <QProcess>
#include <csignal>

namespace keyturn {

//! A second process that saves every parameter of a group and may be killed meanwhile. It is the test program itself,
//! started again in another role: a test that uses it has KEYTURN_TEST_ROLE(save_group, &GroupSaver::main).
struct GroupSaver {
    //! Of the second process.
    static int main(int argc, char **argv)
    {
        const QCoreApplication application(argc, argv);
        const QStringList arguments = QCoreApplication::arguments();
        if (arguments.size() != 5)
            return 2;
        return save(QUrl(arguments.at(1)), arguments.at(2), arguments.at(3), arguments.at(4));
    }

    //! Starts it. Every parameter of \p group gets its name and "-new" as value.
    GroupSaver(const QUrl &url, const QString &journal, const QString &group, const QString &by)
    {
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(QCoreApplication::applicationFilePath(),
                      {QStringLiteral("save_group"), url.toString(), journal, group, by});
        if (!process.waitForStarted())
            qFatal("no second process");
    }
    //! SIGKILL. It is really gone when this returns.
    void kill()
    {
        ::kill(pid_t(process.processId()), SIGKILL);
        process.waitForFinished();
    }

    QProcess process;

private:
    static int save(const QUrl &url, const QString &folder, const QString &group, const QString &by)
    {
        HttpClient http;
        const SystemClock clock;
        Profile profile;
        profile.endpoint = url;
        Connection connection(http, clock, profile, QStringLiteral("us-east-1"), StaticCredentials::ofSandbox());
        SaveJournal journal(folder);
        const EntryStore store(connection);
        const EntrySave save(connection, {&journal, by});
        const auto entry = run(store.find(group), 60'000);
        if (!entry || !*entry)
            return 3;
        const auto content = run(store.open(**entry), 60'000);
        if (!content || !*content)
            return 4;
        QList<FieldEdit> edits;
        for (const EntryField &field : (*content)->fields) {
            FieldEdit edit;
            edit.key = field.key;
            edit.value = SecretString(QString(field.key + QStringLiteral("-new")));
            edits.append(edit);
        }
        const auto receipt = run(save.values(**content, edits, newVersionId()), 60'000);
        return receipt && *receipt && (*receipt)->changed ? 0 : 5;
    }
};

} // namespace keyturn
