#pragma once
#include "core/document/password_generator.h"
#include "ui/widgets/dialog_frame.h"

class QCheckBox;
class QLineEdit;
class QSpinBox;

namespace keyturn {

class Button;
class IconButton;
class SecretReveal;
class TextLabel;

//! A password made on this computer, with the options of GetRandomPassword. Masked like every other value.
class GeneratePasswordDialog : public FramedDialog {
    Q_OBJECT

public:
    //! \p key that would take it; empty: the whole value.
    explicit GeneratePasswordDialog(const QString &key, QWidget *parent = nullptr);

signals:
    void entered(const keyturn::SecretString &password);
    void copyRequested(const keyturn::SecretString &password);

private:
    void nameParts();
    QWidget *makePassword();
    QLayout *makeOptions();
    void connectParts();
    PasswordOptions options() const;
    void make();

    QSpinBox *m_length;
    QLineEdit *m_without;
    QCheckBox *m_lower;
    QCheckBox *m_upper;
    QCheckBox *m_numbers;
    QCheckBox *m_punctuation;
    QCheckBox *m_space;
    QCheckBox *m_eachType;
    SecretReveal *m_shown;
    IconButton *m_eye;
    IconButton *m_again;
    TextLabel *m_strength;
    Button *m_use;
    Button *m_copy;
    SecretString m_password;
};

} // namespace keyturn
