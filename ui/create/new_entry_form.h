#pragma once
#include "core/document/secret_template.h"
#include "core/save/new_entry.h"

#include <QWidget>

class QComboBox;
class QDataStream;
class QLineEdit;

namespace keyturn {

class Button;
class ClipboardGuard;
class KmsKeyField;
class KmsKeyReader;
class NewEntryValues;
class TextLabel;
class Workspace;

//! What a new secret or parameter is to be: layout, place, a name checked while it is typed, value, key, tags. Writes
//! nothing.
class NewEntryForm : public QWidget {
    Q_OBJECT

public:
    NewEntryForm(Workspace &workspace, ClipboardGuard &clipboard, QWidget *parent = nullptr);
    ~NewEntryForm() override;

    //! All that was typed and chosen, for another form of this process.
    void write(QDataStream &stream) const;
    void read(QDataStream &stream);
    //! From the place, when it is another connection than the last time.
    void readKeys();

    NewEntry wanted() const;
    //! The template is one of keys with values.
    bool wantsKeys() const;
    //! Why it cannot be made like this; empty: it can.
    QString obstacle() const;

signals:
    void changed();
    void problem(const QString &sentence); //!< a file could not be read, an edit is not possible

private:
    void nameFields();
    QWidget *makeNaming();
    QWidget *makeValue();
    void connectFields();
    const SecretTemplate &layoutNow() const;
    void showTemplate();
    void suggest();
    void validate();
    void importBytes();
    bool isParameters() const;
    QList<QLineEdit *> texts() const;

    Workspace &m_workspace;
    QComboBox *m_template;
    QComboBox *m_store;
    QLineEdit *m_app;
    QLineEdit *m_environment;
    QLineEdit *m_service;
    QLineEdit *m_name;
    TextLabel *m_nameRemark;
    QLineEdit *m_description;
    KmsKeyReader *m_keys;
    KmsKeyField *m_key;
    QLineEdit *m_tags;
    QLineEdit *m_replicas;
    NewEntryValues *m_value;
    Button *m_file;
    TextLabel *m_valueRemark;
    SecretString m_bytes; // of a binary secret
    bool m_nameTyped = false;
};

} // namespace keyturn
