#pragma once
#include "ui/details/detail_row.h"

namespace keyturn {

//! A detail that is read as text and chosen in a field of its own kind.
class DetailChoice : public DetailRow {
    Q_OBJECT

public:
    //! Takes \p field.
    DetailChoice(const QString &object, const QString &caption, QWidget *field, QWidget *parent = nullptr);

    void setText(const QString &text);
    void setEditing(bool editing);

private:
    TextLabel *m_text;
    QWidget *m_field;
};

} // namespace keyturn
