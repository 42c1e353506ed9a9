#include "ui/list/bulk_edit_dialog.h"

#include "core/workspace/workspace.h"
#include "ui/list/bulk_delegate.h"
#include "ui/style/metrics.h"
#include "ui/text/wording.h"
#include "ui/widgets/button.h"
#include "ui/widgets/table_header.h"
#include "ui/widgets/text_label.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace keyturn {

BulkEditDialog::BulkEditDialog(Workspace &workspace, const QList<EntryId> &ids, BulkChange::Kind kind,
                               QWidget *parent) :
    FramedDialog(tr("Change %1").arg(Wording::entries(ids.size())), {}, parent),
    m_workspace(workspace), m_model(new BulkModel(workspace, ids, this)), m_kind(new QComboBox),
    m_nameLabel(new TextLabel), m_name(new QLineEdit), m_textLabel(new TextLabel), m_text(new QLineEdit),
    m_table(new QTableView), m_foot(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2)),
    m_cancel(new Button(tr("Cancel"))), m_go(new Button({}, Button::Kind::Primary))
{
    setObjectName(u"bulkEditDialog"_s);
    setMinimumSize(720, 480);
    resize(880, 560);
    m_foot->setObjectName(u"bulkFoot"_s);
    m_foot->setWordWrap(true);
    m_cancel->setObjectName(u"bulkCancel"_s);
    m_go->setObjectName(u"bulkGo"_s);
    foot()->addWidget(m_foot, 1);
    foot()->addWidget(m_cancel);
    foot()->addWidget(m_go);
    body()->addLayout(makeFields(kind));
    makeTable();
    body()->addWidget(m_table, 1);

    connect(m_kind, &QComboBox::currentIndexChanged, this, &BulkEditDialog::showFields);
    connect(m_name, &QLineEdit::textChanged, this, &BulkEditDialog::preview);
    connect(m_text, &QLineEdit::textChanged, this, &BulkEditDialog::preview);
    connect(m_model, &BulkModel::changed, this, &BulkEditDialog::update);
    connect(m_model, &BulkModel::written, this, &BulkEditDialog::update);
    connect(m_cancel, &QPushButton::clicked, this, &BulkEditDialog::reject);
    connect(m_go, &QPushButton::clicked, this, &BulkEditDialog::go);
    showFields();
    m_name->setFocus();
}

QGridLayout *BulkEditDialog::makeFields(BulkChange::Kind kind)
{
    m_kind->setObjectName(u"bulkKind"_s);
    m_kind->setAccessibleName(tr("What to change"));
    m_kind->addItem(tr("Set a key"), int(BulkChange::Kind::SetKey));
    m_kind->addItem(tr("Rename a key"), int(BulkChange::Kind::RenameKey));
    m_kind->addItem(tr("Remove a key"), int(BulkChange::Kind::RemoveKey));
    m_kind->addItem(tr("Add or change a tag"), int(BulkChange::Kind::SetTag));
    m_kind->addItem(tr("Remove a tag"), int(BulkChange::Kind::RemoveTag));
    m_kind->addItem(tr("Change the description"), int(BulkChange::Kind::Description));
    m_kind->setCurrentIndex(m_kind->findData(int(kind)));
    m_name->setObjectName(u"bulkName"_s);
    m_text->setObjectName(u"bulkText"_s);
    m_nameLabel->setBuddy(m_name);
    m_textLabel->setBuddy(m_text);
    auto *fields = new QGridLayout;
    fields->setHorizontalSpacing(metrics::partGap);
    fields->setVerticalSpacing(metrics::gap);
    auto *what = new TextLabel(tr("Change"));
    what->setBuddy(m_kind);
    fields->addWidget(what, 0, 0);
    fields->addWidget(m_kind, 0, 1);
    fields->addWidget(m_nameLabel, 1, 0);
    fields->addWidget(m_name, 1, 1);
    fields->addWidget(m_textLabel, 2, 0);
    fields->addWidget(m_text, 2, 1);
    fields->setColumnStretch(1, 1);
    return fields;
}

void BulkEditDialog::makeTable()
{
    m_table->setObjectName(u"bulkTable"_s);
    m_table->setAccessibleName(tr("What happens to each entry"));
    m_table->setHorizontalHeader(new TableHeader(12, m_table));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new BulkDelegate(m_table));
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setMouseTracking(true);
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(BulkDelegate::rowHeight);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->setFrameShape(QFrame::NoFrame);
    connect(m_table->horizontalHeader(), &QHeaderView::sectionResized, this,
            [this] { QMetaObject::invokeMethod(this, &BulkEditDialog::fitRows, Qt::QueuedConnection); });
    connect(m_model, &QAbstractItemModel::modelReset, this, &BulkEditDialog::fitRows);
}

//! Why one failed is read as a whole; the rows of the others have one line.
void BulkEditDialog::fitRows()
{
    const int width = m_table->columnWidth(int(BulkModel::Column::Result));
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const int height = BulkDelegate::heightFor(m_model->index(row, int(BulkModel::Column::Result)), width);
        if (m_table->rowHeight(row) != height)
            m_table->setRowHeight(row, height);
    }
}

