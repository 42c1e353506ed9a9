#include "ui/pages/values_tab.h"

#include "ui/delegates/secret_value_interaction.h"
#include "ui/dialogs/text_value_dialog.h"
#include "ui/main_window/actions.h"
#include "ui/main_window/clipboard_guard.h"
#include "ui/models/secret_value_model.h"
#include "ui/models/wording.h"
#include "ui/models/workspace.h"
#include "ui/pages/masked_text.h"
#include "ui/pages/value_editor.h"
#include "ui/widgets/button.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/text_label.h"

#include <QHeaderView>
#include <QLocale>
#include <QMenu>
#include <QPlainTextEdit>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {
constexpr int secretLimit = 65'536; // bytes of a SecretString
}

ValuesTab::ValuesTab(Workspace &workspace, Actions &actions, ClipboardGuard &clipboard, QWidget *parent) :
    QWidget(parent), m_workspace(workspace), m_actions(actions), m_clipboard(clipboard),
    m_model(new SecretValueModel(this)), m_mode(new SegmentedControl({tr("Table"), tr("Raw")})),
    m_add(new Button(u"list-add"_s, tr("Add key"), Button::Kind::Quiet)), m_view(new QTableView),
    m_raw(new QPlainTextEdit), m_stack(new QStackedWidget), m_foot(new QWidget),
    m_layout(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2)),
    m_size(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2))
{
    setObjectName(u"valuesTab"_s);
    m_mode->setObjectName(u"valuesMode"_s);
    m_add->setObjectName(u"addKey"_s);
    m_view->setObjectName(u"valuesTable"_s);
    m_view->setAccessibleName(tr("Values"));
    m_view->setModel(m_model);
    auto *interaction = new SecretValueInteraction(m_view, m_model);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_raw->setObjectName(u"valuesRaw"_s);
    m_raw->setAccessibleName(tr("Masked text of the secret"));
    m_raw->setReadOnly(true);
    m_raw->setTextInteractionFlags(Qt::TextSelectableByKeyboard);
    m_raw->setFont(Theme::font(Theme::Font::Mono));
    m_raw->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_raw);
    m_layout->setObjectName(u"layoutRemark"_s);
    m_size->setObjectName(u"sizeRemark"_s);

    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(0, 0, 0, 0);
    bar->addWidget(m_mode);
    bar->addStretch(1);
    bar->addWidget(m_add);
    auto *foot = new QHBoxLayout(m_foot);
    foot->setContentsMargins(0, 12, 0, 8);
    foot->addWidget(m_layout, 1);
    foot->addWidget(m_size);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 12, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addSpacing(8);
    column->addWidget(m_stack);
    column->addWidget(m_foot);
    column->addStretch(1);
    column->setStretchFactor(m_stack, 1000);

    connect(m_mode, &SegmentedControl::currentChanged, this, [this](int mode) {
        m_model->hide();
        showRaw();
        m_stack->setCurrentIndex(mode);
    });
    connect(m_add, &QPushButton::clicked, m_actions.action(Actions::Id::AddKey), &QAction::trigger);
    connect(interaction, &SecretValueInteraction::copyRequested, this, &ValuesTab::copy);
    connect(interaction, &SecretValueInteraction::editRequested, this, &ValuesTab::edit);
    connect(interaction, &SecretValueInteraction::removeRequested, this, &ValuesTab::remove);
    connect(interaction, &SecretValueInteraction::revertRequested, this,
            [this](int row) { m_workspace.revert(m_model->key(row)); });
    connect(interaction, &SecretValueInteraction::fixRequested, this, &ValuesTab::fix);
    connect(m_view, &QWidget::customContextMenuRequested, this, &ValuesTab::openMenu);
    connect(&m_workspace, &Workspace::contentChanged, this, &ValuesTab::showContent);
    connect(&m_workspace, &Workspace::agesLearnt, this,
            [this] { m_model->setContent(m_workspace.content(), m_workspace.clock().utcNow()); });
    connect(&m_workspace, &Workspace::entryOpening, this, [this](const EntryId &id) {
        if (!m_model->content() || m_model->content()->entry.id != id)
            m_model->setContent(nullptr, m_workspace.clock().utcNow());
    });
    connect(&m_workspace, &Workspace::stagedChanged, this, &ValuesTab::showEdits);
    connect(&m_workspace, &Workspace::accessChanged, this, &ValuesTab::showEdits);
    connect(m_model, &QAbstractItemModel::modelReset, this, &ValuesTab::fitHeight);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &ValuesTab::fitHeight);
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, &ValuesTab::fitHeight);
    connect(m_view->verticalHeader(), &QHeaderView::sectionResized, this, &ValuesTab::fitHeight);
    showContent();
}

