#include "ui/editor/values_tab.h"

#include "core/workspace/workspace.h"
#include "ui/editor/binary_view.h"
#include "ui/editor/raw_text.h"
#include "ui/editor/raw_view.h"
#include "ui/editor/secret_tree_model.h"
#include "ui/editor/secret_value_delegate.h"
#include "ui/editor/secret_value_model.h"
#include "ui/editor/values_foot.h"
#include "ui/editor/values_table.h"
#include "ui/editor/values_tree.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/button.h"
#include "ui/widgets/find_bar.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/segmented_control.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

ValuesTab::ValuesTab(Workspace &workspace, Actions &actions, ClipboardGuard &clipboard, QWidget *parent) :
    QWidget(parent), m_workspace(workspace), m_actions(actions),
    m_operations(new ValueOperations(workspace, clipboard, this)),
    m_mode(new SegmentedControl({tr("Table"), tr("Tree"), tr("Raw")})),
    m_search(new IconButton(u"search"_s, tr("Find in this entry (Ctrl+F)"))),
    m_add(new Button(u"list-add"_s, tr("Add key"), Button::Kind::Quiet)),
    m_more(new IconButton(u"overflow-menu"_s, tr("More for values"))), m_find(new FindBar),
    m_table(new ValuesTable(*m_operations)), m_tree(new ValuesTree(*m_operations)),
    m_raw(new RawView(workspace, *m_operations)), m_binary(new BinaryView(workspace, *m_operations)),
    m_stack(new QStackedWidget), m_foot(new ValuesFoot(workspace, *m_operations, m_table->values()))
{
    setObjectName(u"valuesTab"_s);
    m_mode->setObjectName(u"valuesMode"_s);
    m_mode->setAccessibleName(tr("View of the values"));
    m_search->setObjectName(u"findInEntry"_s);
    m_add->setObjectName(u"addKey"_s);
    m_more->setObjectName(u"valuesMore"_s);
    m_more->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(m_more);
    using Id = Actions::Id;
    for (Id id : {Id::RenameKey, Id::DuplicateKey, Id::MoveKeyUp, Id::MoveKeyDown, Id::RemoveKey})
        menu->addAction(m_actions.action(id));
    menu->addSeparator();
    for (Id id : {Id::GeneratePassword, Id::PasteKeys, Id::ImportKeys, Id::ExportEntry})
        menu->addAction(m_actions.action(id));
    m_more->setMenu(menu);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_tree);
    m_stack->addWidget(m_raw);
    m_stack->addWidget(m_binary);

    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(0, 0, 0, 0);
    bar->setSpacing(4);
    bar->addWidget(m_mode);
    bar->addStretch(1);
    bar->addWidget(m_search);
    bar->addWidget(m_add);
    bar->addWidget(m_more);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 12, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addSpacing(8);
    column->addWidget(m_find);
    column->addWidget(m_stack);
    column->addWidget(m_foot);
    column->addStretch(1);
    column->setStretchFactor(m_stack, 1000);

    for (QAbstractItemView *view :
         {static_cast<QAbstractItemView *>(m_table), static_cast<QAbstractItemView *>(m_tree)}) {
        view->setContextMenuPolicy(Qt::CustomContextMenu);
        connect(view, &QWidget::customContextMenuRequested, this, &ValuesTab::openMenu);
    }
    installEventFilter(this);
    connect(m_mode, &SegmentedControl::currentChanged, this, &ValuesTab::showView);
    connect(m_search, &QToolButton::clicked, this, &ValuesTab::openFind);
    connect(m_add, &QPushButton::clicked, m_actions.action(Id::AddKey), &QAction::trigger);
    connect(m_find, &FindBar::changed, this, [this] { find(0); });
    connect(m_find, &FindBar::nextRequested, this, &ValuesTab::find);
    connect(m_find, &FindBar::closed, this, [this] {
        showCurrentRow(false);
        focusTable();
    });
    connect(m_operations, &ValueOperations::writingNeeded, this, &ValuesTab::writingNeeded);
    connect(m_operations, &ValueOperations::refused, this, &ValuesTab::refused);
    connect(m_operations, &ValueOperations::told, this, &ValuesTab::told);
    connect(m_binary, &BinaryView::told, this, &ValuesTab::told);
    connect(m_foot, &ValuesFoot::keyChosen, this, &ValuesTab::goTo);
    connect(&m_workspace.openEntry(), &OpenEntry::contentChanged, this, &ValuesTab::showContent);
    connect(&m_workspace.openEntry(), &OpenEntry::agesLearnt, this, [this] {
        model().setContent(m_workspace.openEntry().content(), m_workspace.clock().utcNow());
        showAges();
    });
    connect(&m_workspace.openEntry(), &OpenEntry::opening, this, [this](const EntryId &id) {
        if (!model().content() || model().content()->entry.id != id)
            model().setContent(nullptr, m_workspace.clock().utcNow());
    });
    connect(&m_workspace.staging(), &Staging::changed, this, &ValuesTab::showEdits);
    connect(&m_workspace.place(), &Place::accessChanged, this, &ValuesTab::showEdits);
    connect(&model(), &QAbstractItemModel::modelReset, this, &ValuesTab::fitHeight);
    connect(&model(), &QAbstractItemModel::rowsInserted, this, &ValuesTab::fitHeight);
    connect(&model(), &QAbstractItemModel::rowsRemoved, this, &ValuesTab::fitHeight);
    connect(m_table->verticalHeader(), &QHeaderView::sectionResized, this, &ValuesTab::fitHeight);
    showContent();
}

