#pragma once
#include "ui/editor/value_hint.h"

#include <QWidget>

namespace keyturn {

struct EntryContent;
class LinkButton;
class LintPanel;
class SecretValueModel;
class TextLabel;
class ValueOperations;
class Workspace;

//! Below the values in every view: their layout, how much room is left, and what is wrong with them. Its fixes are
//! staged.
class ValuesFoot : public QWidget {
    Q_OBJECT

public:
    ValuesFoot(Workspace &workspace, ValueOperations &operations, SecretValueModel &values, QWidget *parent = nullptr);

    //! \p isText: the view above is the text, which says itself why it is no set of keys.
    void refresh(bool isText);

signals:
    void keyChosen(const QString &key); //!< of a finding; empty: the whole text

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showSize(const EntryContent &content);
    QString layoutRemark(const EntryContent &content, bool isText) const;
    //! Of a text without keys: it has no row of its own while the text is shown.
    ValueHint wholeTextHint() const;
    void addMissing();
    void fixAll();

    Workspace &m_workspace;
    ValueOperations &m_operations;
    SecretValueModel &m_values;
    QWidget *m_line;
    QWidget *m_links;
    TextLabel *m_layout;
    LinkButton *m_addMissing;
    TextLabel *m_size;
    LintPanel *m_lint;
};

} // namespace keyturn
