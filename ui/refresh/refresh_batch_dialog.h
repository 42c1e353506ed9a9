#pragma once
#include "core/workspace/refresh_batch.h"
#include "ui/widgets/dialog_frame.h"

class QTableView;

namespace keyturn {

class Button;
class RefreshBatchModel;
class TextLabel;

//! The tokens of several entries: what will be refreshed, what will not and why; then how far each has got and what
//! came of it. To stop means to begin no more: what is under way is waited for.
class RefreshBatchDialog : public FramedDialog {
    Q_OBJECT

public:
    RefreshBatchDialog(Workspace &workspace, const QList<EntryId> &ids, QWidget *parent = nullptr);

    const RefreshBatch &batch() const { return *m_batch; }
    void reject() override;

private:
    void makeTable();
    void update();
    QString obstacle() const;
    QString sum() const;

    Workspace &m_workspace;
    RefreshBatch *m_batch;
    RefreshBatchModel *m_model;
    QTableView *m_table;
    TextLabel *m_sum;
    Button *m_cancel;
    Button *m_go;
    bool m_isStopping = false;
};

} // namespace keyturn
