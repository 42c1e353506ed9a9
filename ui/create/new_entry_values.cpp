#include "ui/create/new_entry_values.h"

#include "ui/create/new_entry_draft.h"
#include "ui/editor/raw_text.h"
#include "ui/editor/raw_view.h"
#include "ui/editor/secret_value_model.h"
#include "ui/editor/value_views.h"
#include "ui/editor/values_table.h"
#include "ui/style/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/secret_text_edit.h"
#include "ui/widgets/segmented_control.h"

#include <QHBoxLayout>
#include <QShortcut>

using namespace Qt::StringLiterals;

namespace keyturn {

using Mode = ValueViews::Mode;

NewEntryValues::NewEntryValues(ClipboardGuard &clipboard, QWidget *parent) :
    QWidget(parent), m_draft(new NewEntryDraft(this)), m_operations(new ValueOperations(*m_draft, clipboard, this)),
    m_mode(new SegmentedControl({tr("Table"), tr("Tree"), tr("Raw")})),
    m_undo(new IconButton(u"edit-undo"_s, tr("Undo (Ctrl+Z)"))),
    m_redo(new IconButton(u"edit-redo"_s, tr("Redo (Ctrl+Shift+Z)"))),
    m_add(new Button(u"list-add"_s, tr("Add key"), Button::Kind::Quiet)),
    m_paste(new Button(u"edit-paste"_s, tr("Paste keys"), Button::Kind::Quiet)),
    m_generate(new Button(u"roll"_s, tr("Generate…"), Button::Kind::Quiet)), m_views(new ValueViews(*m_operations))
{
    setObjectName(u"newValues"_s);
    m_views->table().setObjectName(u"newValuesTable"_s);
    m_views->table().setColumnHidden(int(SecretValueModel::Column::Age), true); // nothing is older than the dialog
    m_views->findChild<QWidget *>(u"valuesTree"_s)->setObjectName(u"newValuesTree"_s);
    m_views->findChild<SecretTextEdit *>(u"valuesRaw"_s)->setObjectName(u"newEntryValue"_s);
    m_views->model().setIsNew(true);
    makeBar();
    connect(m_draft, &NewEntryDraft::changed, this, [this] {
        refresh();
        emit changed();
    });
    connect(m_operations, &ValueOperations::warned, this, &NewEntryValues::warned);
    connect(m_mode, &SegmentedControl::currentChanged, this, [this](int mode) { m_views->setMode(Mode(mode)); });
    addShortcut(QKeySequence::Undo, &NewEntryValues::undo);
    addShortcut(QKeySequence::Redo, &NewEntryValues::redo);
    addShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_V, &NewEntryValues::paste);
    refresh();
}

NewEntryValues::~NewEntryValues() = default;

void NewEntryValues::makeBar()
{
    m_mode->setObjectName(u"newValuesMode"_s);
    m_mode->setAccessibleName(tr("View of the values"));
    m_undo->setObjectName(u"newUndo"_s);
    m_redo->setObjectName(u"newRedo"_s);
    m_add->setObjectName(u"newAddKey"_s);
    m_paste->setObjectName(u"newPasteKeys"_s);
    m_paste->setAccessibleName(tr("Paste and merge keys"));
    m_paste->setToolTip(tr("From .env, JSON, YAML, CSV or .properties (Ctrl+Shift+V)"));
    m_generate->setObjectName(u"newGenerate"_s);
    m_generate->setToolTip(tr("A password for the current row"));
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(0, 0, 0, metrics::insideControl);
    bar->setSpacing(2);
    bar->addWidget(m_mode);
    bar->addStretch(1);
    bar->addWidget(m_undo);
    bar->addWidget(m_redo);
    auto *tools = new QHBoxLayout;
    tools->setContentsMargins(0, metrics::insideControl, 0, 0);
    tools->setSpacing(2);
    tools->addWidget(m_add);
    tools->addWidget(m_paste);
    tools->addWidget(m_generate);
    tools->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(m_views, 1);
    column->addLayout(tools);
    connect(m_undo, &QToolButton::clicked, this, &NewEntryValues::undo);
    connect(m_redo, &QToolButton::clicked, this, &NewEntryValues::redo);
    connect(m_add, &QPushButton::clicked, this, &NewEntryValues::addKey);
    connect(m_paste, &QPushButton::clicked, this, &NewEntryValues::paste);
    connect(m_generate, &QPushButton::clicked, this, &NewEntryValues::generate);
}

//! The actions of the window have these keys; a dialog over it does not hear them.
void NewEntryValues::addShortcut(const QKeySequence &keys, void (NewEntryValues::*act)())
{
    auto *shortcut = new QShortcut(keys, this);
    shortcut->setContext(Qt::WidgetWithChildrenShortcut);
    connect(shortcut, &QShortcut::activated, this, act);
}

void NewEntryValues::begin(const SecretString &text, bool keys)
{
    m_views->table().closeEditor();
    m_views->raw().hideText();
    m_draft->begin(text, keys);
    m_mode->setCurrent(keys ? ValueViews::Table : ValueViews::Raw);
    refresh(); // a text that has no keys after all
}

void NewEntryValues::setName(const QString &name)
{
    m_draft->setName(name);
}

SecretDocument NewEntryValues::document() const
{
    return m_draft->document();
}

void NewEntryValues::refresh()
{
    const SecretDocument document = m_draft->document();
    const QString noKeys = document.isRaw() ? RawText::reason(document) : QString();
    m_views->model().setContent(m_draft->content(), {});
    m_views->model().setEditable(true);
    m_mode->setSegmentEnabled(ValueViews::Table, noKeys.isEmpty(), noKeys);
    m_mode->setSegmentEnabled(ValueViews::Tree, noKeys.isEmpty(), noKeys);
    if (!noKeys.isEmpty())
        m_mode->setCurrent(ValueViews::Raw);
    m_views->setMode(Mode(m_mode->current()));
    m_undo->setEnabled(m_draft->canUndo());
    m_redo->setEnabled(m_draft->canRedo());
    m_add->setDisabledReason(noKeys);
}

void NewEntryValues::undo()
{
    m_draft->undo();
}

void NewEntryValues::redo()
{
    m_draft->redo();
}

void NewEntryValues::addKey()
{
    m_operations->addKey();
}

void NewEntryValues::paste()
{
    if (m_draft->document().isRaw())
        m_operations->pasteInto({QString()}, false);
    else
        m_operations->paste();
}

void NewEntryValues::generate()
{
    m_views->generate();
}

} // namespace keyturn

#include "moc_new_entry_values.cpp"
