#include "ui/places/places_page.h"

#include "core/workspace/workspace.h"
#include "ui/due/due_filter.h"
#include "ui/due/due_list.h"
#include "ui/due/due_model.h"
#include "ui/list/entry_view.h"
#include "ui/places/drift_view.h"
#include "ui/places/placed_delegate.h"
#include "ui/places/places_choice.h"
#include "ui/search/entry_filter_proxy.h"
#include "ui/search/entry_list_model.h"
#include "ui/search/filter_field.h"
#include "ui/style/metrics.h"
#include "ui/text/wording.h"
#include "ui/widgets/button.h"
#include "ui/widgets/dialog_frame.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/text_label.h"

#include <QHeaderView>
#include <QPainter>
#include <QSettings>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {
const QString chosenKey = u"places/chosen"_s;
const QString regionsKey = u"places/regions"_s;
constexpr auto separator = u'\n'; // in no name of a profile
} // namespace

PlacesPage::PlacesPage(Workspace &workspace, QWidget *parent) :
    QWidget(parent), m_workspace(workspace), m_places(workspace.place(), workspace.dates()),
    m_entries(new EntryListModel(m_places.table(), workspace.clock().utcNow(), this)),
    m_filtered(new EntryFilterProxy(*m_entries, this)), m_list(new EntryView(*m_filtered)), m_due(new DueModel(this)),
    m_dueFiltered(new DueFilter(this)), m_drift(new DriftView(workspace.place(), m_places)), m_choice(new PlacesChoice),
    m_filter(new FilterField), m_view(new SegmentedControl({tr("Entries"), tr("Due dates"), tr("Differences")})),
    m_reload(new Button(u"view-refresh"_s, tr("Reload"))),
    m_sentence(new ElidedLabel({}, Theme::Font::Small, &ThemeColors::text2)),
    m_arn(new ElidedLabel({}, Theme::Font::Small, &ThemeColors::text2, Qt::ElideMiddle)), m_state(new EmptyState),
    m_stack(new QStackedWidget)
{
    setObjectName(u"placesPage"_s);
    m_dueFiltered->setSourceModel(m_due);
    m_dates = new DueList(m_dueFiltered);
    m_dates->setObjectName(u"placesDue"_s);
    m_list->setObjectName(u"placesEntries"_s);
    m_list->setItemDelegate(new PlacedDelegate(m_list));
    m_state->setObjectName(u"placesState"_s);
    m_entries->setProfiles([this](const EntryId &id) { return profileOf(id); });
    m_due->setPlaces(
        [this](const EntryId &id) { return id.name.isEmpty() ? QString() : profileOf(id) + u" · "_s + id.region; });
    for (QWidget *page : std::initializer_list<QWidget *>{m_list, m_dates, m_drift, m_state})
        m_stack->addWidget(page);
    auto *column = new QVBoxLayout;
    column->setSpacing(0);
    column->addWidget(m_stack, 1);
    column->addWidget(new DialogLine(Qt::Horizontal));
    column->addLayout(makeFoot());
    auto *row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(m_choice);
    row->addWidget(new DialogLine(Qt::Vertical));
    row->addLayout(column, 1);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(makeHead());
    all->addWidget(new DialogLine(Qt::Horizontal));
    all->addLayout(row, 1);
    m_pace.setSingleShot(true);
    m_pace.setInterval(std::chrono::milliseconds(100));
    arrangeColumns();
    connectParts();
    showProfiles();
    show();
}

QBoxLayout *PlacesPage::makeHead()
{
    auto *titles = new QVBoxLayout;
    titles->setSpacing(metrics::smallGap);
    titles->addWidget(new TextLabel(tr("Several places"), Theme::Font::Title));
    m_sentence->setObjectName(u"placesSentence"_s);
    titles->addWidget(m_sentence);
    m_filter->setObjectName(u"placesFilter"_s);
    m_filter->setAccessibleName(tr("Filter the entries of all places"));
    m_filter->setPlaceholderText(tr("Filter"));
    m_filter->setMinimumWidth(160);
    m_filter->setMaximumWidth(280);
    m_view->setObjectName(u"placesView"_s);
    m_view->setAccessibleName(tr("Show"));
    m_reload->setObjectName(u"placesReload"_s);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(metrics::pageMargin, metrics::sectionGap, metrics::pageMargin, metrics::partGap);
    head->setSpacing(metrics::partGap);
    head->addLayout(titles, 3);
    head->addWidget(m_filter, 1, Qt::AlignVCenter);
    head->addWidget(m_view, 0, Qt::AlignVCenter);
    head->addWidget(m_reload, 0, Qt::AlignVCenter);
    return head;
}

