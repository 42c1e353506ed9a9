#include "ui/editor/value_views.h"

#include "ui/editor/raw_view.h"
#include "ui/editor/secret_tree_model.h"
#include "ui/editor/secret_value_delegate.h"
#include "ui/editor/secret_value_model.h"
#include "ui/editor/values_table.h"
#include "ui/editor/values_tree.h"

#include <QVBoxLayout>

namespace keyturn {

ValueViews::ValueViews(ValueOperations &operations, QWidget *parent) :
    QStackedWidget(parent), m_operations(operations), m_table(new ValuesTable(operations)),
    m_tree(new ValuesTree(operations)), m_raw(new RawView(operations))
{
    addWidget(page(m_table));
    addWidget(page(m_tree));
    addWidget(page(m_raw));
    setAccessibleName(tr("Values"));
}

//! The editor of a cell stands beside its view, where assistive technology finds it; a stack shows it pages only.
QWidget *ValueViews::page(QWidget *view)
{
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(view);
    page->setFocusProxy(view);
    return page;
}

SecretValueModel &ValueViews::model()
{
    return m_table->values();
}

QAbstractItemView *ValueViews::itemView() const
{
    if (currentIndex() == Table)
        return m_table;
    return currentIndex() == Tree ? static_cast<QAbstractItemView *>(m_tree) : nullptr;
}

void ValueViews::setMode(Mode mode)
{
    m_mode = mode;
    refresh();
    setCurrentIndex(mode);
}

void ValueViews::refresh()
{
    hideValues();
    if (m_mode == Raw || m_raw->isRevealed())
        m_raw->refresh();
    if (m_mode == Tree && m_operations.entry().content()) {
        m_tree->setEntry(m_operations.entry());
        showAges();
    }
}

void ValueViews::showAges()
{
    QHash<QString, ValueAge> ages;
    for (int row = 0; row < model().rowCount(); ++row) {
        const QModelIndex age = model().index(row, int(SecretValueModel::Column::Age));
        ages.insert(model().key(row), {age.data().toString(), age.data(Qt::AccessibleTextRole).toString(),
                                       age.data(Qt::ToolTipRole).toString()});
    }
    m_tree->values().setAges(ages);
}

void ValueViews::edit()
{
    if (m_mode == Raw)
        m_raw->edit();
    else if (m_mode == Tree)
        m_tree->edit(m_tree->currentIndex());
    else
        m_table->edit(m_table->currentRow());
}

void ValueViews::copy()
{
    if (m_mode == Raw)
        m_raw->copyAll();
    else if (m_mode == Tree)
        m_tree->copy(m_tree->currentIndex());
    else
        m_table->copy(m_table->currentRow());
}

void ValueViews::remove()
{
    if (m_mode == Tree)
        m_tree->remove(m_tree->currentIndex());
    else if (m_mode == Table)
        m_table->remove(m_table->currentRow());
}

void ValueViews::rename()
{
    if (m_mode == Tree)
        m_tree->rename(m_tree->currentIndex());
    else if (m_mode == Table)
        m_table->rename(m_table->currentRow());
}

void ValueViews::duplicate()
{
    if (m_mode == Table)
        m_table->duplicate(m_table->currentRow());
}

void ValueViews::step(int by)
{
    if (m_mode == Tree)
        m_tree->step(m_tree->currentIndex(), by);
    else if (m_mode == Table)
        m_table->step(m_table->currentRow(), by);
}

void ValueViews::generate()
{
    if (m_mode == Raw)
        m_operations.generate({QString()});
    else if (m_mode == Tree && m_tree->isStaged(m_tree->currentIndex()))
        m_operations.generate(m_tree->values().path(m_tree->currentIndex()));
    else if (m_mode == Table && m_table->currentRow() >= 0)
        m_operations.generate({model().key(m_table->currentRow())});
}

void ValueViews::toggleMask()
{
    SecretTreeModel &tree = m_tree->values();
    const QModelIndex index = m_tree->currentIndex();
    if (m_mode == Table)
        m_table->toggleMask(m_table->currentRow());
    else if (m_mode == Raw)
        m_raw->isRevealed() ? m_raw->hideText() : m_raw->reveal();
    else if (index.isValid())
        tree.isRevealed(index) ? tree.hide() : tree.reveal(index);
}

void ValueViews::hideValues()
{
    model().hide();
    m_tree->values().hide();
}

void ValueViews::goTo(const QString &key)
{
    if (m_mode == Tree) {
        const QModelIndex index = m_tree->values().indexOf(QStringList{key});
        m_tree->setCurrentIndex(index);
        m_tree->scrollTo(index);
    } else if (m_mode == Raw) {
        m_raw->find(key.isEmpty() ? key : u'"' + key + u'"', 0);
    } else {
        m_table->focusRow(key);
    }
    currentWidget()->setFocus(Qt::ShortcutFocusReason);
}

void ValueViews::takeFocus()
{
    currentWidget()->setFocus(Qt::ShortcutFocusReason);
    if (m_mode == Table && !m_table->currentIndex().isValid() && model().rowCount() > 0)
        m_table->setCurrentIndex(model().index(0, int(SecretValueModel::Column::Value)));
}

std::pair<qsizetype, qsizetype> ValueViews::find(const QString &text, int step)
{
    return m_mode == Raw    ? m_raw->find(text, step)
           : m_mode == Tree ? m_tree->find(text, step)
                            : m_table->find(text, step);
}

void ValueViews::showCurrentRow(bool shown)
{
    for (QAbstractItemView *view :
         {static_cast<QAbstractItemView *>(m_table), static_cast<QAbstractItemView *>(m_tree)}) {
        view->setProperty(SecretValueDelegate::showsCurrentProperty, shown);
        view->viewport()->update();
    }
}

int ValueViews::wantedHeight() const
{
    return currentIndex() == Table ? std::max(m_table->fullHeight(), 120) : QWIDGETSIZE_MAX;
}

} // namespace keyturn

#include "moc_value_views.cpp"
