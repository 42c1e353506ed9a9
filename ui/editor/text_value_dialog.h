#pragma once
#include "core/base/secret_string.h"
#include "ui/widgets/dialog_frame.h"

class QLineEdit;

namespace keyturn {

class Button;
class SecretTextEdit;
class TextLabel;

//! A value that needs more than a cell: a new key with its value, or a text of several lines. Shows what is typed; a
//! sensitive value that is there already only when asked to.
class TextValueDialog : public FramedDialog {
    Q_OBJECT

public:
    //! A new key; names in \p taken are refused.
    static TextValueDialog *forNewKey(const QStringList &taken, QWidget *parent);
    //! The whole text under \p title. \p json: only JSON is taken.
    static TextValueDialog *forText(const QString &title, const SecretString &present, bool sensitive, bool json,
                                    QWidget *parent);
    ~TextValueDialog() override;

signals:
    void entered(const QString &key, const keyturn::SecretString &value);
    void copyRequested(const keyturn::SecretString &value);

private:
    TextValueDialog(const QString &title, bool withKey, QWidget *parent);
    void validate();

    QStringList m_taken;
    QLineEdit *m_key = nullptr;
    SecretTextEdit *m_value;
    TextLabel *m_remark;
    Button *m_show;
    Button *m_stage;
    SecretString m_present;
    bool m_json = false;
    bool m_touched = false;
};

} // namespace keyturn
