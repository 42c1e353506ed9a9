#pragma once
#include "core/workspace/workspace.h"

#include <QObject>

namespace keyturn {

//! One save of several entries, from the first request to the last result, in words.
class SaveRun : public QObject {
    Q_OBJECT

public:
    explicit SaveRun(Workspace &workspace, QObject *parent = nullptr);

    void start(const QList<EntryId> &ids);
    //! What did not succeed besides what is saved.
    void remark(const QString &sentence) { m_remarks.append(sentence); }
    bool isRunning() const { return !m_saving.isEmpty(); }
    //! What did not succeed; empty before the first run and while one is under way.
    const QString &failure() const { return m_failure; }
    void forgetFailure() { m_failure.clear(); }

signals:
    //! Every entry was written. \p remark: what did not succeed besides the values; usually empty.
    void savedAll(int entries, const QString &remark);
    //! See failure(); also of what was no save: reading for a merge, ending a half save.
    void failed();

private:
    void saved(const EntryId &id, const SaveReceipt &receipt);
    void notSaved(const EntryId &id, const Error &error);
    void entryDone(const EntryId &id, const QString &problem);

    Workspace &m_workspace;
    QList<EntryId> m_saving;
    QHash<EntryId, QString> m_problems;
    QStringList m_remarks;
    QString m_failure;
    int m_saved = 0;
};

} // namespace keyturn
