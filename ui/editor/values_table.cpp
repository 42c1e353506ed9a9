#include "ui/editor/values_table.h"

#include "ui/editor/secret_value_interaction.h"
#include "ui/editor/secret_value_model.h"
#include "ui/editor/value_editor.h"
#include "ui/style/metrics.h"
#include "ui/widgets/cell_overlay.h"

#include <QHeaderView>

using namespace Qt::StringLiterals;

namespace keyturn {

using Column = SecretValueModel::Column;

ValuesTable::ValuesTable(ValueOperations &operations, QWidget *parent) :
    QTableView(parent), m_operations(operations), m_model(new SecretValueModel(this))
{
    setObjectName(u"valuesTable"_s);
    setAccessibleName(tr("Values"));
    connectInteraction();
    setDragEnabled(true);
    setAcceptDrops(true);
    setDropIndicatorShown(true);
    setDragDropMode(QAbstractItemView::InternalMove);
    setDragDropOverwriteMode(false);
    connect(m_model, &SecretValueModel::moveRequested, this, &ValuesTable::dropped);
    connect(&m_operations, &ValueOperations::madeCurrent, this, &ValuesTable::focusRow);
}

void ValuesTable::connectInteraction()
{
    using Interaction = SecretValueInteraction;
    auto *interaction = new Interaction(this, m_model);
    const auto on = [this, interaction](void (Interaction::*signal)(const QModelIndex &),
                                        void (ValuesTable::*act)(int)) {
        connect(interaction, signal, this, [this, act](const QModelIndex &index) { (this->*act)(index.row()); });
    };
    on(&Interaction::copyRequested, &ValuesTable::copy);
    on(&Interaction::pasteRequested, &ValuesTable::paste);
    on(&Interaction::editRequested, &ValuesTable::edit);
    on(&Interaction::renameRequested, &ValuesTable::rename);
    on(&Interaction::removeRequested, &ValuesTable::remove);
    on(&Interaction::fixRequested, &ValuesTable::fix);
    connect(interaction, &Interaction::revertRequested, this,
            [this](const QModelIndex &i) { m_operations.revert(m_model->key(i.row())); });
    connect(interaction, &Interaction::stepRequested, this,
            [this](const QModelIndex &i, int by) { step(i.row(), by); });
}

void ValuesTable::dropped(int row, int target)
{
    const QString key = m_model->key(row);
    int position = 0; // among the rows that will be saved
    for (int i = 0, left = target; i < m_model->rowCount() && left > 0; ++i) {
        if (i == row)
            continue;
        position += m_model->field(i)->isRemoved() ? 0 : 1;
        --left;
    }
    if (m_operations.stage({FieldEdit::move(key, position)}))
        focusRow(key);
}

int ValuesTable::currentRow() const
{
    const int row = currentIndex().row();
    return row >= 0 ? row : m_model->rowCount() > 0 ? 0 : -1;
}

void ValuesTable::focusRow(const QString &key)
{
    const int row = m_model->rowOf(key);
    if (row >= 0)
        setCurrentIndex(m_model->index(row, int(Column::Value)));
}

void ValuesTable::openEditor(const QModelIndex &cell, ValueEditor *editor)
{
    scrollTo(cell);
    m_model->hide();
    closeEditor();
    m_editor = editor;
    new CellOverlay(editor, this, cell, metrics::controlHeight);
    connect(editor, &ValueEditor::done, this, [this] { setFocus(); });
    editor->setFocus();
}

void ValuesTable::closeEditor()
{
    if (m_editor) {
        m_editor->hide();
        m_editor->deleteLater();
    }
    m_editor.clear();
}

void ValuesTable::edit(int row)
{
    const StagedField *field = m_model->field(row);
    if (!field || !m_operations.mayWrite([this, key = field->field.key] { edit(m_model->rowOf(key)); }))
        return;
    const QModelIndex cell = m_model->index(row, int(Column::Value));
    if (!cell.data(SecretValueModel::EditableRole).toBool() || field->isRemoved())
        return;
    const QString key = field->field.key;
    const bool json = field->kind == JsonKind::Object || field->kind == JsonKind::Array;
    if (json || (key.isEmpty() && m_model->rowCount() == 1) || field->field.value.bytes().contains('\n')) {
        m_model->hide();
        m_operations.editText({key}, field->field.value, field->field.sensitive, json);
        return;
    }
    auto *editor = new ValueEditor(key, field->field.value, field->field.sensitive);
    openEditor(cell, editor);
    editor->offerGenerator();
    connect(editor, &ValueEditor::entered, this,
            [this, key](const SecretString &value) { m_operations.set({key}, value); });
    connect(editor, &ValueEditor::generateRequested, this, [this, key, editor] {
        m_operations.generateFor(key, editor, [editor](const SecretString &made) { editor->setValue(made); });
    });
}

void ValuesTable::rename(int row)
{
    const StagedField *field = m_model->field(row);
    if (!field || field->isRemoved()
        || !m_operations.mayWrite([this, key = field->field.key] { rename(m_model->rowOf(key)); })
        || !(m_model->flags(m_model->index(row, 0)) & Qt::ItemIsDragEnabled))
        return;
    const QString key = field->field.key;
    auto *editor = new ValueEditor(key, SecretString(key), false);
    openEditor(m_model->index(row, int(Column::Key)), editor);
    editor->setObjectName(u"keyEditor"_s);
    editor->setAccessibleName(tr("New name of %1").arg(key));
    editor->setPlaceholderText(tr("Name of the key"));
    connect(editor, &ValueEditor::entered, this, [this, key](const SecretString &name) {
        if (!name.isEmpty())
            m_operations.rename({key}, name.reveal());
    });
}

void ValuesTable::remove(int row)
{
    const StagedField *field = m_model->field(row);
    if (field && !field->isRemoved())
        m_operations.remove({field->field.key});
}

void ValuesTable::duplicate(int row)
{
    const StagedField *field = m_model->field(row);
    if (field && !field->isRemoved())
        m_operations.duplicate(field->field.key);
}

void ValuesTable::step(int row, int by)
{
    const StagedField *field = m_model->field(row);
    if (field && !field->isRemoved())
        m_operations.step({field->field.key}, by);
}

void ValuesTable::copy(int row)
{
    if (const StagedField *field = m_model->field(row))
        m_operations.copy(m_model->value(row), m_operations.name({field->field.key}));
}

void ValuesTable::paste(int row)
{
    const StagedField *field = m_model->field(row);
    if (field && !field->isRemoved())
        m_operations.pasteInto({field->field.key}, field->kind == JsonKind::Object || field->kind == JsonKind::Array);
}

void ValuesTable::toggleMask(int row)
{
    m_model->reveal(m_model->revealedRow() == row ? -1 : row);
}

void ValuesTable::fix(int row)
{
    if (const auto hint = m_model->hint(row))
        m_operations.stage(hint->edits, tr("repairing %1").arg(m_operations.name({m_model->key(row)})));
}

int ValuesTable::fullHeight() const
{
    int height = horizontalHeader()->height() + 2;
    for (int row = 0; row < m_model->rowCount(); ++row)
        height += rowHeight(row);
    return height;
}

std::pair<qsizetype, qsizetype> ValuesTable::find(const QString &text, int step)
{
    QList<int> rows;
    for (int row = 0; !text.isEmpty() && row < m_model->rowCount(); ++row) {
        QString value = m_model->value(row).reveal();
        if (m_model->key(row).contains(text, Qt::CaseInsensitive) || value.contains(text, Qt::CaseInsensitive))
            rows.append(row);
        wipe(value);
    }
    if (rows.isEmpty())
        return {0, 0};
    const int from = currentIndex().row();
    qsizetype found = step < 0 ? rows.size() - 1 : 0;
    for (qsizetype i = 0; i < rows.size(); ++i) {
        if (step < 0 && rows[i] < from)
            found = i;
        if (step >= 0 && rows[rows.size() - 1 - i] >= from + step)
            found = rows.size() - 1 - i;
    }
    setCurrentIndex(m_model->index(rows[found], int(Column::Value)));
    scrollTo(currentIndex());
    return {found + 1, rows.size()};
}

} // namespace keyturn

#include "moc_values_table.cpp"
