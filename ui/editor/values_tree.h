#pragma once
#include "ui/editor/staged_fields.h"
#include "ui/editor/value_operations.h"

#include <QTreeView>

namespace keyturn {

class SecretTreeModel;
class ValueEditor;

//! The nested values of a secret. What was open stays open when the text changes.
class ValuesTree : public QTreeView {
    Q_OBJECT

public:
    explicit ValuesTree(ValueOperations &operations, QWidget *parent = nullptr);

    SecretTreeModel &values() { return *m_model; }
    //! With what is staged on it.
    void setEntry(const EditedEntry &entry);
    //! It is in the text as it would be saved.
    bool isStaged(const QModelIndex &index) const;
    void edit(const QModelIndex &index);
    void rename(const QModelIndex &index);
    void remove(const QModelIndex &index);
    void step(const QModelIndex &index, int by);
    void paste(const QModelIndex &index);
    void copy(const QModelIndex &index);
    //! Opens what leads to the next (1) or previous (-1) key or value with \p text; of the levels read so far.
    std::pair<qsizetype, qsizetype> find(const QString &text, int step);

protected:
    void drawBranches(QPainter *painter, const QRect &rect, const QModelIndex &index) const override;

private:
    void connectInteraction();
    void setUpHeader();
    void openEditor(const QModelIndex &cell, ValueEditor *editor);
    QList<QStringList> openPaths() const;
    void collect(const QModelIndex &parent, const QString &text, QList<QModelIndex> &found) const;

    ValueOperations &m_operations;
    SecretTreeModel *m_model;
};

} // namespace keyturn
