#pragma once
#include "ui/details/detail_row.h"

class QLineEdit;

namespace keyturn {

//! A detail of one line: read as text, edited in a field.
class DetailLine : public DetailRow {
    Q_OBJECT

public:
    //! \p none: what stands there where there is nothing.
    DetailLine(const QString &object, const QString &caption, const QString &none, QWidget *parent = nullptr);

    void setMonospaced();
    void setText(const QString &text);
    void setEditing(bool editing);
    void focusField();

signals:
    void edited(const QString &text);

private:
    const QString m_none;
    TextLabel *m_text;
    QLineEdit *m_field;
};

} // namespace keyturn