SecretValueModel &ValuesTab::model()
{
    return m_table->values();
}

ValuesTab::Mode ValuesTab::mode() const
{
    return Mode(m_mode->current());
}

void ValuesTab::setMode(Mode mode)
{
    m_mode->setCurrent(mode);
    showView();
}

void ValuesTab::showContent()
{
    m_table->closeEditor();
    const EntryContent *content = m_workspace.openEntry().content();
    const bool other = !content || m_shown != content->entry.id;
    m_shown = content ? std::optional(content->entry.id) : std::nullopt;
    if (other) {
        m_raw->hideText();
        m_binary->hideBytes();
        m_find->close();
    }
    model().setContent(content, m_workspace.clock().utcNow());
    const bool binary = content && content->binary;
    const bool keys = content && content->entry.id.store == Store::SecretsManager && !binary;
    m_mode->setVisible(!binary);
    m_search->setVisible(!binary);
    m_add->setVisible(keys && !content->document.isRaw());
    const bool text = keys && content->document.isRaw();
    const QString noKeys = text ? RawText::reason(content->document) : tr("Only for secrets made of keys");
    m_mode->setSegmentEnabled(Table, !text || !keys, noKeys);
    m_mode->setSegmentEnabled(Tree, keys && !text, noKeys);
    if (other && content)
        m_mode->setCurrent(text ? Raw : Table);
    showEdits();
}

void ValuesTab::showEdits()
{
    const EntryContent *content = m_workspace.openEntry().content();
    const StagedEdits::Item *item = content ? m_workspace.staging().edits().item(content->entry.id) : nullptr;
    model().setEdits(item ? item->edits : QList<FieldEdit>());
    model().setEditable(content && m_workspace.place().canWrite() && !content->binary && content->entry.isWritable());
    m_add->setEnabled(m_actions.action(Actions::Id::AddKey)->isEnabled());
    showView();
}

void ValuesTab::showView()
{
    model().hide();
    m_tree->values().hide();
    m_foot->refresh(mode() == Raw);
    const EntryContent *content = m_workspace.openEntry().content();
    if (content && content->binary) {
        m_binary->refresh();
        m_stack->setCurrentWidget(m_binary);
        m_stack->setMaximumHeight(QWIDGETSIZE_MAX);
        return;
    }
    if (mode() == Raw || m_raw->isRevealed())
        m_raw->refresh();
    if (mode() == Tree && content) {
        QSet<QString> open;
        for (int row = 0; row < model().rowCount(); ++row) {
            const StagedField *field = model().field(row);
            if (!field->field.sensitive && !field->isRemoved())
                open.insert(field->field.key);
        }
        m_tree->setDocument(m_operations->document(), open, m_workspace.place().canWrite());
        showAges();
    }
    m_stack->setCurrentIndex(m_mode->current());
    fitHeight();
}

//! The tree tells the same as the table.
void ValuesTab::showAges()
{
    QHash<QString, SecretTreeModel::Age> ages;
    for (int row = 0; row < model().rowCount(); ++row) {
        const QModelIndex age = model().index(row, int(SecretValueModel::Column::Age));
        if (!model().field(row)->isRemoved())
            ages.insert(model().key(row), {age.data().toString(), age.data(Qt::AccessibleTextRole).toString(),
                                           age.data(Qt::ToolTipRole).toString()});
    }
    m_tree->values().setAges(ages);
}

void ValuesTab::goTo(const QString &key)
{
    if (mode() == Tree) {
        const QModelIndex index = m_tree->values().indexOf(QStringList{key});
        m_tree->setCurrentIndex(index);
        m_tree->scrollTo(index);
        m_tree->setFocus(Qt::ShortcutFocusReason);
    } else if (mode() == Raw) {
        m_raw->find(key.isEmpty() ? key : u'"' + key + u'"', 0);
        m_raw->setFocus(Qt::ShortcutFocusReason);
    } else {
        m_table->focusRow(key);
        m_table->setFocus(Qt::ShortcutFocusReason);
    }
}

void ValuesTab::fitHeight()
{
    m_stack->setMaximumHeight(mode() == Table ? std::max(m_table->fullHeight(), 120) : QWIDGETSIZE_MAX);
}

