#pragma once
#include "core/async/task_scope.h"
#include "core/workspace/place.h"
#include "ui/widgets/dialog_frame.h"

#include <QDeadlineTimer>
#include <QTimer>
#include <QUrl>

namespace keyturn {

class Button;
class Card;
class ProgressArc;
class TextLabel;

//! Signing in to IAM Identity Center for the profile that is open: AWS's page in the browser, or a code to confirm
//! there, which may be on another computer. Accepted when somebody is signed in.
class SsoSignInDialog : public FramedDialog {
    Q_OBJECT

public:
    //! Begins at once. \p place must outlive it.
    explicit SsoSignInDialog(Place &place, QWidget *parent = nullptr);

private:
    enum class Way { Browser, Code };

    void layOut();
    void begin(Way way);
    //! False where no browser can be opened.
    bool openPage();
    void showPage(const QUrl &page, std::chrono::seconds patience);
    void showCode(const SsoClient::Device &device);
    void finish(const Result<> &signedIn);
    void showTime();
    //! What can be done now.
    void updateButtons();

    Place &m_place;
    TextLabel *m_explanation;
    Card *m_codeCard;
    TextLabel *m_code;
    ProgressArc *m_arc;
    TextLabel *m_state;
    TextLabel *m_left;
    Button *m_open;
    Button *m_copy;
    TextLabel *m_problem;
    Button *m_byCode;
    Button *m_again;
    QUrl m_page;
    Way m_way = Way::Browser;
    QDeadlineTimer m_until;
    QTimer m_second;
    TaskScope m_signingIn;
};

} // namespace keyturn
