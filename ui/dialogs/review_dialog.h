#pragma once
#include "ui/models/workspace.h"

#include <QDialog>
#include <QHash>

class QListWidget;
class QPlainTextEdit;
class QStackedWidget;
class QTableView;
class QVBoxLayout;

namespace keyturn {

class Button;
class Card;
class CheckRow;
class ConfirmField;
class DiffModel;
class ElidedLabel;
class SaveCheck;
class SegmentedControl;
class StatusChip;
class TextLabel;

//! What a save will do, key by key, before it does it: checks that really run, names of removed keys typed by hand,
//! consequences computed. Saves through the workspace and stays until every entry has its result.
class ReviewDialog : public QDialog {
    Q_OBJECT

public:
    explicit ReviewDialog(Workspace &workspace, QWidget *parent = nullptr);
    ~ReviewDialog() override;

    void reject() override;

signals:
    //! Every chosen entry was written.
    void savedAll(int entries);

private:
    QWidget *makeLeft();
    QWidget *makeRight();
    void fillEntries();
    void showEntry();
    void showDiff();
    void showChecks();
    void showConfirmation();
    void showConsequences();
    void updateSave();
    void startChecks();
    void save();
    void entryDone(const EntryId &id, const QString &problem);
    QList<EntryId> chosen() const;
    std::optional<EntryId> current() const;
    QStringList removedKeys() const;
    QStringList consequences() const;
    QString obstacle() const;
    void fitTable();

    Workspace &m_workspace;
    SaveCheck *m_check = nullptr;
    DiffModel *m_diff;
    TextLabel *m_title;
    ElidedLabel *m_place;
    StatusChip *m_access;
    QListWidget *m_entries;
    CheckRow *m_unchangedCheck;
    CheckRow *m_budgetCheck;
    Button *m_rebase;
    ElidedLabel *m_name;
    SegmentedControl *m_mode;
    QTableView *m_table;
    QPlainTextEdit *m_raw;
    QStackedWidget *m_stack;
    Card *m_confirmCard;
    TextLabel *m_confirmText;
    TextLabel *m_confirmAsk;
    TextLabel *m_confirmLeft;
    ConfirmField *m_confirm;
    QVBoxLayout *m_facts;
    TextLabel *m_foot;
    Button *m_keep;
    Button *m_save;
    QStringList m_confirmed;
    QList<EntryId> m_saving;
    QHash<EntryId, QString> m_problems;
    int m_saved = 0;
};

} // namespace keyturn
