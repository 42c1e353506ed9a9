#include "ui/review/review_changes.h"

#include "ui/editor/masked_text.h"
#include "ui/review/diff_delegate.h"
#include "ui/review/diff_model.h"
#include "ui/style/metrics.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/table_header.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr int rawHeight = 240;

}

ReviewChanges::ReviewChanges(QWidget *parent) :
    QWidget(parent), m_diff(new DiffModel(this)),
    m_name(new ElidedLabel({}, Theme::Font::Heading, &ThemeColors::text, Qt::ElideMiddle)),
    m_mode(new SegmentedControl({tr("By key"), tr("Raw")})), m_table(new QTableView), m_raw(new QPlainTextEdit),
    m_stack(new QStackedWidget)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed); // the rest of the page stays below it
    m_name->setObjectName(u"reviewName"_s);
    m_mode->setObjectName(u"reviewMode"_s);
    m_mode->setAccessibleName(tr("View of the changes"));
    makeTable();
    m_raw->setObjectName(u"reviewRaw"_s);
    m_raw->setAccessibleName(tr("Masked text after saving"));
    m_raw->setReadOnly(true);
    m_raw->setTextInteractionFlags(Qt::TextSelectableByKeyboard);
    m_raw->setFont(Theme::font(Theme::Font::Mono));
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_raw);

    auto *head = new QHBoxLayout;
    head->addWidget(m_name, 1);
    head->addWidget(m_mode);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::partGap);
    column->addLayout(head);
    column->addWidget(m_stack);

    connect(m_mode, &SegmentedControl::currentChanged, this, [this](int mode) {
        m_stack->setCurrentIndex(mode);
        fit();
    });
    connect(m_table, &QTableView::clicked, this, [this](const QModelIndex &index) {
        if (index.data(DiffModel::FoldRole).toBool())
            toggleFold();
    });
}

void ReviewChanges::makeTable()
{
    m_table->setObjectName(u"reviewTable"_s);
    m_table->setAccessibleName(tr("Changes by key"));
    m_table->setHorizontalHeader(new TableHeader(metrics::cellMargin, m_table));
    m_table->setModel(m_diff);
    auto *delegate = new DiffDelegate(m_table);
    m_table->setItemDelegate(delegate);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Interactive);
    m_table->setColumnWidth(0, 180);
    m_table->installEventFilter(this);
    connect(delegate, &DiffDelegate::revealRequested, this, &ReviewChanges::toggleReveal);
    // Values wrap, so heights follow widths.
    connect(m_table->horizontalHeader(), &QHeaderView::sectionResized, this,
            [this] { QMetaObject::invokeMethod(this, &ReviewChanges::fit, Qt::QueuedConnection); });
}

void ReviewChanges::setItem(const StagedEdits::Item &item, const HalfSaved *half)
{
    m_reveal.stop();
    m_name->setText(item.base.entry.id.name);
    m_table->setColumnWidth(0, item.base.entry.id.isParameter() ? 232 : 180); // whole paths as keys
    m_diff->setChanges(item.base, item.edits, item.details, half);
    m_raw->setPlainText(maskedText(item.base, item.edits));
    fit();
}

void ReviewChanges::toggleFold()
{
    m_diff->setExpanded(!m_diff->isExpanded());
    fit();
}

void ReviewChanges::toggleReveal(int row)
{
    m_diff->reveal(m_diff->revealed() == row ? -1 : row);
    if (m_diff->revealed() >= 0)
        m_reveal.start(metrics::revealSeconds * 1000, this);
    else
        m_reveal.stop();
    fit();
}

void ReviewChanges::fit()
{
    m_table->clearSpans();
    for (int row = 0; row < m_diff->rowCount(); ++row) {
        if (m_diff->index(row, 0).data(DiffModel::FoldRole).toBool())
            m_table->setSpan(row, 0, 1, m_diff->columnCount());
    }
    m_table->resizeRowsToContents();
    int height = m_table->horizontalHeader()->sizeHint().height() + 2;
    for (int row = 0; row < m_diff->rowCount(); ++row)
        height += m_table->rowHeight(row);
    m_stack->setFixedHeight(m_mode->current() == 1 ? rawHeight : height); // the page around it scrolls
}

bool ReviewChanges::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_table || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    const QModelIndex at = m_table->currentIndex();
    if (!at.isValid() || (key != Qt::Key_Space && key != Qt::Key_Return))
        return false;
    if (at.data(DiffModel::FoldRole).toBool())
        toggleFold();
    else if (key == Qt::Key_Space)
        toggleReveal(at.row());
    else
        return false; // Return belongs to the dialog
    return true;
}

void ReviewChanges::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_reveal.timerId())
        toggleReveal(m_diff->revealed());
    else
        QWidget::timerEvent(event);
}

void ReviewChanges::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::ActivationChange && !isActiveWindow() && m_diff->revealed() >= 0)
        toggleReveal(m_diff->revealed());
    QWidget::changeEvent(event);
}

void ReviewChanges::hideEvent(QHideEvent *event)
{
    if (m_diff->revealed() >= 0)
        toggleReveal(m_diff->revealed());
    QWidget::hideEvent(event);
}

} // namespace keyturn

#include "moc_review_changes.cpp"