void ValuesTab::generateCurrent()
{
    if (mode() == Tree && m_tree->currentIndex().isValid())
        m_operations->generate(m_tree->values().path(m_tree->currentIndex()));
    else if (mode() == Raw)
        m_operations->generate({QString()});
    else if (m_table->currentRow() >= 0)
        m_operations->generate({model().key(m_table->currentRow())});
}

void ValuesTab::editCurrent()
{
    if (m_stack->currentWidget() == m_binary)
        m_binary->edit();
    else if (mode() == Raw)
        m_raw->edit();
    else if (mode() == Tree)
        m_tree->edit(m_tree->currentIndex());
    else
        m_table->edit(m_table->currentRow());
}

void ValuesTab::copyCurrent()
{
    if (m_stack->currentWidget() == m_binary)
        m_binary->copyAll();
    else if (mode() == Raw)
        m_raw->copyAll();
    else if (mode() == Tree)
        m_tree->copy(m_tree->currentIndex());
    else
        m_table->copy(m_table->currentRow());
}

void ValuesTab::removeCurrent()
{
    if (mode() == Tree)
        m_tree->remove(m_tree->currentIndex());
    else if (mode() == Table)
        m_table->remove(m_table->currentRow());
}

void ValuesTab::renameCurrent()
{
    if (mode() == Tree)
        m_tree->rename(m_tree->currentIndex());
    else if (mode() == Table)
        m_table->rename(m_table->currentRow());
}

void ValuesTab::duplicateCurrent()
{
    if (mode() == Table)
        m_table->duplicate(m_table->currentRow());
}

void ValuesTab::moveCurrent(int by)
{
    if (mode() == Tree && m_tree->currentIndex().isValid())
        m_operations->step(m_tree->values().path(m_tree->currentIndex()), by);
    else if (mode() == Table)
        m_table->step(m_table->currentRow(), by);
}

void ValuesTab::toggleMaskCurrent()
{
    SecretTreeModel &tree = m_tree->values();
    const QModelIndex index = m_tree->currentIndex();
    if (mode() == Table)
        m_table->toggleMask(m_table->currentRow());
    else if (mode() == Raw)
        m_raw->isRevealed() ? m_raw->hideText() : m_raw->reveal();
    else if (index.isValid())
        tree.isRevealed(index) ? tree.hide() : tree.reveal(index);
}

void ValuesTab::addKey()
{
    if (m_workspace.openEntry().content())
        m_operations->addKey();
}

void ValuesTab::focusTable()
{
    m_stack->currentWidget()->setFocus(Qt::ShortcutFocusReason);
    if (mode() == Table && !m_table->currentIndex().isValid() && model().rowCount() > 0)
        m_table->setCurrentIndex(model().index(0, int(SecretValueModel::Column::Value)));
}

void ValuesTab::openFind()
{
    m_find->open();
}

void ValuesTab::showCurrentRow(bool shown)
{
    for (QAbstractItemView *view :
         {static_cast<QAbstractItemView *>(m_table), static_cast<QAbstractItemView *>(m_tree)}) {
        view->setProperty(SecretValueDelegate::showsCurrentProperty, shown);
        view->viewport()->update();
    }
}

void ValuesTab::find(int step)
{
    const QString text = m_find->text();
    showCurrentRow(!text.isEmpty());
    const auto [number, total] = mode() == Raw    ? m_raw->find(text, step)
                                 : mode() == Tree ? m_tree->find(text, step)
                                                  : m_table->find(text, step);
    m_find->setFound(number, total,
                     mode() == Raw && !m_raw->isRevealed() && total == 0 ? tr("not in what is shown") : QString());
}

void ValuesTab::openMenu(const QPoint &at)
{
    auto *view = qobject_cast<QAbstractItemView *>(m_stack->currentWidget());
    const QModelIndex index = view ? view->indexAt(at) : QModelIndex();
    if (!index.isValid())
        return;
    view->setCurrentIndex(index);
    QMenu menu(this);
    using Id = Actions::Id;
    for (Id id : {Id::CopyValue, Id::ToggleMask, Id::Edit, Id::RenameKey, Id::DuplicateKey, Id::RemoveKey})
        menu.addAction(m_actions.action(id));
    menu.exec(view->viewport()->mapToGlobal(at));
}

bool ValuesTab::eventFilter(QObject *watched, QEvent *event)
{
    // Ctrl+F filters the list, except inside the values. Unhandled keys of the views arrive here.
    if (event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Find)) {
            key->accept();
            if (event->type() == QEvent::KeyPress)
                openFind();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void ValuesTab::hideEvent(QHideEvent *event)
{
    model().hide();
    m_tree->values().hide();
    QWidget::hideEvent(event);
}

} // namespace keyturn

#include "moc_values_tab.cpp"
