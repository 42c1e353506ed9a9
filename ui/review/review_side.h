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
    void currentChanged();
    void chosenChanged();
    void mergeRequested();

private:
    void showRefusals(const Workspace &workspace);

    QListWidget *m_entries;
    CheckRow *m_unchanged;
    CheckRow *m_mayWrite;
    CheckRow *m_budget;
    Button *m_merge;
    Button *m_permission;
    std::optional<MissingPermission> m_missing; // of the first that was refused
};

} // namespace keyturn
