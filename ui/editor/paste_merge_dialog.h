#pragma once
#include "core/document/field_edit.h"
#include "core/document/import_text.h"
#include "core/document/key_map.h"
#include "ui/widgets/dialog_frame.h"

class QTableView;

namespace keyturn {

class Button;
class MergeLinesModel;

//! What pasted or imported text would do to the keys of a secret, before it is staged: new, changed and same, ticked
//! one by one, masked. Keys that are not in the text stay. Of a text that was refused it says the line and why.
class PasteMergeDialog : public FramedDialog {
    Q_OBJECT

public:
    //! \p name of the entry.
    PasteMergeDialog(const QString &name, const SecretDocument &document, const ImportedText &text,
                     QWidget *parent = nullptr);

signals:
    void chosen(const QList<keyturn::FieldEdit> &edits);

private:
    QTableView *makeTable();
    void validate();
    static QString words(const ImportProblem &problem, bool refused);
    static QString reason(const ImportProblem &problem);
    static QString note(const ImportProblem &problem);

    MergeLinesModel *m_lines;
    Button *m_stage;
};

} // namespace keyturn
