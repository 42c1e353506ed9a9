#pragma once
#include "core/base/secret_string.h"
#include "core/save/new_entry.h"
#include "ui/widgets/dialog_frame.h"

class QStackedWidget;

namespace keyturn {

class Button;
class ClipboardGuard;
class NewEntryForm;
class NewEntryReview;
class TextLabel;
class Workspace;

//! A new secret or parameter: a form, then one page that shows what will be made before it is made. Creates through the
//! workspace and stays until AWS has answered. When the window locks, WorkspaceLock keeps what was typed.
class NewEntryDialog : public FramedDialog {
    Q_OBJECT

public:
    //! \p clipboard lends what is copied; it outlives this.
    NewEntryDialog(Workspace &workspace, ClipboardGuard &clipboard, QWidget *parent = nullptr);

    //! What another one left with the lock.
    void takeOver(const SecretString &form);
    //! The answer to what that one had asked for.
    void fail(const Error &error);

    void reject() override;
    void done(int result) override;

signals:
    void created(const QString &name);

private:
    void makeFoot();
    void connectParts();
    bool isReview() const;
    void showPage(int page);
    void refresh();
    void create();
    void showPlace();
    SecretString packed() const;

    Workspace &m_workspace;
    QStackedWidget *m_pages;
    NewEntryForm *m_form;
    NewEntryReview *m_review;
    TextLabel *m_problem;
    Button *m_back;
    Button *m_next;
    QString m_token;
    bool m_creating = false;
    SecretString m_untouched; // packed
};

} // namespace keyturn
