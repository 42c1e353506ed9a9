#include "ui/review/merge_choice.h"

#include "ui/editor/value_editor.h"
#include "ui/style/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/status_chip.h"

#include <QHBoxLayout>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace keyturn {

using Side = ThreeWayMerge::Side;

MergeChoice::MergeChoice(const QString &key, QWidget *parent) :
    QWidget(parent), m_key(key), m_stack(new QStackedWidget), m_chip(new StatusChip)
{
    auto *mine = new Button(tr("Keep yours"));
    mine->setObjectName(u"keepYours"_s);
    mine->setAccessibleName(tr("Keep your %1").arg(key));
    mine->setToolTip(tr("Y in the table"));
    auto *theirs = new Button(tr("Take theirs"));
    theirs->setObjectName(u"takeTheirs"_s);
    theirs->setAccessibleName(tr("Take their %1").arg(key));
    theirs->setToolTip(tr("T in the table"));
    auto *undo = new IconButton(u"edit-undo"_s, tr("Choose again for %1").arg(key));
    undo->setObjectName(u"chooseAgain"_s);

    auto *edit = new IconButton(u"document-edit"_s, tr("Write another value for %1").arg(key));
    edit->setObjectName(u"editResult"_s);

    auto *buttons = new QWidget;
    auto *both = new QHBoxLayout(buttons);
    both->setContentsMargins(0, 0, 0, 0);
    both->setSpacing(metrics::gap);
    both->addWidget(mine);
    both->addWidget(theirs);
    both->addWidget(edit);
    both->addStretch(1);
    auto *done = new QWidget;
    auto *result = new QHBoxLayout(done);
    result->setContentsMargins(0, 0, 0, 0);
    result->setSpacing(metrics::smallGap);
    result->addWidget(m_chip);
    result->addWidget(undo);
    result->addStretch(1);
    m_stack->addWidget(buttons);
    m_stack->addWidget(done);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 12, 1); // the row's separator stays
    row->addWidget(m_stack);

    connect(mine, &Button::clicked, this, [this] { emit chosen(Side::Mine); });
    connect(theirs, &Button::clicked, this, [this] { emit chosen(Side::Theirs); });
    connect(edit, &IconButton::clicked, this, &MergeChoice::editRequested);
    connect(undo, &IconButton::clicked, this, [this] { emit chosen(std::nullopt); });
}

void MergeChoice::setChosen(std::optional<Side> side, const QString &words)
{
    m_chip->setStatus(Status::Added, words);
    m_page = side ? 1 : 0;
    if (!m_editor)
        m_stack->setCurrentIndex(m_page);
}

void MergeChoice::edit(const SecretString &present, bool sensitive)
{
    auto *editor = new ValueEditor(m_key, present, sensitive);
    editor->setObjectName(u"resultEditor"_s);
    editor->addTools();
    m_editor = editor;
    m_stack->setCurrentIndex(m_stack->addWidget(editor));
    connect(editor, &ValueEditor::entered, this, &MergeChoice::written);
    connect(editor, &ValueEditor::done, this, [this] {
        m_editor.clear();
        m_stack->setCurrentIndex(m_page);
    });
    editor->setFocus();
}

} // namespace keyturn

#include "moc_merge_choice.cpp"
