#include "ui/versions/version_table.h"

#include "ui/style/theme.h"
#include "ui/versions/version_delegate.h"
#include "ui/versions/version_list_model.h"
#include "ui/widgets/table_header.h"

#include <QKeyEvent>

namespace keyturn {

namespace {

using Column = VersionListModel::Column;

constexpr int fewestRows = 2;
constexpr int markColumn = 48;
constexpr int mostAir = 32; // between columns
constexpr int narrowestKeys = 80;
constexpr int withWriter = 640; // in a narrower table it is hidden
constexpr int withAge = 560;

} // namespace

VersionTable::VersionTable(VersionListModel *model, QWidget *parent) : QTableView(parent), m_versions(model)
{
    setAccessibleName(tr("Versions"));
    setHorizontalHeader(new TableHeader(12, this));
    setModel(model);
    setItemDelegate(new VersionDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(VersionDelegate::rowHeight);
    horizontalHeader()->setSectionsClickable(false);
    horizontalHeader()->setMinimumSectionSize(24);
    connect(this, &QTableView::clicked, this,
            [this](const QModelIndex &index) { mark(m_versions->historyRow(index.row())); });
}

int VersionTable::currentHistoryRow() const
{
    return m_versions->historyRow(currentIndex().row());
}

void VersionTable::mark(int historyRow)
{
    if (historyRow < 0 || historyRow == m_versions->a() || historyRow == m_versions->b())
        return;
    if (historyRow < m_versions->b())
        m_versions->setB(historyRow);
    else
        m_versions->setA(historyRow);
}

void VersionTable::keyPressEvent(QKeyEvent *event)
{
    const int row = currentHistoryRow();
    const bool plain = event->modifiers() == Qt::NoModifier;
    if (plain && row >= 0 && event->key() == Qt::Key_A)
        m_versions->setA(row);
    else if (plain && row >= 0 && event->key() == Qt::Key_B)
        m_versions->setB(row);
    else if (plain && row >= 0 && event->key() == Qt::Key_Space)
        mark(row);
    else
        QTableView::keyPressEvent(event);
}

void VersionTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fit();
}

int VersionTable::widthFor(int column)
{
    resizeColumnToContents(column);
    const QString title = m_versions->headerData(column, Qt::Horizontal).toString();
    const int caption = QFontMetrics(Theme::font(Theme::Font::Caption)).horizontalAdvance(title) + 20;
    return std::max(columnWidth(column), caption);
}

void VersionTable::fit()
{
    const int width = viewport()->width();
    setColumnHidden(int(Column::By), width < withWriter);
    setColumnHidden(int(Column::Age), width < withAge);
    QList<int> shown;
    int used = markColumn;
    for (Column column : {Column::Version, Column::Labels, Column::Created, Column::Age, Column::By}) {
        if (isColumnHidden(int(column)))
            continue;
        int wide = widthFor(int(column));
        if (column == Column::Labels || column == Column::By)
            wide = std::min(wide, width / 4);
        setColumnWidth(int(column), wide);
        shown.append(int(column));
        used += wide;
    }
    const int keys = widthFor(int(Column::Keys));
    const int air = std::clamp((width - used - keys) / int(shown.size() + 1), 0, mostAir);
    for (int column : std::as_const(shown))
        setColumnWidth(column, columnWidth(column) + air);
    setColumnWidth(int(Column::Mark), markColumn);
    setColumnWidth(int(Column::Keys), std::max(narrowestKeys, width - used - air * int(shown.size())));
    fitHeight();
}

int VersionTable::heightOf(int rows) const
{
    return horizontalHeader()->sizeHint().height() + rows * VersionDelegate::rowHeight + 2;
}

void VersionTable::setMostHeight(int height)
{
    m_mostHeight = height;
    fitHeight();
}

void VersionTable::fitHeight()
{
    const int fits = (m_mostHeight - heightOf(0)) / VersionDelegate::rowHeight;
    const int height = heightOf(std::clamp(m_versions->rowCount(), fewestRows, std::max(fewestRows, fits)));
    if (minimumHeight() != height || maximumHeight() != height)
        setFixedHeight(height);
}

} // namespace keyturn

#include "moc_version_table.cpp"
