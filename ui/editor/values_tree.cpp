#include "ui/editor/values_tree.h"

#include "ui/editor/secret_tree_model.h"
#include "ui/editor/secret_value_interaction.h"
#include "ui/editor/secret_value_layout.h"
#include "ui/editor/value_editor.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/style/surface.h"
#include "ui/style/theme.h"
#include "ui/widgets/cell_overlay.h"
#include "ui/widgets/table_header.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace keyturn {

ValuesTree::ValuesTree(ValueOperations &operations, QWidget *parent) :
    QTreeView(parent), m_operations(operations), m_model(new SecretTreeModel(this))
{
    setObjectName(u"valuesTree"_s);
    setAccessibleName(tr("Values as a tree"));
    connectInteraction();
    setUpHeader();
    setExpandsOnDoubleClick(false);
    setIndentation(20);
}

void ValuesTree::setUpHeader()
{
    auto *head = new TableHeader(metrics::cellMargin, this);
    setHeader(head);
    head->setStretchLastSection(false);
    head->setSectionsClickable(false);
    head->setSectionResizeMode(int(SecretTreeModel::Column::Key), QHeaderView::Interactive);
    head->setSectionResizeMode(int(SecretTreeModel::Column::Value), QHeaderView::Stretch);
    head->setSectionResizeMode(int(SecretTreeModel::Column::Age), QHeaderView::Fixed);
    head->resizeSection(int(SecretTreeModel::Column::Key), metrics::keyColumn + 60);
    head->resizeSection(int(SecretTreeModel::Column::Age), metrics::ageColumn);
}

void ValuesTree::connectInteraction()
{
    auto *interaction = new SecretValueInteraction(this, m_model);
    connect(interaction, &SecretValueInteraction::copyRequested, this, &ValuesTree::copy);
    connect(interaction, &SecretValueInteraction::pasteRequested, this, &ValuesTree::paste);
    connect(interaction, &SecretValueInteraction::editRequested, this, &ValuesTree::edit);
    connect(interaction, &SecretValueInteraction::renameRequested, this, &ValuesTree::rename);
    connect(interaction, &SecretValueInteraction::removeRequested, this, &ValuesTree::remove);
    connect(interaction, &SecretValueInteraction::stepRequested, this, &ValuesTree::step);
    connect(interaction, &SecretValueInteraction::revertRequested, this,
            [this](const QModelIndex &index) { m_operations.revert(m_model->path(index).constFirst()); });
}

bool ValuesTree::isStaged(const QModelIndex &index) const
{
    return m_model->isStaged(index);
}

QList<QStringList> ValuesTree::openPaths() const
{
    QList<QStringList> paths;
    QList<QModelIndex> open{QModelIndex()};
    while (!open.isEmpty()) {
        const QModelIndex above = open.takeFirst();
        for (int row = 0; row < m_model->rowCount(above); ++row) {
            const QModelIndex index = m_model->index(row, 0, above);
            if (!isExpanded(index))
                continue;
            paths.append(m_model->path(index));
            open.append(index);
        }
    }
    return paths;
}

void ValuesTree::setEntry(const EditedEntry &entry)
{
    const QList<QStringList> open = openPaths();
    const QStringList current = m_model->path(currentIndex());
    m_model->setEditable(entry.access() == EditedEntry::Access::Open);
    m_model->setFields(entry.document(), entry.content()->document, stagedFields(*entry.content(), entry.edits()));
    for (const QStringList &path : open) {
        const QModelIndex index = m_model->indexOf(path).siblingAtColumn(0);
        m_model->fetchMore(index);
        expand(index);
    }
    if (!current.isEmpty())
        setCurrentIndex(m_model->indexOf(current));
}

void ValuesTree::openEditor(const QModelIndex &cell, ValueEditor *editor)
{
    scrollTo(cell);
    m_model->hide();
    new CellOverlay(editor, this, cell, metrics::controlHeight);
    connect(editor, &ValueEditor::done, this, [this] { setFocus(); });
    editor->setFocus();
}

