#pragma once
#include "ui/list/bulk_model.h"
#include "ui/widgets/dialog_frame.h"

class QComboBox;
class QGridLayout;
class QLineEdit;
class QTableView;

namespace keyturn {

class Button;
class TextLabel;
class Workspace;

//! One change to several entries: what it does to each stands there before anything is written. Changes of values are
//! staged and go through the review; tags and descriptions are written here, one after the other, with a result each.
class BulkEditDialog : public FramedDialog {
    Q_OBJECT

public:
    BulkEditDialog(Workspace &workspace, const QList<EntryId> &ids, BulkChange::Kind kind, QWidget *parent = nullptr);

    void reject() override;

signals:
    //! Changes of values were staged; they wait for the review.
    void staged(int entries);

private:
    QGridLayout *makeFields(BulkChange::Kind kind);
    void makeTable();
    BulkChange change() const;
    void showFields();
    void preview();
    void update();
    void fitRows();
    QString obstacle() const;
    void go();

    Workspace &m_workspace;
    BulkModel *m_model;
    QComboBox *m_kind;
    TextLabel *m_nameLabel;
    QLineEdit *m_name;
    TextLabel *m_textLabel;
    QLineEdit *m_text;
    QTableView *m_table;
    TextLabel *m_foot;
    Button *m_cancel;
    Button *m_go;
};

} // namespace keyturn
