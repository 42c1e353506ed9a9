#pragma once
#include "core/async/task_scope.h"

#include <QScrollArea>

class QBoxLayout;
class QVBoxLayout;

namespace keyturn {

class Button;
class IconLabel;
class SandboxCard;
class TextLabel;
class Workspace;

//! Where the credentials live: the rehearsal on this computer, or one of the profiles found. Reads nothing from AWS.
class FirstRunPage : public QScrollArea {
    Q_OBJECT

public:
    explicit FirstRunPage(Workspace &workspace, QWidget *parent = nullptr);
    ~FirstRunPage() override;

    //! Looks for profiles and asks the keychain how it is.
    void readAgain();

signals:
    void sandboxRequested();
    void profileRequested(const QString &name, const QString &region);
    void addKeysRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeProfilesCard();
    QWidget *makeFoot();
    void showProfiles();
    void askKeychain();

    Workspace &m_workspace;
    SandboxCard *m_sandbox;
    QBoxLayout *m_cards = nullptr;
    QVBoxLayout *m_profiles = nullptr;
    IconLabel *m_keychainIcon = nullptr;
    TextLabel *m_keychain = nullptr;
    Button *m_keychainAgain = nullptr;
    TaskScope m_scope;
};

} // namespace keyturn
