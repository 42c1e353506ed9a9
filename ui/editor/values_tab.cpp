#include "ui/editor/values_tab.h"

#include "core/workspace/workspace.h"
#include "ui/editor/binary_view.h"
#include "ui/editor/raw_text.h"
#include "ui/editor/raw_view.h"
#include "ui/editor/secret_value_model.h"
#include "ui/editor/values_foot.h"
#include "ui/editor/values_table.h"
#include "ui/style/metrics.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/button.h"
#include "ui/widgets/find_bar.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/segmented_control.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

using Id = Actions::Id;

ValuesTab::ValuesTab(Workspace &workspace, Actions &actions, ClipboardGuard &clipboard, QWidget *parent) :
    QWidget(parent), m_workspace(workspace), m_actions(actions), m_entry(workspace),
    m_operations(new ValueOperations(m_entry, clipboard, this)), m_bar(new QWidget),
    m_mode(new SegmentedControl({tr("Table"), tr("Tree"), tr("Raw")})),
    m_search(new IconButton(u"search"_s, tr("Find in this entry (Ctrl+F)"))),
    m_add(new Button(u"list-add"_s, tr("Add key"), Button::Kind::Quiet)),
    m_more(new IconButton(u"overflow-menu"_s, tr("More for values"))), m_find(new FindBar),
    m_views(new ValueViews(*m_operations)), m_binary(new BinaryView(workspace, *m_operations)),
    m_foot(new ValuesFoot(workspace, *m_operations, m_views->model()))
{
    setObjectName(u"valuesTab"_s);
    m_views->addWidget(m_binary);
    makeBar();
    layOut();
    connectParts();
    connectWorkspace();
    installEventFilter(this);
    showContent();
}

void ValuesTab::makeBar()
{
    m_mode->setObjectName(u"valuesMode"_s);
    m_mode->setAccessibleName(tr("View of the values"));
    m_search->setObjectName(u"findInEntry"_s);
    m_add->setObjectName(u"addKey"_s);
    m_more->setObjectName(u"valuesMore"_s);
    m_more->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(m_more);
    menu->setAccessibleName(m_more->accessibleName());
    for (Id id : {Id::RenameKey, Id::DuplicateKey, Id::MoveKeyUp, Id::MoveKeyDown, Id::RemoveKey})
        menu->addAction(m_actions.action(id));
    menu->addSeparator();
    for (Id id : {Id::GeneratePassword, Id::PasteKeys, Id::ImportKeys, Id::ExportEntry})
        menu->addAction(m_actions.action(id));
    m_more->setMenu(menu);
    auto *bar = new QHBoxLayout(m_bar);
    bar->setContentsMargins(0, 0, 0, metrics::insideControl);
    bar->setSpacing(metrics::smallGap);
    bar->addWidget(m_mode);
    bar->addStretch(1);
    bar->addWidget(m_search);
    bar->addWidget(m_add);
    bar->addWidget(m_more);
}

void ValuesTab::layOut()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, metrics::partGap, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_bar);
    column->addWidget(m_find);
    column->addWidget(m_views);
    column->addWidget(m_foot);
    column->addStretch(1);
    column->setStretchFactor(m_views, 1000);
}

void ValuesTab::connectParts()
{
    for (const Mode mode : {Table, Tree}) {
        auto *view = m_views->widget(mode)->findChild<QAbstractItemView *>();
        view->setContextMenuPolicy(Qt::CustomContextMenu);
        connect(view, &QWidget::customContextMenuRequested, this,
                [this, view](const QPoint &at) { openMenu(view, at); });
    }
    connect(m_mode, &SegmentedControl::currentChanged, this, &ValuesTab::showView);
    connect(m_search, &QToolButton::clicked, this, &ValuesTab::openFind);
    connect(m_add, &QPushButton::clicked, m_actions.action(Id::AddKey), &QAction::trigger);
    connect(m_find, &FindBar::changed, this, [this] { find(0); });
    connect(m_find, &FindBar::nextRequested, this, &ValuesTab::find);
    connect(m_find, &FindBar::closed, this, [this] {
        m_views->showCurrentRow(false);
        focusTable();
    });
    connect(m_operations, &ValueOperations::writingNeeded, this, &ValuesTab::writingNeeded);
    connect(m_operations, &ValueOperations::warned, this, &ValuesTab::warned);
    connect(m_operations, &ValueOperations::notified, this, &ValuesTab::notified);
    connect(m_binary, &BinaryView::notified, this, &ValuesTab::notified);
    connect(m_foot, &ValuesFoot::keyChosen, m_views, &ValueViews::goTo);
    connect(&model(), &QAbstractItemModel::modelReset, this, &ValuesTab::fitHeight);
    connect(&model(), &QAbstractItemModel::rowsInserted, this, &ValuesTab::fitHeight);
    connect(&model(), &QAbstractItemModel::rowsRemoved, this, &ValuesTab::fitHeight);
    connect(m_views->table().verticalHeader(), &QHeaderView::sectionResized, this, &ValuesTab::fitHeight);
}

