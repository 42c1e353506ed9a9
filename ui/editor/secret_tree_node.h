#pragma once
#include "ui/editor/staged_fields.h"

#include <memory>
#include <vector>

namespace keyturn {

//! One value of a secret in the tree, with what is staged on it.
struct SecretTreeNode {
    SecretDocument::Member member;
    SecretTreeNode *parent = nullptr;
    int row = 0;
    bool sensitive = true;
    bool isRead = false;
    std::optional<Status> change;          //!< as in StagedField
    QString was;                           //!< its key in AWS, where it was renamed
    std::optional<QStringList> openedPath; //!< in AWS; none: it is not there
    std::vector<std::unique_ptr<SecretTreeNode>> children;

    bool isRemoved() const { return change == Status::Removed; }
    QStringList path() const;
    bool isContainer() const { return member.kind == JsonKind::Object || member.kind == JsonKind::Array; }
};

//! The keys of the secret, as the table has them. \p root gets them as children.
void readTreeKeys(SecretTreeNode &root, const SecretDocument &document, const QList<StagedField> &fields);
//! What is below \p parent, compared with what was opened; what is gone stays in its place, marked.
void readTreeChildren(SecretTreeNode &parent, const SecretDocument &document, const SecretDocument &opened);

} // namespace keyturn