void ValuesTree::edit(const QModelIndex &index)
{
    const QModelIndex cell = index.siblingAtColumn(int(SecretTreeModel::Column::Value));
    const QStringList path = m_model->path(cell);
    if (!isStaged(cell) || !m_operations.mayWrite([this, path] { edit(m_model->indexOf(path)); })
        || !m_model->member(cell).isReachable)
        return;
    const SecretDocument::Member member = m_model->member(cell);
    const bool json = member.kind == JsonKind::Object || member.kind == JsonKind::Array;
    if (json || member.value.bytes().contains('\n')) {
        m_model->hide();
        m_operations.editText(path, member.value, m_model->isSensitive(cell), json);
        return;
    }
    const QString name = m_operations.name(path);
    auto *editor = new ValueEditor(name, member.value, m_model->isSensitive(cell));
    openEditor(cell, editor);
    editor->offerGenerator();
    connect(editor, &ValueEditor::entered, this,
            [this, path](const SecretString &value) { m_operations.set(path, value); });
    connect(editor, &ValueEditor::generateRequested, this, [this, name, editor] {
        m_operations.generateFor(name, editor, [editor](const SecretString &made) { editor->setValue(made); });
    });
}

void ValuesTree::rename(const QModelIndex &index)
{
    const QStringList path = m_model->path(index);
    if (!isStaged(index) || m_model->member(index.parent()).kind == JsonKind::Array
        || !m_operations.mayWrite([this, path] { rename(m_model->indexOf(path)); }))
        return;
    auto *editor = new ValueEditor(m_operations.name(path), SecretString(path.constLast()), false);
    openEditor(index.siblingAtColumn(int(SecretTreeModel::Column::Key)), editor);
    editor->setObjectName(u"keyEditor"_s);
    editor->setAccessibleName(tr("New name of %1").arg(path.constLast()));
    editor->setPlaceholderText(tr("Name of the key"));
    connect(editor, &ValueEditor::entered, this, [this, path](const SecretString &name) {
        if (!name.isEmpty())
            m_operations.rename(path, name.reveal());
    });
}

void ValuesTree::step(const QModelIndex &index, int by)
{
    if (!isStaged(index))
        return;
    const QStringList path = m_model->path(index);
    m_operations.step(path, by);
    setCurrentIndex(m_model->indexOf(path));
}

void ValuesTree::paste(const QModelIndex &index)
{
    if (!isStaged(index) || !m_model->member(index).isReachable)
        return;
    const JsonKind kind = m_model->member(index).kind;
    m_operations.pasteInto(m_model->path(index), kind == JsonKind::Object || kind == JsonKind::Array);
}

void ValuesTree::remove(const QModelIndex &index)
{
    if (isStaged(index))
        m_operations.remove(m_model->path(index));
}

void ValuesTree::copy(const QModelIndex &index)
{
    if (isStaged(index))
        m_operations.copy(m_model->member(index).value, m_operations.name(m_model->path(index)));
}

void ValuesTree::collect(const QModelIndex &parent, const QString &text, QList<QModelIndex> &found) const
{
    for (int row = 0; row < m_model->rowCount(parent); ++row) {
        const QModelIndex index = m_model->index(row, 0, parent);
        const SecretDocument::Member member = m_model->member(index);
        QString value = member.hasChildren() || !isStaged(index) ? QString() : member.value.reveal();
        if (member.key.contains(text, Qt::CaseInsensitive) || value.contains(text, Qt::CaseInsensitive))
            found.append(index);
        wipe(value);
        if (isExpanded(index))
            collect(index, text, found);
    }
}

std::pair<qsizetype, qsizetype> ValuesTree::find(const QString &text, int step)
{
    QList<QModelIndex> found;
    if (!text.isEmpty())
        collect({}, text, found);
    if (found.isEmpty())
        return {0, 0};
    const qsizetype now = found.indexOf(currentIndex().siblingAtColumn(0));
    const qsizetype next = now < 0 ? 0 : (now + step + found.size()) % found.size();
    setCurrentIndex(found[next]);
    scrollTo(found[next]);
    return {next + 1, found.size()};
}

void ValuesTree::drawBranches(QPainter *painter, const QRect &rect, const QModelIndex &index) const
{
    const ThemeColors &c = colors();
    const bool current = hasFocus() && currentIndex().siblingAtColumn(0) == index.siblingAtColumn(0);
    painter->fillRect(rect, current ? c.selected : surfaceBelow(this));
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), c.separator());
    if (!m_model->hasChildren(index.siblingAtColumn(0)))
        return;
    const QRect last(rect.right() + 1 - indentation(), rect.top(), indentation(),
                     std::min(rect.height(), SecretValueLayout::bandHeight()));
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const QString closed = mirrored ? u"go-previous"_s : u"go-next"_s;
    icons::paint(painter, mirrored ? QRect(rect.left(), last.top(), last.width(), last.height()) : last,
                 isExpanded(index) ? u"go-down"_s : closed, c.text2, 12);
}

} // namespace keyturn

#include "moc_values_tree.cpp"
