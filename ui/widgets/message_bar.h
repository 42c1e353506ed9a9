#pragma once
#include <QFrame>

namespace keyturn {

class Button;
class IconButton;
class TextLabel;

//! One sentence and the one button that does the next step; details and request id can be copied. A surface of its own.
class MessageBar : public QFrame {
    Q_OBJECT

public:
    enum class Kind { Info, Success, Warning, Error };

    explicit MessageBar(QWidget *parent = nullptr);

    //! Shows it, replacing what stood there. \p details may have several lines.
    void showMessage(Kind kind, const QString &sentence, const QString &actionLabel = {}, const QString &details = {},
                     const QString &requestId = {});
    void dismiss();
    Kind kind() const { return m_kind; }
    QString sentence() const;
    QString details() const { return m_details; }

signals:
    void actionTriggered();
    //! Details (with the request id) for the clipboard or a dialog.
    void copyRequested(const QString &text);
    void closed(); //!< is wanted: whoever shows messages dismisses it

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Kind m_kind = Kind::Info;
    QString m_details;
    TextLabel *m_sentence;
    Button *m_action;
    Button *m_copy;
    IconButton *m_close;
};

} // namespace keyturn
