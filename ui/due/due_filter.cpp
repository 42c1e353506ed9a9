#include "ui/due/due_filter.h"

#include "ui/due/due_model.h"

namespace keyturn {

void DueFilter::setText(const QString &text)
{
    m_text = text.toCaseFolded();
    invalidateRowsFilter();
}

bool DueFilter::filterAcceptsRow(int row, const QModelIndex &) const
{
    return m_text.isEmpty() || static_cast<const DueModel *>(sourceModel())->searchText(row).contains(m_text);
}

} // namespace keyturn

#include "moc_due_filter.cpp"