void ValuesTab::connectWorkspace()
{
    connect(&m_workspace.openEntry(), &OpenEntry::contentChanged, this, &ValuesTab::showContent);
    connect(&m_workspace.openEntry(), &OpenEntry::agesLearnt, this, [this] {
        model().setContent(m_workspace.openEntry().content(), m_workspace.clock().utcNow());
        m_views->showAges();
    });
    connect(&m_workspace.openEntry(), &OpenEntry::opening, this, [this](const EntryId &id) {
        if (!model().content() || model().content()->entry.id != id)
            model().setContent(nullptr, m_workspace.clock().utcNow());
    });
    connect(&m_workspace.staging(), &Staging::changed, this, &ValuesTab::showEdits);
    connect(&m_workspace.place(), &Place::accessChanged, this, &ValuesTab::showEdits);
}

bool ValuesTab::isBinary() const
{
    return m_entry.content() && m_entry.content()->binary;
}

void ValuesTab::setMode(Mode mode)
{
    m_mode->setCurrent(mode);
    showView();
}

void ValuesTab::showContent()
{
    m_views->table().closeEditor();
    const EntryContent *content = m_entry.content();
    const bool other = !content || m_shown != content->entry.id;
    m_shown = content ? std::optional(content->entry.id) : std::nullopt;
    if (other) {
        m_views->raw().hideText();
        m_binary->hideBytes();
        m_find->close();
    }
    model().setContent(content, m_workspace.clock().utcNow());
    const bool keys = content && content->entry.id.isSecret() && !content->binary;
    m_bar->setVisible(!isBinary()); // bytes bring a bar of their own
    m_add->setVisible(keys && !content->document.isRaw());
    const bool text = keys && content->document.isRaw();
    const QString noKeys = text ? RawText::reason(content->document) : tr("Only for key/value secrets");
    m_mode->setSegmentEnabled(Table, !text || !keys, noKeys);
    m_mode->setSegmentEnabled(Tree, keys && !text, noKeys);
    if (other && content)
        m_mode->setCurrent(text ? Raw : Table);
    showEdits();
}

void ValuesTab::showEdits()
{
    model().setEdits(m_entry.edits());
    model().setEditable(m_entry.access() == EditedEntry::Access::Open && !isBinary());
    m_add->setEnabled(m_actions.action(Id::AddKey)->isEnabled());
    showView();
}

void ValuesTab::showView()
{
    const Mode mode = Mode(m_mode->current());
    m_foot->refresh(mode == Raw);
    if (isBinary()) {
        m_views->hideValues();
        m_binary->refresh();
        m_views->setCurrentWidget(m_binary);
    } else {
        m_views->setMode(mode);
    }
    fitHeight();
}

void ValuesTab::fitHeight()
{
    m_views->setMaximumHeight(m_views->wantedHeight());
}

void ValuesTab::editCurrent()
{
    if (isBinary())
        m_binary->edit();
    else
        m_views->edit();
}

void ValuesTab::copyCurrent()
{
    if (isBinary())
        m_binary->copyAll();
    else
        m_views->copy();
}

void ValuesTab::addKey()
{
    if (m_entry.content())
        m_operations->addKey();
}

void ValuesTab::openFind()
{
    m_find->open();
}

void ValuesTab::find(int step)
{
    const QString text = m_find->text();
    m_views->showCurrentRow(!text.isEmpty());
    const auto [number, total] = m_views->find(text, step);
    const bool isMasked = mode() == Raw && !m_views->raw().isRevealed();
    m_find->setFound(number, total, isMasked && total == 0 ? tr("not in this view") : QString());
}

void ValuesTab::openMenu(QAbstractItemView *view, const QPoint &at)
{
    const QModelIndex index = view->indexAt(at);
    if (!index.isValid())
        return;
    view->setCurrentIndex(index);
    QMenu menu(this);
    menu.setObjectName(u"valueMenu"_s);
    menu.setAccessibleName(tr("Value"));
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
    m_views->hideValues();
    QWidget::hideEvent(event);
}

} // namespace keyturn

#include "moc_values_tab.cpp"
