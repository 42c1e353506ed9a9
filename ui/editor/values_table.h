#pragma once
#include "ui/editor/value_operations.h"

#include <QPointer>
#include <QTableView>

namespace keyturn {

class SecretValueModel;
class ValueEditor;

//! Keys and values of the open entry, one row each, edited in their cells.
class ValuesTable : public QTableView {
    Q_OBJECT

public:
    explicit ValuesTable(ValueOperations &operations, QWidget *parent = nullptr);

    SecretValueModel &values() { return *m_model; }
    //! The focused row, or the first; -1: there is none.
    int currentRow() const;
    void focusRow(const QString &key);
    void edit(int row);
    void rename(int row);
    void remove(int row);
    void duplicate(int row);
    void step(int row, int by);
    void copy(int row);
    //! The clipboard becomes its value.
    void paste(int row);
    void toggleMask(int row);
    //! Stages what the hint of the row offers.
    void fix(int row);
    //! Shows every row, as far as there is room.
    int fullHeight() const;
    void closeEditor();
    //! Makes the next (1) or previous (-1) row that has \p text in its key or value the current one.
    std::pair<qsizetype, qsizetype> find(const QString &text, int step);

private:
    void connectInteraction();
    void openEditor(const QModelIndex &cell, ValueEditor *editor);
    void dropped(int row, int target);

    ValueOperations &m_operations;
    SecretValueModel *m_model;
    QPointer<ValueEditor> m_editor;
};

} // namespace keyturn
