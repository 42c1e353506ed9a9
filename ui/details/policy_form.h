#pragma once
#include "ui/details/detail_row.h"
#include "ui/details/policy_words.h"

#include <QList>

class QVBoxLayout;

namespace keyturn {

class Button;
class Card;
class PolicyRow;
class SegmentedControl;
class TextLabel;
class Timeline;

//! The policies of a parameter as fields, with the dates they lead to, what would happen over time, and what is worth
//! knowing before it is saved. What is not understood stays as it is.
class PolicyForm : public DetailRow {
    Q_OBJECT

public:
    explicit PolicyForm(QWidget *parent = nullptr);

    void present(const PolicyCase &of, bool editing);
    bool isJson() const;

signals:
    //! \p text of all policies; empty removes them.
    void edited(const QString &text);
    void tierWanted(const QString &tier);
    void jsonChosen(bool json);

private:
    void layOut();
    void makeAdding();
    void addPolicy(ParameterPolicy::Type type);
    void change(int number, const DraftPolicy &policy);
    void remove(int number);
    void presentRows();
    void presentWarnings();
    void presentAdding();
    void presentPreview();
    void emitEdited();

    PolicyCase m_case;
    PolicyDraft m_draft;
    bool m_readable = true;
    bool m_editing = false;
    SegmentedControl *m_kind;
    QWidget *m_form;
    Card *m_card;
    QVBoxLayout *m_rowColumn;
    QList<PolicyRow *> m_rows;
    TextLabel *m_none;
    QWidget *m_adding;
    Button *m_addReminder;
    Button *m_addExpiration;
    Button *m_addNotice;
    TextLabel *m_previewTitle;
    Timeline *m_preview;
    QWidget *m_warnings;
    QList<PolicyWarning> m_shownWarnings;
};

} // namespace keyturn
