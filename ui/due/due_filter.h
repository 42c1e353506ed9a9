#pragma once
#include <QSortFilterProxyModel>

namespace keyturn {

//! The rows of a DueModel that hold a text, in whichever column, whatever its case.
class DueFilter : public QSortFilterProxyModel {
    Q_OBJECT

public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setText(const QString &text);

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    QString m_text; //!< as DueModel::searchText() spells it
};

} // namespace keyturn
