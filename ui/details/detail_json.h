#pragma once
#include "core/save/detail_check.h"
#include "ui/details/detail_row.h"

class QPlainTextEdit;

namespace keyturn {

class Button;

//! A policy: its JSON, indented for reading, as it stands for editing, with what is wrong in it underlined.
class DetailJson : public DetailRow {
    Q_OBJECT

public:
    //! \p none: what stands there where there is nothing; \p sample: an example, in the empty field.
    DetailJson(const QString &object, const QString &caption, const QString &none, const QString &sample,
               QWidget *parent = nullptr);

    void setText(const QString &text);
    void setFault(const std::optional<DetailFault> &fault, const QString &sentence);
    void setEditing(bool editing);

signals:
    void edited(const QString &text);

protected:
    void changeEvent(QEvent *event) override;

private:
    void show();
    void underline();

    const QString m_none;
    TextLabel *m_empty;
    QPlainTextEdit *m_field;
    Button *m_indent;
    Button *m_remove;
    QString m_text;
    std::optional<DetailFault> m_fault;
    bool m_editing = false;
};

} // namespace keyturn
