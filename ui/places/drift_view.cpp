#include "ui/places/drift_view.h"

#include "ui/places/drift_delegate.h"
#include "ui/places/drift_model.h"
#include "ui/style/metrics.h"
#include "ui/text/error_text.h"
#include "ui/text/wording.h"
#include "ui/widgets/button.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/table_header.h"
#include "ui/widgets/text_label.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QMenu>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {
constexpr int placeColumn = 240;
constexpr int entryColumn = 240;
} // namespace

DriftView::DriftView(Place &place, const SeveralPlaces &places, QWidget *parent) :
    QWidget(parent), m_places(places), m_comparison(place, places), m_model(new DriftModel(this)), m_app(new QLineEdit),
    m_start(new Button(tr("Compare"))), m_all(new QCheckBox(tr("Also what is equal"))),
    m_sentence(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2)), m_table(new QTableView),
    m_state(new EmptyState), m_copy(new Button(u"edit-copy"_s, tr("Copy to another place…")))
{
    setObjectName(u"driftView"_s);
    layOut();
    connectParts();
    show();
}

DriftView::~DriftView() = default;

void DriftView::layOut()
{
    m_app->setObjectName(u"driftApp"_s);
    m_app->setAccessibleName(tr("Application"));
    m_app->setPlaceholderText(tr("All applications"));
    m_app->setMaximumWidth(200);
    m_start->setObjectName(u"driftStart"_s);
    m_all->setObjectName(u"driftAll"_s);
    m_sentence->setObjectName(u"driftSentence"_s);
    m_copy->setObjectName(u"driftCopy"_s);
    auto *menu = new QMenu(m_copy);
    menu->setObjectName(u"driftCopyMenu"_s);
    menu->setAccessibleName(tr("Copy to"));
    m_copy->setMenu(menu);
    m_table->setObjectName(u"driftTable"_s);
    m_table->setAccessibleName(tr("Differences between places"));
    m_table->setHorizontalHeader(new TableHeader(metrics::cellMargin, m_table, metrics::cellMargin));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new DriftDelegate(m_table));
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(metrics::headerRow);
    auto *tools = new QHBoxLayout;
    tools->setContentsMargins(metrics::partGap, metrics::gap, metrics::partGap, metrics::gap);
    tools->setSpacing(metrics::gap);
    tools->addWidget(m_app);
    tools->addWidget(m_start);
    tools->addWidget(m_all);
    tools->addWidget(m_sentence, 1);
    tools->addWidget(m_copy);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(tools);
    column->addWidget(m_table, 1);
    column->addWidget(m_state, 1);
}

void DriftView::connectParts()
{
    connect(m_start, &QPushButton::clicked, this, &DriftView::startOrStop);
    connect(m_app, &QLineEdit::returnPressed, m_start, &QPushButton::click);
    connect(m_app, &QLineEdit::textChanged, this, &DriftView::show);
    connect(m_all, &QCheckBox::toggled, this, &DriftView::showMatrix);
    connect(&m_comparison, &PlaceComparison::progressed, this, &DriftView::show);
    connect(&m_comparison, &PlaceComparison::finished, this, &DriftView::showMatrix);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &DriftView::updateCopy);
    connect(m_copy->menu(), &QMenu::aboutToShow, this, &DriftView::fillMenu);
}

void DriftView::startOrStop()
{
    if (m_comparison.isRunning()) {
        m_comparison.stop();
        return;
    }
    m_isCompared = true;
    m_comparison.start(m_app->text().trimmed());
}

void DriftView::update()
{
    show();
}

void DriftView::showMatrix()
{
    m_model->setMatrix(m_comparison.matrix(), m_all->isChecked());
    for (int column = 0; column < m_model->columnCount(); ++column)
        m_table->setColumnWidth(column, column < DriftModel::FirstPlace ? entryColumn : placeColumn);
    show();
}