void BulkEditDialog::showFields()
{
    const auto kind = BulkChange::Kind(m_kind->currentData().toInt());
    const bool tag = kind == BulkChange::Kind::SetTag || kind == BulkChange::Kind::RemoveTag;
    m_nameLabel->setText(tag ? tr("Tag") : tr("Key"));
    m_name->setAccessibleName(m_nameLabel->text());
    const bool named = kind != BulkChange::Kind::Description;
    m_nameLabel->setVisible(named);
    m_name->setVisible(named);
    m_textLabel->setText(kind == BulkChange::Kind::RenameKey     ? tr("New name")
                         : kind == BulkChange::Kind::Description ? tr("Description")
                                                                 : tr("Value"));
    m_text->setAccessibleName(m_textLabel->text());
    const bool texted = kind != BulkChange::Kind::RemoveKey && kind != BulkChange::Kind::RemoveTag;
    m_textLabel->setVisible(texted);
    m_text->setVisible(texted);
    m_text->clear();
    m_text->setEchoMode(kind == BulkChange::Kind::SetKey ? QLineEdit::Password : QLineEdit::Normal);
    // Values are reviewed first. Enter in a field must not write, or remove, a tag of every entry.
    m_go->setDefault(change().isOfValues());
    preview();
    if (change().isOfValues())
        m_model->read();
}

BulkChange BulkEditDialog::change() const
{
    BulkChange change;
    change.kind = BulkChange::Kind(m_kind->currentData().toInt());
    change.name = m_name->text();
    QString typed = m_text->text();
    if (change.kind == BulkChange::Kind::SetKey) {
        change.value = SecretString(typed);
        wipe(typed);
    } else if (change.kind == BulkChange::Kind::RenameKey) {
        change.newName = typed;
    } else {
        change.text = typed;
    }
    return change;
}

void BulkEditDialog::preview()
{
    m_model->setChange(change());
}

QString BulkEditDialog::obstacle() const
{
    const BulkChange change = this->change();
    if (!m_workspace.place().canWrite())
        return tr("Production is read-only");
    if (m_model->isWriting())
        return tr("Writing…");
    if (change.kind != BulkChange::Kind::Description && change.name.isEmpty())
        return change.isOfValues() ? tr("Enter the name of the key") : tr("Enter the name of the tag");
    if (change.kind == BulkChange::Kind::RenameKey && change.newName.isEmpty())
        return tr("Enter the new name");
    if (change.kind == BulkChange::Kind::SetKey && change.value.isEmpty())
        return tr("Enter the value");
    if (!change.isOfValues() && change.name.startsWith(u"aws:"_s))
        return tr("Names that begin with aws: belong to AWS");
    if (change.isOfValues() && m_model->isReading())
        return tr("The entries are still being read");
    const bool retry = !change.isOfValues() && m_model->retryable() > 0;
    if (m_model->count(BulkModel::State::Ready) == 0 && !retry)
        return m_model->count(BulkModel::State::Failed) > 0
                   ? tr("Trying again won't help. See the result of each entry")
                   : tr("No entry can take this change");
    return {};
}

void BulkEditDialog::update()
{
    const BulkChange change = this->change();
    const int ready = m_model->count(BulkModel::State::Ready);
    const int failed = m_model->count(BulkModel::State::Failed);
    const int done = m_model->count(BulkModel::State::Done);
    const bool wrote = done + failed > 0 && !change.isOfValues();
    if (change.isOfValues())
        m_go->setText(tr("Review %1…").arg(Wording::entries(ready)));
    else if (m_model->retryable() > 0)
        m_go->setText(tr("Try %1 again").arg(Wording::entries(m_model->retryable() + ready)));
    else
        m_go->setText(tr("Write %1").arg(Wording::entries(ready)));
    m_go->setDisabledReason(obstacle());
    m_go->setVisible(!wrote || ready > 0 || m_model->retryable() > 0 || m_model->isWriting());
    m_cancel->setText(m_model->isWriting() ? tr("Stop") : wrote ? tr("Close") : tr("Cancel"));
    for (QWidget *field : std::initializer_list<QWidget *>{m_kind, m_name, m_text})
        field->setEnabled(!m_model->isWriting());
    fitRows();
    QStringList facts;
    if (wrote)
        facts << tr("%1 written, %2 failed.").arg(done).arg(failed);
    if (const int unfit = m_model->count(BulkModel::State::Unfit); unfit > 0)
        facts << tr("%1 skipped.").arg(Wording::entries(unfit));
    if (change.isOfValues())
        facts << tr("Nothing is written before the review.");
    else if (change.kind == BulkChange::Kind::Description)
        facts << tr("For parameters this writes a new version and restarts the reminder.");
    m_foot->setText(facts.join(u' '));
}

void BulkEditDialog::go()
{
    if (!change().isOfValues()) {
        m_model->write();
        update();
        return;
    }
    const int entries = m_model->stage();
    m_text->clear();
    accept();
    emit staged(entries);
}

void BulkEditDialog::reject()
{
    if (m_model->isWriting()) { // a write under way is watched to its end
        m_model->stop();
        return;
    }
    QDialog::reject();
}

} // namespace keyturn

#include "moc_bulk_edit_dialog.cpp"
