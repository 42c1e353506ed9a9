#include "ui/versions/compare_dialog.h"

#include "ui/style/metrics.h"
#include "ui/text/error_text.h"
#include "ui/text/wording.h"
#include "ui/versions/version_diff_model.h"
#include "ui/versions/version_diff_view.h"
#include "ui/widgets/button.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/text_label.h"

#include <QLineEdit>
#include <QListView>
#include <QSortFilterProxyModel>
#include <QStackedWidget>
#include <QStandardItemModel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

CompareDialog::CompareDialog(Workspace &workspace, const EntryId &a, std::optional<EntryId> b, QWidget *parent) :
    FramedDialog(tr("Compare %1 with").arg(a.name), {}, parent), m_workspace(workspace), m_a(a),
    m_names(new QStandardItemModel(this)), m_proxy(new QSortFilterProxyModel(this)), m_filter(new QLineEdit),
    m_list(new QListView), m_diff(new VersionDiffModel(this)), m_view(new VersionDiffView(m_diff)),
    m_summary(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2)),
    m_mode(new SegmentedControl({tr("Differences"), tr("All keys"), tr("Raw")})), m_state(new EmptyState),
    m_stack(new QStackedWidget), m_connection(workspace.place().sharedConnection())
{
    setObjectName(u"compareDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    resize(1180, 620);
    const auto paintSelected = [this] {
        QPalette list = palette();
        list.setColor(QPalette::Highlight, colors().selected);
        list.setColor(QPalette::HighlightedText, colors().text);
        m_list->setPalette(list);
    };
    paintSelected();
    connect(&Theme::instance(), &Theme::changed, this, paintSelected);

    auto *middle = new QHBoxLayout;
    middle->setSpacing(20);
    middle->addWidget(makeChoice());
    middle->addWidget(makeDiff(), 1);
    auto *close = new Button(tr("Close"), Button::Kind::Primary);
    close->setObjectName(u"closeButton"_s);
    foot()->addStretch(1);
    foot()->addWidget(close);
    body()->addLayout(middle, 1);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    connect(&m_workspace.place(), &Place::changed, this, &QDialog::reject);

    showWait(tr("Choose the other entry"), tr("Values stay masked. Only which keys differ is shown."));
    if (m_connection)
        m_store = std::make_unique<EntryStore>(*m_connection);
    read(m_a, true);
    for (int row = 0; b && row < m_proxy->rowCount(); ++row) {
        if (m_proxy->index(row, 0).data(Qt::UserRole).value<EntryId>() == *b)
            m_list->setCurrentIndex(m_proxy->index(row, 0));
    }
    m_filter->setFocus();
}

QWidget *CompareDialog::makeChoice()
{
    for (const Entry &entry : m_workspace.listing().entries()) {
        if (entry.id == m_a || entry.deletedAt.isValid())
            continue;
        auto *item = new QStandardItem(entry.id.name);
        item->setData(QVariant::fromValue(entry.id), Qt::UserRole);
        item->setEditable(false);
        item->setSizeHint({0, metrics::sidebarRow});
        m_names->appendRow(item);
    }
    m_names->sort(0);
    m_proxy->setSourceModel(m_names);
    m_proxy->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_filter->setObjectName(u"compareFilter"_s);
    m_filter->setPlaceholderText(tr("Filter by name"));
    m_filter->setAccessibleName(tr("Filter by name"));
    m_filter->setClearButtonEnabled(true);
    m_list->setObjectName(u"compareList"_s);
    m_list->setAccessibleName(tr("Entries to compare with"));
    m_list->setModel(m_proxy);
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *box = new QWidget;
    box->setFixedWidth(260);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::gap);
    column->addWidget(m_filter);
    column->addWidget(m_list, 1);
    connect(m_filter, &QLineEdit::textChanged, m_proxy, &QSortFilterProxyModel::setFilterFixedString);
    connect(m_filter, &QLineEdit::returnPressed, this, [this] {
        if (m_proxy->rowCount() > 0)
            m_list->setCurrentIndex(m_proxy->index(0, 0));
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &index) {
        if (index.isValid())
            choose(index.data(Qt::UserRole).value<EntryId>());
    });
    return box;
}

QWidget *CompareDialog::makeDiff()
{
    m_summary->setObjectName(u"compareSummary"_s);
    m_mode->setObjectName(u"compareEntriesMode"_s);
    m_mode->setAccessibleName(tr("View of the comparison"));
    m_view->setObjectName(u"compareEntriesTable"_s);
    m_state->setObjectName(u"compareState"_s);
    auto *head = new QHBoxLayout;
    head->addWidget(m_summary, 1);
    head->addWidget(m_mode);
    auto *shown = new QWidget;
    auto *inner = new QVBoxLayout(shown);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(metrics::gap);
    inner->addLayout(head);
    inner->addWidget(m_view, 1);
    m_stack->addWidget(m_state);
    m_stack->addWidget(shown);
    m_diff->setMode(VersionDiffModel::Mode::All);
    m_mode->setCurrent(int(VersionDiffModel::Mode::All));
    connect(m_mode, &SegmentedControl::currentChanged, this,
            [this](int mode) { m_diff->setMode(VersionDiffModel::Mode(mode)); });
    return m_stack;
}

void CompareDialog::choose(const EntryId &id)
{
    m_b = id;
    m_contentB.reset();
    m_readB.cancelAll();
    if (m_contentA)
        showWait(tr("Reading %1").arg(id.name), {});
    read(id, false);
}

void CompareDialog::read(const EntryId &id, bool isA)
{
    const Entry *entry = m_workspace.listing().entry(id);
    if (!entry || !m_store)
        return;
    TaskScope &scope = isA ? m_readA : m_readB;
    scope.launch(m_store->open(*entry), [this, id, isA](Result<EntryContent> content) {
        if (!content) {
            showWait(tr("Couldn't read %1").arg(id.name), ErrorText::message(content.error(), id.name).sentence, true);
            return;
        }
        (isA ? m_contentA : m_contentB) = std::move(*content);
        showDiff();
    });
}

void CompareDialog::showWait(const QString &title, const QString &text, bool failed)
{
    m_state->setIcon(failed ? u"kt-fail"_s : u"vcs-diff"_s,
                     failed ? EmptyState::Tone::Danger : EmptyState::Tone::Neutral);
    m_state->setTexts(title, text);
    m_state->setActions({});
    m_stack->setCurrentIndex(0);
}

void CompareDialog::showDiff()
{
    if (!m_contentA || !m_contentB)
        return;
    m_diff->setTitles(u"A  %1"_s.arg(m_contentA->entry.id.name), u"B  %1"_s.arg(m_contentB->entry.id.name));
    m_diff->setSides(&*m_contentA, &*m_contentB, true);
    const int same = m_diff->keys() - m_diff->changed();
    m_summary->setText(tr("%1 different, %2 the same").arg(Wording::keys(m_diff->changed())).arg(same));
    m_stack->setCurrentIndex(1);
}

} // namespace keyturn

#include "moc_compare_dialog.cpp"
