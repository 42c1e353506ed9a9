#pragma once
#include <QList>
#include <QStringList>

namespace keyturn::cli {

//! Rows in aligned columns, two spaces apart; nothing is cut. Cells are made printable().
class Table {
public:
    explicit Table(QStringList header) { add(std::move(header)); }
    void add(QStringList row);
    QString text() const;

private:
    QList<QStringList> m_rows;
};

} // namespace keyturn::cli
