#pragma once
#include "core/base/secret_string.h"

#include <QDialog>

class QLineEdit;
class QPlainTextEdit;

namespace keyturn {

class Button;
class TextLabel;

//! A value that needs more than a cell: a new key with its value, or a text of several lines. Shows what is typed.
class TextValueDialog : public QDialog {
    Q_OBJECT

public:
    //! A new key; names in \p taken are refused.
    static TextValueDialog *forNewKey(const QStringList &taken, QWidget *parent);
    //! The whole text under \p title.
    static TextValueDialog *forText(const QString &title, const SecretString &present, QWidget *parent);
    ~TextValueDialog() override;

signals:
    void entered(const QString &key, const keyturn::SecretString &value);

private:
    TextValueDialog(const QString &title, bool withKey, QWidget *parent);
    void validate();

    QStringList m_taken;
    TextLabel *m_title;
    QLineEdit *m_key = nullptr;
    QPlainTextEdit *m_value;
    Button *m_stage;
};

} // namespace keyturn