//! Which entry exactly, in whose account: an ARN is longer than any column.
QBoxLayout *PlacesPage::makeFoot()
{
    m_arn->setObjectName(u"placesArn"_s);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(metrics::partGap, metrics::gap, metrics::partGap, metrics::gap);
    foot->addWidget(m_arn, 1);
    return foot;
}

void PlacesPage::arrangeColumns()
{
    using Column = EntryListModel::Column;
    m_list->setDensity(EntryDelegate::Density::Comfortable);
    m_list->setColumnHidden(int(Column::Token), true);
    m_list->setColumnHidden(int(Column::Region), false);
    m_list->setColumnWidth(int(Column::Region), PlacedDelegate::placeWidth());
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
}

void PlacesPage::connectParts()
{
    connect(&m_pace, &QTimer::timeout, this, &PlacesPage::show);
    const auto later = [this] {
        if (!m_pace.isActive())
            m_pace.start();
    };
    for (auto news : {&SeveralPlaces::changed, &SeveralPlaces::entriesRead, &SeveralPlaces::finished})
        connect(&m_places, news, this, later);
    connect(&Theme::instance(), &Theme::changed, this, later);
    connect(&m_workspace.place(), &Place::profilesChanged, this, &PlacesPage::showProfiles);
    connect(m_choice, &PlacesChoice::toggled, this, &PlacesPage::toggle);
    connect(m_reload, &QPushButton::clicked, &m_places, &SeveralPlaces::reload);
    connect(m_view, &SegmentedControl::currentChanged, this, &PlacesPage::showView);
    connect(m_filter, &QLineEdit::textChanged, this, &PlacesPage::filter);
    connect(m_filtered, &EntryFilterProxy::filtered, this, &PlacesPage::showView);
    connect(m_state, &EmptyState::primaryTriggered, m_filter, &QLineEdit::clear);
    connect(m_list, &QAbstractItemView::activated, this, [this](const QModelIndex &index) {
        if (const Entry *entry = m_filtered->entry(index))
            open(entry->id);
    });
    connect(m_drift, &DriftView::copyWanted, this, &PlacesPage::copyWanted);
    connect(m_dates, &DueList::opened, this,
            [this](const QModelIndex &index) { open(m_due->entryId(m_dueFiltered->mapToSource(index).row())); });
    for (QAbstractItemView *rows : std::initializer_list<QAbstractItemView *>{m_list, m_dates})
        connect(rows->selectionModel(), &QItemSelectionModel::currentChanged, this, &PlacesPage::showChoice);
}

void PlacesPage::toggle(const QString &profile, const QString &region, bool on)
{
    if (!on)
        m_places.remove(profile, region);
    for (const Profile &known : m_workspace.place().profiles()) {
        if (on && known.name == profile)
            m_places.add(known, region);
    }
}

void PlacesPage::showProfiles()
{
    m_choice->setProfiles(m_workspace.place().profiles());
    m_choice->show(m_places);
}

void PlacesPage::filter(const QString &text)
{
    m_filter->setWords(SearchQuery::parse(text).words());
    m_filtered->setQuery(text);
    m_dueFiltered->setText(text);
    showView();
}

void PlacesPage::show()
{
    m_entries->setNow(m_workspace.clock().utcNow());
    m_due->setItems(m_places.board(), m_entries->now());
    m_choice->show(m_places);
    m_drift->update();
    QSet<QString> accounts;
    for (qsizetype i = 0; i < m_places.count(); ++i)
        accounts.insert(m_places.at(i).account);
    accounts.remove({});
    m_summary = m_places.count() == 0
                    ? tr("No place is chosen")
                    : tr("%1 in %n place(s)", nullptr, int(m_places.count())).arg(Wording::entries(m_entries->count()));
    if (accounts.size() > 1)
        m_summary += u", "_s + tr("%n account(s)", nullptr, int(accounts.size()));
    m_sentence->setText(m_summary);
    m_reload->setDisabledReason(m_places.isRunning()    ? tr("Reading…")
                                : m_places.count() == 0 ? tr("Choose places first")
                                                        : QString());
    showView();
    emit summaryChanged(m_summary);
}