void DriftView::show()
{
    const bool isRunning = m_comparison.isRunning();
    const int count = m_comparison.count(m_app->text().trimmed());
    m_start->setText(isRunning ? tr("Stop") : tr("Compare"));
    m_start->setDisabledReason(isRunning || count > 0 ? QString() : tr("There is no entry called app/env/service"));
    QStringList sentences;
    if (isRunning)
        sentences << tr("Reading %1 of %2…").arg(m_comparison.done() + 1).arg(m_comparison.total());
    else if (!m_isCompared)
        sentences << tr("%1 would be read").arg(Wording::entries(count));
    else
        sentences << tr("%1 read").arg(Wording::entries(m_comparison.done()));
    if (!m_comparison.errors().isEmpty())
        sentences << tr("%1 couldn't").arg(m_comparison.errors().size());
    m_sentence->setText(sentences.join(u", "_s));
    m_sentence->setToolTip(
        m_comparison.errors().isEmpty() ? QString() : ErrorText::message(m_comparison.errors().constFirst()).sentence);
    const bool isEmpty = m_model->rowCount() == 0;
    m_table->setVisible(!isEmpty);
    m_state->setVisible(isEmpty);
    const bool isDone = m_isCompared && !isRunning;
    m_state->setIcon(isDone ? u"kt-ok"_s : u"vcs-diff"_s, isDone ? EmptyState::Tone::Ok : EmptyState::Tone::Neutral);
    m_state->setTexts(isDone ? tr("Nothing differs") : tr("Compare environments, regions and accounts"),
                      tr("Entries called app/env/service are read and compared. Letters stand for values: no value is "
                         "shown or kept."));
    m_state->setActions({});
    updateCopy();
}

std::optional<PlacedKey> DriftView::placed(const DriftSource &source) const
{
    const SeveralPlaces::Listed *place = m_places.placeOf(source.entry);
    const Entry *entry = m_places.table().find(source.entry);
    if (!place || !entry)
        return std::nullopt;
    return PlacedKey{place->profile, place->region, *entry, source.key.value_or(QString())};
}

QString DriftView::obstacle(const std::optional<DriftSource> &from, const std::optional<DriftSource> &to)
{
    if (!from || !from->key)
        return tr("Choose a letter first: what it stands for is copied");
    if (!to)
        return tr("There is no such entry there");
    if (to->entry.isParameter() && !to->key)
        return tr("There is no such parameter there");
    if (to->entry.isParameter() != from->entry.isParameter())
        return tr("One is a secret, the other a parameter");
    return {};
}

void DriftView::updateCopy()
{
    const std::optional<DriftSource> from = m_model->source(m_table->currentIndex());
    m_copy->setDisabledReason(m_comparison.isRunning() ? tr("Reading…") : obstacle(from, from));
}

void DriftView::fillMenu()
{
    m_copy->menu()->clear();
    const QModelIndex here = m_table->currentIndex();
    const std::optional<DriftSource> from = m_model->source(here);
    for (int column = DriftModel::FirstPlace; column < m_model->columnCount(); ++column) {
        if (column == here.column())
            continue;
        std::optional<DriftSource> to = m_model->source(here.siblingAtColumn(column));
        const QString reason = obstacle(from, to);
        QAction *action = m_copy->menu()->addAction(tr("To %1…").arg(m_model->place(column)));
        action->setObjectName(u"driftCopyTo-%1"_s.arg(column - DriftModel::FirstPlace));
        action->setEnabled(reason.isEmpty());
        action->setToolTip(reason);
        if (to && !to->key && from)
            to->key = from->key;
        connect(action, &QAction::triggered, this, [this, from, to] {
            const std::optional<PlacedKey> source = placed(*from);
            const std::optional<PlacedKey> target = placed(*to);
            if (source && target)
                emit copyWanted(*source, *target);
        });
    }
    m_copy->menu()->setToolTipsVisible(true);
}

void DriftView::focusContent()
{
    if (m_table->isVisible())
        m_table->setFocus();
    else
        m_app->setFocus();
}

} // namespace keyturn

#include "moc_drift_view.cpp"
