#pragma once
#include "core/versions/version_labels.h"
#include "ui/dialogs/action_dialog.h"

class QComboBox;
class QPlainTextEdit;
class QTableView;

namespace keyturn {

class VersionListModel;

//! Label surgery: puts labels onto versions, moves them, takes them off. The calls are shown exactly as they will run.
class LabelsDialog : public ActionDialog {
    Q_OBJECT

public:
    LabelsDialog(Workspace &workspace, const VersionHistory &history, int row, QWidget *parent = nullptr);

    const LabelPlan &plan() const { return m_plan; }

protected:
    void act() override;
    QString obstacle() const override;

private:
    void makeTable();
    void makeFields();
    void put();
    void takeOff();
    void showPlan();
    void showFault(LabelFault fault, const QString &label);
    int row() const;
    QString callText(const LabelCall &call) const;

    const VersionHistory m_history;
    LabelPlan m_plan;
    VersionListModel *m_model;
    QTableView *m_view;
    QComboBox *m_label;
    Button *m_put;
    Button *m_off;
    Button *m_reset;
    QPlainTextEdit *m_calls;
};

} // namespace keyturn
