#pragma once
#include "core/async/task_scope.h"
#include "ui/widgets/dialog_frame.h"

class QComboBox;
class QLayout;
class QLineEdit;

namespace keyturn {

class Button;
class TextLabel;
class Workspace;

//! Puts an AWS access key into the keychain as a profile of Keyturn. Nothing is written to a file.
class AddKeysDialog : public FramedDialog {
    Q_OBJECT

public:
    explicit AddKeysDialog(Workspace &workspace, QWidget *parent = nullptr);
    ~AddKeysDialog() override;

signals:
    //! Stored; the profile can be opened now.
    void added(const QString &name, const QString &region);

private:
    QLayout *makeForm();
    void validate();
    void store();

    Workspace &m_workspace;
    QLineEdit *m_name;
    QComboBox *m_region;
    QLineEdit *m_keyId;
    QLineEdit *m_secret;
    TextLabel *m_problem;
    Button *m_store;
    TaskScope m_scope;
};

} // namespace keyturn
