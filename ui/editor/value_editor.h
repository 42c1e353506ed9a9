#pragma once
#include "core/base/secret_string.h"

#include <QLineEdit>

namespace keyturn {

//! Edits one value in its cell. Sensitive values are typed or pasted unseen over an empty field: what is never shown
//! cannot reach the PRIMARY selection. Enter or leaving the field hands the value over, Esc does not.
class ValueEditor : public QLineEdit {
    Q_OBJECT

public:
    //! \p present is shown only where it is not sensitive.
    ValueEditor(const QString &key, const SecretString &present, bool sensitive, QWidget *parent = nullptr);
    ~ValueEditor() override;

signals:
    void entered(const keyturn::SecretString &value);
    //! It is no longer needed; deletes itself afterwards.
    void done();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void finish(bool accept);

    const bool m_sensitive;
    bool m_finished = false;
};

} // namespace keyturn
