#pragma once
#include "core/async/task_scope.h"
#include "core/doctor/finding.h"
#include "core/doctor/support_bundle.h"
#include "ui/widgets/dialog_frame.h"

class QVBoxLayout;

namespace keyturn {

class Button;
class TextLabel;
class Workspace;
enum class KeychainState;

//! What keeps Keyturn from working, worst first, and what to do about each; as a file for somebody who helps.
class DoctorDialog : public FramedDialog {
    Q_OBJECT

public:
    explicit DoctorDialog(Workspace &workspace, QWidget *parent = nullptr);
    ~DoctorDialog() override;

    //! In words, as the report has them; empty while it looks.
    const QList<Diagnosis> &diagnoses() const { return m_said; }
    //! Writes the report; what came of it is said in the dialog.
    void save(const QString &path);

private:
    void look();
    void lookWith(KeychainState keychain);
    void show(const QList<Finding> &findings);
    void addRow(const Finding &finding, const Diagnosis &said);
    void chooseFile();

    Workspace &m_workspace;
    QVBoxLayout *m_rows;
    TextLabel *m_state;
    Button *m_again;
    Button *m_save;
    QList<Diagnosis> m_said;
    TaskScope m_scope;
};

} // namespace keyturn
