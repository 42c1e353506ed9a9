#pragma once
#include "core/base/secret_string.h"

#include <QPlainTextEdit>
#include <optional>

namespace keyturn {

//! A text of several lines that may be secret. What is not touched keeps every character (CR, NUL and line separators
//! are shown as symbols), what is selected never reaches the PRIMARY selection, a drag or the clipboard by itself, and
//! there is no undo of its own: an undo stack would keep the text.
class SecretTextEdit : public QPlainTextEdit {
    Q_OBJECT

public:
    explicit SecretTextEdit(QWidget *parent = nullptr);
    ~SecretTextEdit() override;

    //! \p text must be valid UTF-8. Keeps the cursor where it was as far as possible. Emits nothing.
    void setSecret(const SecretString &text);
    SecretString secret() const;
    //! Forgets the text and shows \p mask instead, which cannot be edited.
    void setMask(const QString &mask);
    bool isMasked() const { return m_masked; }
    //! Hides what is shown when Concealment asks for it, and shows it again at a click or a key; secret() stays.
    void concealOnRequest();
    //! Selects \p length characters at \p position of secret().
    void show(qsizetype position, qsizetype length);
    //! Underlines what is wrong there; -1: nothing is.
    void setFault(qsizetype position);

signals:
    //! The user changed the text.
    void edited();
    //! Ctrl+C or Ctrl+X; nothing was copied yet.
    void copyRequested(const keyturn::SecretString &selection);

protected:
    QMimeData *createMimeDataFromSelection() const override;
    bool canInsertFromMimeData(const QMimeData *source) const override;
    void insertFromMimeData(const QMimeData *source) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    QString shownText() const;
    void replaceText(const QString &shown);
    bool goOn();

    QString m_original; // what shownText() showed before the user changed it
    std::optional<SecretString> m_concealed;
    qsizetype m_fault = -1;
    bool m_masked = true;
    bool m_setting = false;
};

} // namespace keyturn
