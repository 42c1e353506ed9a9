#pragma once
#include "core/workspace/open_schedules.h"
#include "ui/widgets/dialog_frame.h"

class QCheckBox;
class QLineEdit;
class QTableView;

namespace keyturn {

class Button;
class ChainStateCard;
class ScheduleModel;
class TextLabel;
class Workspace;

//! The dates of the board as reminders that no edit moves: which are in place, which differ, what would be written, and
//! the writing of it. To close it while it writes stops it first.
class SchedulesDialog : public FramedDialog {
    Q_OBJECT

public:
    SchedulesDialog(Workspace &workspace, const QString &chain, QWidget *parent = nullptr);

    const OpenSchedules &schedules() const { return *m_schedules; }
    void reject() override;

private:
    QWidget *makeFields();
    void makeTable();
    void makeFoot();
    void connectParts();
    void look();
    void present();
    void showObstacles();
    void complain(const Error &error);
    QString fieldFault() const;
    QString whyNotWrite() const;

    Workspace &m_workspace;
    OpenSchedules *m_schedules;
    ScheduleModel *m_model;
    ChainStateCard *m_state;
    QLineEdit *m_zone;
    QLineEdit *m_time;
    TextLabel *m_target;
    QTableView *m_table;
    QCheckBox *m_prune;
    TextLabel *m_notice;
    Button *m_permission;
    Button *m_close;
    Button *m_write;
    std::optional<Error> m_error;
};

} // namespace keyturn
