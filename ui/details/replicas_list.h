#pragma once
#include "core/read/entry_details.h"
#include "ui/details/detail_row.h"

class QComboBox;

namespace keyturn {

class Button;

//! The copies of a secret in other regions, with their state; one can be asked for and one can be given up.
class ReplicasList : public DetailRow {
    Q_OBJECT

public:
    explicit ReplicasList(QWidget *parent = nullptr);

    //! Of \p details, and as they would be after \p staged. \p region: where the secret is.
    void setReplicas(const EntryDetails &details, const DetailTexts &staged, const QString &region);
    void setEditing(bool editing);

signals:
    void changesWanted(const keyturn::DetailChanges &changes, const QString &what);

private:
    QWidget *makeLine(const QString &region, const std::optional<QString> &read, const std::optional<QString> &staged,
                      const ReplicaState *state);
    void showButtons();
    void want(const QString &region, const std::optional<QString> &read, const std::optional<QString> &wanted);

    QString m_owner;
    QList<QWidget *> m_lines;
    QList<QWidget *> m_buttons;
    TextLabel *m_none;
    QWidget *m_add;
    QComboBox *m_region;
    Button *m_addButton;
    QStringList m_taken;
    bool m_editing = false;
};

} // namespace keyturn
