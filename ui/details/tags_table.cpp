#include "ui/details/tags_table.h"

#include "core/save/detail_check.h"
#include "ui/details/tag_delegate.h"
#include "ui/details/tag_model.h"
#include "ui/style/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/table_header.h"
#include "ui/widgets/text_label.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

using Column = TagModel::Column;

constexpr int rowHeight = TagDelegate::rowHeight;
constexpr int stateColumn = 84;

} // namespace

TagsTable::TagsTable(QWidget *parent) :
    DetailRow(tr("Tags"), parent), m_model(new TagModel(this)), m_view(new QTableView),
    m_none(new TextLabel(tr("No tags"), Theme::Font::Body, &ThemeColors::text3)), m_line(new QWidget),
    m_name(new QLineEdit), m_value(new QLineEdit), m_add(new Button(u"list-add"_s, tr("Add tag"))),
    m_toggle(new Button(u"edit-delete"_s, tr("Remove"), Button::Kind::Quiet))
{
    m_view->setObjectName(u"tagsTable"_s);
    m_view->setAccessibleName(tr("Tags"));
    m_view->setHorizontalHeader(new TableHeader(8, m_view));
    m_view->setModel(m_model);
    m_view->setItemDelegate(new TagDelegate(m_view));
    m_view->viewport()->setAutoFillBackground(false);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setShowGrid(false);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed
                            | QAbstractItemView::SelectedClicked);
    m_view->setTabKeyNavigation(false);
    m_view->setTextElideMode(Qt::ElideMiddle);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setDefaultSectionSize(rowHeight);
    m_view->horizontalHeader()->setSectionsClickable(false);
    m_view->installEventFilter(this);
    m_name->setObjectName(u"newTagName"_s);
    m_name->setAccessibleName(tr("Name of the new tag"));
    m_name->setPlaceholderText(tr("Name"));
    m_value->setObjectName(u"newTagValue"_s);
    m_value->setAccessibleName(tr("Value of the new tag"));
    m_value->setPlaceholderText(tr("Value"));
    m_add->setObjectName(u"addTag"_s);
    m_toggle->setObjectName(u"removeTag"_s);
    auto *line = new QHBoxLayout(m_line);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(metrics::gap);
    line->addWidget(m_name, 2);
    line->addWidget(m_value, 3);
    line->addWidget(m_add);
    line->addWidget(m_toggle);
    body()->addWidget(m_none);
    body()->addWidget(m_view);
    body()->addWidget(m_line);

    for (QLineEdit *field : {m_name, m_value}) {
        connect(field, &QLineEdit::textChanged, this, &TagsTable::showButtons);
        connect(field, &QLineEdit::returnPressed, this, &TagsTable::add);
    }
    connect(m_add, &QPushButton::clicked, this, &TagsTable::add);
    connect(m_toggle, &QPushButton::clicked, this, [this] { m_model->toggle(m_view->currentIndex().row()); });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &TagsTable::showButtons);
    connect(m_model, &TagModel::changesWanted, this, &TagsTable::changesWanted);
    connect(m_model, &TagModel::warned, this, [this](const QString &sentence) { setRemark(sentence, true); });
    show();
}

void TagsTable::setTags(const QString &owner, const DetailTexts &read, const DetailTexts &staged)
{
    m_model->setTags(owner, read, staged);
    bool edited = false;
    for (int row = 0; row < m_model->rowCount(); ++row)
        edited = edited || m_model->index(row, 0).data(TagModel::ChangeRole).isValid();
    setEdited(edited);
    show();
}

void TagsTable::setEditing(bool editing)
{
    m_editing = editing;
    show();
}

void TagsTable::setUnknown(const QString &reason)
{
    m_unknown = reason;
    show();
}

void TagsTable::show()
{
    const bool editing = m_editing && m_unknown.isEmpty();
    m_model->setEditable(editing);
    m_line->setVisible(editing);
    m_none->setVisible(m_model->rowCount() == 0 && m_unknown.isEmpty() && !editing);
    m_view->setVisible(m_model->rowCount() > 0);
    m_view->setFixedHeight(m_view->horizontalHeader()->sizeHint().height() + m_model->rowCount() * rowHeight + 2);
    setRemark(m_unknown, false);
    showButtons();
}

void TagsTable::showButtons()
{
    const QString name = m_name->text().trimmed();
    const QString refusal = name.isEmpty() ? tr("Type the name of the tag") : m_model->refusal(name, m_value->text());
    m_add->setDisabledReason(m_model->count() >= tagLimit ? tr("At most %1 tags.").arg(tagLimit) : refusal);
    if (m_editing && m_unknown.isEmpty())
        setRemark(name.isEmpty() ? QString() : refusal, true);
    const int row = m_view->currentIndex().row();
    m_toggle->setText(m_model->isRemoved(row) ? tr("Keep") : tr("Remove"));
    m_toggle->setIconName(m_model->isRemoved(row) ? u"edit-undo"_s : u"edit-delete"_s);
    m_toggle->setDisabledReason(row < 0 ? tr("Choose a tag first") : QString());
}

void TagsTable::add()
{
    const QString name = m_name->text().trimmed();
    if (!m_add->isEnabled())
        return;
    m_model->add(name, m_value->text());
    m_name->clear();
    m_value->clear();
    m_name->setFocus();
}

bool TagsTable::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_view || !m_editing)
        return DetailRow::eventFilter(watched, event);
    // Del removes keys elsewhere in the window.
    if (event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Delete) {
            key->accept();
            if (event->type() == QEvent::KeyPress)
                m_model->toggle(m_view->currentIndex().row());
            return true;
        }
    }
    return false;
}

void TagsTable::resizeEvent(QResizeEvent *event)
{
    DetailRow::resizeEvent(event);
    const int rest = width() - stateColumn;
    m_view->setColumnWidth(int(Column::Name), rest * 2 / 5);
    m_view->setColumnWidth(int(Column::Value), rest - rest * 2 / 5);
    m_view->setColumnWidth(int(Column::State), stateColumn);
}

} // namespace keyturn

#include "moc_tags_table.cpp"