void PlacesPage::showView()
{
    m_filter->setVisible(m_view->current() != Differences); // which are chosen by their application
    if (m_view->current() == Differences) {
        m_stack->setCurrentWidget(m_drift);
        showChoice();
        return;
    }
    const bool areDates = m_view->current() == DueDates;
    const bool isEmpty = areDates ? m_dueFiltered->rowCount() == 0 : m_filtered->rowCount() == 0;
    if (isEmpty) {
        const bool isFiltered = !m_filter->text().isEmpty() && m_entries->count() > 0;
        m_state->setIcon(isFiltered ? u"search"_s : u"globe"_s, EmptyState::Tone::Neutral);
        if (m_places.count() == 0)
            m_state->setTexts(tr("No place is chosen"), tr("Tick the profiles and regions to list side by side."));
        else if (m_places.isRunning())
            m_state->setTexts(tr("Reading…"), tr("Reading secrets and parameters…"));
        else
            m_state->setTexts(isFiltered ? tr("Nothing matches “%1”").arg(m_filter->text())
                              : areDates ? tr("There are no dates")
                                         : tr("There are no entries"),
                              {});
        m_state->setActions(isFiltered ? tr("Clear filter") : QString());
    }
    m_stack->setCurrentWidget(isEmpty ? m_state : areDates ? static_cast<QWidget *>(m_dates) : m_list);
    showChoice();
}

void PlacesPage::showChoice()
{
    const Entry *entry = nullptr;
    if (m_stack->currentWidget() == m_list)
        entry = m_filtered->entry(m_list->currentIndex());
    else if (m_stack->currentWidget() == m_dates && m_dates->currentIndex().isValid())
        entry = m_places.table().find(m_due->entryId(m_dueFiltered->mapToSource(m_dates->currentIndex()).row()));
    const QString name = !entry ? QString() : entry->isGroup() ? entry->parameters.constFirst().arn : entry->secretId();
    const QString hint = m_view->current() == Differences
                             ? tr("A letter stands for a value; the same letter in a row is the same value.")
                             : tr("Enter goes to the place of a row and opens it there.");
    m_arn->setText(name.isEmpty() ? hint : name);
}

QString PlacesPage::profileOf(const EntryId &id) const
{
    const SeveralPlaces::Listed *place = m_places.placeOf(id);
    return place ? place->profile.name : QString();
}

void PlacesPage::open(const EntryId &id)
{
    const SeveralPlaces::Listed *place = m_places.placeOf(id);
    const Entry *entry = m_places.table().find(id);
    if (place && entry)
        emit entryRequested(place->profile.name, place->region, *entry);
}

void PlacesPage::focusContent()
{
    if (m_places.count() == 0)
        m_choice->focusTree();
    else if (m_stack->currentWidget() == m_dates)
        m_dates->focusFirst();
    else if (m_stack->currentWidget() == m_drift)
        m_drift->focusContent();
    else if (m_stack->currentWidget() == m_list)
        m_list->setFocus();
    else
        m_filter->setFocus();
}

void PlacesPage::saveLayout(QSettings &settings) const
{
    QStringList chosen;
    for (qsizetype i = 0; i < m_places.count(); ++i)
        chosen.append(m_places.at(i).profile.name + separator + m_places.at(i).region);
    settings.setValue(chosenKey, chosen);
    settings.setValue(regionsKey, m_choice->regions());
}

void PlacesPage::restoreLayout(const QSettings &settings)
{
    for (const QString &region : settings.value(regionsKey).toStringList())
        m_choice->addRegion(region);
    for (const QString &chosen : settings.value(chosenKey).toStringList())
        toggle(chosen.section(separator, 0, 0), chosen.section(separator, 1), true);
}

void PlacesPage::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), colors().surface);
}

} // namespace keyturn

#include "moc_places_page.cpp"
