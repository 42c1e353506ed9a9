#pragma once
#include "core/entry/detail_changes.h"
#include "ui/details/detail_row.h"

class QLineEdit;
class QTableView;

namespace keyturn {

class Button;
class TagModel;

//! The tags of one owner: a table, and while one edits a line below it for another one.
class TagsTable : public DetailRow {
    Q_OBJECT

public:
    explicit TagsTable(QWidget *parent = nullptr);

    TagModel &tags() { return *m_model; }
    void setTags(const QString &owner, const DetailTexts &read, const DetailTexts &staged);
    void setEditing(bool editing);
    //! Why they are not known; empty where they are.
    void setUnknown(const QString &reason);

signals:
    void changesWanted(const keyturn::DetailChanges &changes, const QString &what);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void show();
    void showButtons();
    void add();

    TagModel *m_model;
    QTableView *m_view;
    TextLabel *m_none;
    QWidget *m_line;
    QLineEdit *m_name;
    QLineEdit *m_value;
    Button *m_add;
    Button *m_toggle;
    QString m_unknown;
    bool m_editing = false;
};

} // namespace keyturn
