#pragma once
#include "ui/editor/value_operations.h"

#include <QTimer>
#include <QWidget>

namespace keyturn {

class Button;
class SecretTextEdit;
class SegmentedControl;
class TextLabel;
class Workspace;

//! The bytes of a binary secret as hex or base64: masked until they are shown, replaced by a file or by typed bytes.
class BinaryView : public QWidget {
    Q_OBJECT

public:
    BinaryView(Workspace &workspace, ValueOperations &operations, QWidget *parent = nullptr);

    void refresh();
    bool isRevealed() const;
    void reveal();
    void hideBytes();
    void edit();
    void copyAll();

signals:
    //! What was written or could not be read, for the message bar.
    void notified(const QString &sentence);

protected:
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    SecretString bytes() const;
    void stageTyped();
    void importFile();
    void exportFile();

    Workspace &m_workspace;
    ValueOperations &m_operations;
    SegmentedControl *m_spelling;
    SecretTextEdit *m_text;
    TextLabel *m_remark;
    Button *m_show;
    Button *m_import;
    QTimer m_life;
    bool m_staging = false;
};

} // namespace keyturn
