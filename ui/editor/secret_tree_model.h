#pragma once
#include "ui/editor/secret_cells.h"
#include "ui/editor/value_rows.h"

#include <QAbstractItemModel>
#include <QHash>
#include <QTimer>
#include <memory>

namespace keyturn {

struct SecretTreeNode;

//! The values of a secret with what is nested in them, read level by level as it is opened. Masked and marked like
//! SecretValueModel, whose roles it has; what is below a sensitive key is sensitive.
class SecretTreeModel : public QAbstractItemModel, public SecretCells {
    Q_OBJECT

public:
    enum class Column { Key, Value, Age };

    explicit SecretTreeModel(QObject *parent = nullptr);
    ~SecretTreeModel() override;

    //! \p fields: the rows of \p document with what is staged, see stagedFields(); \p opened: the text in AWS.
    //! Everything is read anew.
    void setFields(const SecretDocument &document, const SecretDocument &opened, const QList<StagedField> &fields);
    void setEditable(bool editable) { m_editable = editable; }
    //! Of the keys of the secret. AWS dates no nested value, so those have none.
    void setAges(const QHash<QString, ValueAge> &ages);
    //! From the key of the secret inwards; empty for no index.
    QStringList path(const QModelIndex &index) const;
    //! The row of a path, as far as it was read; never one of what is removed.
    QModelIndex indexOf(const QStringList &path) const;
    SecretDocument::Member member(const QModelIndex &index) const;
    bool isSensitive(const QModelIndex &index) const;
    //! It is in the text as it would be saved.
    bool isStaged(const QModelIndex &index) const;

    void reveal(const QModelIndex &index) override;
    void hold(const QModelIndex &index) override;
    void hide() override;
    bool isRevealed(const QModelIndex &index) const override;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    using Node = SecretTreeNode;
    Node *node(const QModelIndex &index) const;
    QModelIndex indexOf(const Node *at, Column column) const;
    void show(Node *node, bool timed);
    QString words(const Node &node) const;
    QString keyWords(const Node &node) const;
    QString secondLine(const Node &node) const;
    QVariant ageData(const Node &node, int role) const;

    SecretDocument m_document;
    SecretDocument m_opened;
    QHash<QString, ValueAge> m_ages;
    std::unique_ptr<Node> m_root;
    QTimer m_timer;
    Node *m_revealed = nullptr;
    bool m_editable = false;
};

} // namespace keyturn