void ValuesTab::showContent()
{
    if (m_editor)
        m_editor->deleteLater();
    m_model->setContent(m_workspace.content(), m_workspace.clock().utcNow());
    showEdits();
}

void ValuesTab::showEdits()
{
    const EntryContent *content = m_workspace.content();
    const StagedEdits::Item *item = content ? m_workspace.staged().item(content->entry.id) : nullptr;
    m_model->setEdits(item ? item->edits : QList<FieldEdit>());
    m_model->setEditable(content && m_workspace.canWrite() && !content->binary && !content->entry.deletedAt.isValid());
    m_add->setEnabled(m_actions.action(Actions::Id::AddKey)->isEnabled());
    showFoot();
    showRaw();
    fitHeight();
}

void ValuesTab::showFoot()
{
    const EntryContent *content = m_workspace.content();
    m_foot->setVisible(content);
    if (!content)
        return;
    const StagedEdits::Item *item = m_workspace.staged().item(content->entry.id);
    const qsizetype keys = content->fields.size();
    qsizetype after = keys;
    if (item) {
        for (const FieldEdit &edit : item->edits)
            after += edit.kind == FieldEdit::Kind::Add ? 1 : edit.kind == FieldEdit::Kind::Remove ? -1 : 0;
    }
    QString text = content->binary ? tr("Binary, shown here and edited elsewhere")
                   : content->document.isRaw() && content->entry.id.store == Store::SecretsManager
                       ? tr("Plain text: %1").arg(content->document.rawReason())
                   : content->entry.id.store == Store::ParameterStore
                       ? Wording::parameters(keys)
                       : tr("%1 layout: %2").arg(kindLabel(content->entry.kind), Wording::keys(keys));
    if (after != keys)
        text += u", "_s + tr("%n after your changes", nullptr, int(after));
    if (!content->keyMap.missing.isEmpty())
        text += u", "_s + tr("without %1").arg(content->keyMap.missing.join(u", "_s));
    m_layout->setText(text);
    if (content->entry.id.store != Store::SecretsManager) {
        m_size->clear();
        return;
    }
    qsizetype bytes = content->document.text().size();
    if (item) {
        if (const Result<SecretDocument> applied = EntryStore::apply(item->base, item->edits))
            bytes = applied->text().size();
    }
    const QLocale locale;
    m_size->setText(tr("%1 of %2 bytes").arg(locale.toString(bytes), locale.toString(secretLimit)));
    m_size->setColor(bytes > secretLimit ? &ThemeColors::dangerFg : &ThemeColors::text2);
}

void ValuesTab::showRaw()
{
    if (m_mode->current() != 1 || !m_workspace.content())
        return;
    const EntryContent &content = *m_workspace.content();
    const StagedEdits::Item *item = m_workspace.staged().item(content.entry.id);
    m_raw->setPlainText(maskedText(content, item ? item->edits : QList<FieldEdit>()));
}

void ValuesTab::fitHeight()
{
    int height = m_view->horizontalHeader()->height() + 2;
    for (int row = 0; row < m_model->rowCount(); ++row)
        height += m_view->rowHeight(row);
    m_stack->setMaximumHeight(m_mode->current() == 1 ? QWIDGETSIZE_MAX : std::max(height, 120));
}

int ValuesTab::currentRow() const
{
    const int row = m_view->currentIndex().row();
    return row >= 0 ? row : m_model->rowCount() > 0 ? 0 : -1;
}

void ValuesTab::editCurrent()
{
    edit(currentRow());
}

void ValuesTab::copyCurrent()
{
    copy(currentRow());
}

void ValuesTab::removeCurrent()
{
    remove(currentRow());
}

void ValuesTab::toggleMaskCurrent()
{
    const int row = currentRow();
    m_model->reveal(m_model->revealedRow() == row ? -1 : row);
}

