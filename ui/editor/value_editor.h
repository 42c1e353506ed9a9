#pragma once
#include "core/base/secret_string.h"

#include <QBasicTimer>
#include <QLineEdit>

namespace keyturn {

class IconButton;
class TextLabel;

//! Edits one value in its cell. Sensitive values are typed or pasted unseen over an empty field; the eye shows what is
//! there, for 20 s or as long as one types. Enter or leaving the field hands the value over, Esc does not.
class ValueEditor : public QLineEdit {
    Q_OBJECT

public:
    //! \p present is shown only where it is not sensitive, or asked for by the eye.
    ValueEditor(const QString &key, const SecretString &present, bool sensitive, QWidget *parent = nullptr);
    ~ValueEditor() override;

    //! How long the value is, and for sensitive ones the eye.
    void addTools();
    //! A button for a generated password; implies addTools().
    void offerGenerator();
    //! As if it had been typed.
    void setValue(const SecretString &value);
    //! What was typed so far, as if the field was left.
    void handOver() { finish(true); }
    bool isSeen() const { return m_seen; }

signals:
    void entered(const keyturn::SecretString &value);
    void generateRequested();
    //! It is no longer needed; deletes itself afterwards.
    void done();

protected:
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void timerEvent(QTimerEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void setSeen(bool seen);
    void showLength();
    void placeTools();
    void left(const QFocusEvent &event);
    void finish(bool accept);

    const SecretString m_present;
    const bool m_sensitive;
    bool m_seen = false;
    bool m_wasSeen = false;
    bool m_finished = false;
    QBasicTimer m_life;
    QWidget *m_tools = nullptr;
    TextLabel *m_length = nullptr;
    IconButton *m_eye = nullptr;
    IconButton *m_generate = nullptr;
};

} // namespace keyturn
