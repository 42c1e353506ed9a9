#pragma once
#include "core/secrets/name_check.h"
#include "ui/models/new_entry.h"

#include <QDialog>

class QComboBox;
class QLineEdit;
class QPlainTextEdit;
class QStackedWidget;

namespace keyturn {

class Button;
class KmsKeyField;
class SecretTextEdit;
class SegmentedControl;
class TextLabel;
class Workspace;

//! A new secret or parameter: layout, place, name checked while it is typed, then one page that says what will be made
//! before it is made. Creates through the workspace and stays until AWS has answered.
class NewEntryDialog : public QDialog {
    Q_OBJECT

public:
    explicit NewEntryDialog(Workspace &workspace, QWidget *parent = nullptr);
    ~NewEntryDialog() override;

    //! What would be created now.
    NewEntry wanted() const;

signals:
    void created(const QString &name);

private:
    QWidget *makeForm();
    QWidget *makeReview();
    void showTemplate();
    void suggest();
    void validate();
    void showReview();
    void create();
    void importBytes();
    bool isParameters() const;
    QString obstacle() const;
    static QString words(const NameFinding &finding);

    Workspace &m_workspace;
    QStackedWidget *m_pages;
    QComboBox *m_template;
    QComboBox *m_store;
    QLineEdit *m_app;
    QLineEdit *m_environment;
    QLineEdit *m_service;
    QLineEdit *m_name;
    TextLabel *m_nameRemark;
    QLineEdit *m_description;
    KmsKeyField *m_key;
    QLineEdit *m_tags;
    QLineEdit *m_replicas;
    SecretTextEdit *m_value;
    Button *m_file;
    TextLabel *m_valueRemark;
    TextLabel *m_facts;
    TextLabel *m_problem;
    Button *m_back;
    Button *m_next;
    SecretString m_bytes; // of a binary secret
    QString m_token;
    bool m_nameTyped = false;
    bool m_creating = false;
};

} // namespace keyturn