void ValuesTab::focusTable()
{
    m_view->setFocus(Qt::ShortcutFocusReason);
    if (!m_view->currentIndex().isValid() && m_model->rowCount() > 0)
        m_view->setCurrentIndex(m_model->index(0, int(SecretValueModel::Column::Value)));
}

void ValuesTab::edit(int row)
{
    if (row < 0 || !m_workspace.content())
        return;
    if (!m_workspace.canWrite()) {
        emit writingNeeded();
        return;
    }
    const QModelIndex index = m_model->index(row, int(SecretValueModel::Column::Value));
    if (!index.data(SecretValueModel::EditableRole).toBool())
        return;
    m_mode->setCurrent(0);
    m_stack->setCurrentIndex(0);
    m_model->hide();
    const QString key = m_model->key(row);
    const SecretString present = m_model->value(row);
    const bool sensitive = index.data(SecretValueModel::MaskedRole).toBool();
    const auto stage = [this, key](const SecretString &value) {
        m_workspace.stage(FieldEdit{FieldEdit::Kind::Set, key, value});
    };
    if (key.isEmpty() || present.bytes().contains('\n')) {
        TextValueDialog *dialog = TextValueDialog::forText(
            key.isEmpty() ? tr("Edit the text of %1").arg(m_workspace.content()->entry.leafName())
                          : tr("Edit %1").arg(key),
            present, window());
        connect(dialog, &TextValueDialog::entered, this,
                [stage](const QString &, const SecretString &value) { stage(value); });
        dialog->open();
        return;
    }
    auto *editor = new ValueEditor(key, present, sensitive, m_view->viewport());
    m_editor = editor;
    const QRect cell = m_view->visualRect(index);
    editor->setGeometry(cell.left(), cell.top() + 8, cell.width() - 8, metrics::controlHeight);
    connect(editor, &ValueEditor::entered, this, stage);
    connect(editor, &ValueEditor::done, this, [this] { m_view->setFocus(); });
    editor->show();
    editor->setFocus();
}

void ValuesTab::copy(int row)
{
    if (row < 0)
        return;
    const QString key = m_model->key(row);
    m_clipboard.copy(m_model->value(row), key.isEmpty() ? m_workspace.content()->entry.leafName() : key);
}

void ValuesTab::remove(int row)
{
    if (row < 0)
        return;
    if (!m_workspace.canWrite()) {
        emit writingNeeded();
        return;
    }
    const EntryContent *content = m_workspace.content();
    if (!content || content->entry.id.store != Store::SecretsManager || m_model->key(row).isEmpty())
        return;
    m_workspace.stage(FieldEdit{FieldEdit::Kind::Remove, m_model->key(row), {}});
}

void ValuesTab::fix(int row)
{
    if (const auto hint = m_model->hint(row))
        m_workspace.stage(FieldEdit{FieldEdit::Kind::Set, m_model->key(row), hint->repaired});
}

void ValuesTab::addKey()
{
    if (!m_workspace.content())
        return;
    if (!m_workspace.canWrite()) {
        emit writingNeeded();
        return;
    }
    QStringList taken;
    for (int row = 0; row < m_model->rowCount(); ++row)
        taken.append(m_model->key(row));
    TextValueDialog *dialog = TextValueDialog::forNewKey(taken, window());
    connect(dialog, &TextValueDialog::entered, this, [this](const QString &key, const SecretString &value) {
        m_workspace.stage(FieldEdit{FieldEdit::Kind::Add, key, value});
    });
    dialog->open();
}

void ValuesTab::openMenu(const QPoint &at)
{
    const int row = m_view->rowAt(at.y());
    if (row < 0)
        return;
    m_view->setCurrentIndex(m_model->index(row, int(SecretValueModel::Column::Value)));
    QMenu menu(this);
    using Id = Actions::Id;
    for (Id id : {Id::CopyValue, Id::ToggleMask, Id::Edit, Id::RemoveKey})
        menu.addAction(m_actions.action(id));
    menu.exec(m_view->viewport()->mapToGlobal(at));
}

void ValuesTab::hideEvent(QHideEvent *event)
{
    m_model->hide();
    QWidget::hideEvent(event);
}

} // namespace keyturn
