#pragma once
#include "core/workspace/key_choice.h"
#include "ui/widgets/dialog_frame.h"

class QComboBox;
class QGridLayout;
class QLineEdit;

namespace keyturn {

class Button;
class IconLabel;
class TextLabel;
class Workspace;

//! Which key is what: what was recognised of an entry and why, and a person's own choice, which is remembered on this
//! computer and goes before it. Nothing in AWS changes.
class KeyMapDialog : public FramedDialog {
    Q_OBJECT

public:
    enum class Purpose { Look, Refresh };

    //! \p content as it was read. \p purpose Refresh: a refresh waits for the answer.
    KeyMapDialog(Workspace &workspace, const EntryContent &content, Purpose purpose, QWidget *parent = nullptr);

signals:
    void remembered();
    void refreshWanted(const keyturn::EntryId &id); //!< behind remembered()

private:
    void layOut();
    void addRole(QGridLayout *grid, KeyRole role);
    void addProvider(QGridLayout *grid);
    void fill();
    void showState();
    bool remember();

    Workspace &m_workspace;
    const Entry m_entry;
    const Purpose m_purpose;
    KeyChoice m_choice;
    QHash<KeyRole, QComboBox *> m_keys;
    QHash<KeyRole, TextLabel *> m_reasons;
    QComboBox *m_provider;
    QLineEdit *m_parameters;
    IconLabel *m_icon;
    TextLabel *m_state;
    TextLabel *m_problem;
    Button *m_remember;
    Button *m_refresh;
};

} // namespace keyturn
