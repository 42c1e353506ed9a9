#pragma once
#include "core/read/entry_details.h"

#include <QWidget>

class QComboBox;

namespace keyturn {

class DetailChoice;
class DetailFacts;
class DetailJson;
class DetailLine;
class KmsKeyReader;
class PolicyForm;
class ReplicasList;
class TagsTable;
class TextLabel;

//! The details of an entry, one below the other; of a group those of one of its parameters.
class DetailsForm : public QWidget {
    Q_OBJECT

public:
    explicit DetailsForm(KmsKeyReader &keys, QWidget *parent = nullptr);

    struct Shown {
        const EntryDetails &details;
        const DetailTexts &now; //!< with what is staged
        const DetailChanges &changes;
        QString region;
        QDateTime clock; //!< UTC
        bool editing = false;
    };
    void present(const Shown &shown);
    //! Parameter that is shown; of a secret its name.
    QString part() const;
    void choosePart(const QString &name);
    void focusDescription();

signals:
    void partChosen();
    void edited(keyturn::DetailField field, const QString &text);
    void changesWanted(const keyturn::DetailChanges &changes, const QString &what);

private:
    void layOut();
    void nameTier();
    void connectRows();
    void presentParts(const EntryDetails &details);
    void presentAbout(const Shown &shown);
    void presentKey(const Shown &shown);
    void presentSecret(const Shown &shown);
    void presentParameter(const Shown &shown);
    void presentPolicies(const Shown &shown);
    void presentFault(const Shown &shown, DetailField field, DetailJson *row);
    QString textOf(const Shown &shown, DetailField field) const;
    bool isEdited(const Shown &shown, DetailField field) const;

    KmsKeyReader &m_keys;
    QComboBox *m_part;
    TextLabel *m_about;
    DetailFacts *m_facts;
    DetailLine *m_description;
    TagsTable *m_tags;
    DetailChoice *m_key;
    ReplicasList *m_replicas;
    DetailJson *m_resourcePolicy;
    DetailChoice *m_tier;
    DetailLine *m_pattern;
    PolicyForm *m_policyForm;
    DetailJson *m_policies;
};

} // namespace keyturn
