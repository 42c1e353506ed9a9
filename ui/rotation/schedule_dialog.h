#pragma once
#include "core/secret_rotation/rotation_finding.h"
#include "core/stores/rotation_client.h"
#include "ui/dialogs/action_dialog.h"

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLineEdit;
class QSpinBox;
class QStackedWidget;

namespace keyturn {

class SegmentedControl;

//! Sets when a secret is rotated and by which function, and shows the next five windows while one types. Nothing is
//! rotated by it unless that is asked for.
class ScheduleDialog : public ActionDialog {
    Q_OBJECT

public:
    ScheduleDialog(Workspace &workspace, const Entry &entry, const RotationFinding &finding, QWidget *parent = nullptr);

    //! What will be sent.
    RotationClient::Setup setup() const;

protected:
    void act() override;
    QString obstacle() const override;

private:
    enum Way { Cron, Rate, Days };

    void layOut();
    QWidget *makeCron();
    QWidget *makeRate();
    QWidget *makeDays();
    QWidget *makePreview();
    void fill(const RotationRules &rules);
    void connectFields();
    void showPreview();

    const Entry m_entry;
    const QDateTime m_lastRotated;
    SegmentedControl *m_way;
    QStackedWidget *m_ways;
    QComboBox *m_preset;
    QLineEdit *m_cron;
    QSpinBox *m_rate;
    QComboBox *m_unit;
    QSpinBox *m_days;
    QSpinBox *m_window;
    QLineEdit *m_function;
    QCheckBox *m_now;
    QList<std::pair<TextLabel *, TextLabel *>> m_next;
};

} // namespace keyturn
