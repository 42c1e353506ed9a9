#pragma once
#include "core/document/secret_document.h"
#include "ui/editor/secret_cells.h"

#include <QAbstractItemModel>
#include <QHash>
#include <QSet>
#include <QTimer>
#include <memory>
#include <vector>

namespace keyturn {

//! The values of a secret with what is nested in them, read level by level as it is opened. Masked like
//! SecretValueModel, whose roles it has; what is below a sensitive key is sensitive.
class SecretTreeModel : public QAbstractItemModel, public SecretCells {
    Q_OBJECT

public:
    enum class Column { Key, Value, Age };

    explicit SecretTreeModel(QObject *parent = nullptr);
    ~SecretTreeModel() override;

    //! \p openKeys: the keys of the secret whose values may be seen. Everything is read anew.
    void setDocument(const SecretDocument &document, const QSet<QString> &openKeys);
    void setEditable(bool editable) { m_editable = editable; }
    //! Of a key of the secret, in words. AWS dates no nested value, so those have none.
    struct Age {
        QString text;
        QString spoken;
        QString tip;
    };
    void setAges(const QHash<QString, Age> &ages);
    //! From the key of the secret inwards; empty for no index.
    QStringList path(const QModelIndex &index) const;
    //! The row of a path, as far as it was read.
    QModelIndex indexOf(const QStringList &path) const;
    SecretDocument::Member member(const QModelIndex &index) const;
    bool isSensitive(const QModelIndex &index) const;

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
    struct Node;
    Node *node(const QModelIndex &index) const;
    QModelIndex indexOf(const Node *at, Column column) const;
    QStringList pathOf(const Node *node) const;
    std::vector<std::unique_ptr<Node>> read(Node *parent) const;
    void show(Node *node, bool timed);
    QString words(const Node &node) const;
    QVariant ageData(const Node &node, int role) const;

    SecretDocument m_document;
    QSet<QString> m_openKeys;
    QHash<QString, Age> m_ages;
    std::unique_ptr<Node> m_root;
    QTimer m_timer;
    Node *m_revealed = nullptr;
    bool m_editable = false;
};

} // namespace keyturn
