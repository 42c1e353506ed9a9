#pragma once
#include "ui/details/policy_words.h"

#include <QWidget>

class QComboBox;
class QDateTimeEdit;
class QSpinBox;

namespace keyturn {

class IconButton;
class TextLabel;

//! One policy of the form: what it does, its span or its moment, and when that is.
class PolicyRow : public QWidget {
    Q_OBJECT

public:
    //! \p number: of the row, from 0, in the names of its fields.
    PolicyRow(ParameterPolicy::Type type, int number, QWidget *parent = nullptr);

    ParameterPolicy::Type type() const { return m_type; }
    void present(const PolicyDraft &draft, const DraftPolicy &policy, const PolicyCase &of, bool editing);

signals:
    void edited(const keyturn::DraftPolicy &policy);
    void removed();

private:
    void makeFields(int number);
    void emitEdited();

    const ParameterPolicy::Type m_type;
    TextLabel *m_name;
    TextLabel *m_meaning;
    TextLabel *m_span; // read-only
    TextLabel *m_fires;
    QWidget *m_fields;
    QSpinBox *m_amount = nullptr;
    QComboBox *m_unit = nullptr;
    QDateTimeEdit *m_moment = nullptr;
    IconButton *m_remove;
};

} // namespace keyturn
