#pragma once
#include "core/aws/missing_permission.h"
#include "ui/review/save_check.h"

#include <QWidget>

class QListWidget;

namespace keyturn {

class Button;
class CheckRow;

//! The left of the review: which entries are saved, and what was checked just now.
class ReviewSide : public QWidget {
    Q_OBJECT

public:
    explicit ReviewSide(QWidget *parent = nullptr);

    //! Every staged entry, all chosen; keeps the current one, else goes to the first that loses a key.
    void fill(const Workspace &workspace);
    QList<EntryId> chosen() const;
    std::optional<EntryId> current() const;
    void showChecks(const SaveCheck &check);
    //! Why an entry cannot be saved any more, one or two sentences.
    static QString lostText(const EntryId &id, const Error &error);

signals:
    void changed(); //!< which entry is looked at, or what is chosen
    void mergeRequested();
    //! The checks are to run again.
    void checkRequested();
    //! An entry that is scheduled for deletion.
    void restoreRequested(const keyturn::EntryId &id);

private:
    QLayout *makeChecks();
    void showRefusals(const Workspace &workspace);
    static QString unchangedText(const SaveCheck &check);
    static QString budgetText(const SaveCheck &check);

    QListWidget *m_entries;
    CheckRow *m_unchanged;
    CheckRow *m_mayWrite;
    CheckRow *m_budget;
    Button *m_again;
    Button *m_merge;
    Button *m_restore;
    Button *m_permission;
    std::optional<EntryId> m_deleted;           // the first of those
    std::optional<MissingPermission> m_missing; // of the first that was refused
};

} // namespace keyturn
