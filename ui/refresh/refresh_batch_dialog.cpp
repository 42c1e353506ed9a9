#include "ui/refresh/refresh_batch_dialog.h"

#include "ui/refresh/refresh_batch_delegate.h"
#include "ui/refresh/refresh_batch_model.h"
#include "ui/style/metrics.h"
#include "ui/text/wording.h"
#include "ui/widgets/button.h"
#include "ui/widgets/table_header.h"
#include "ui/widgets/text_label.h"

#include <QHBoxLayout>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

using State = RefreshBatch::State;

constexpr int providerColumn = 130;
constexpr int nameColumn = 280;

} // namespace

RefreshBatchDialog::RefreshBatchDialog(Workspace &workspace, const QList<EntryId> &ids, QWidget *parent) :
    FramedDialog(tr("Refresh the tokens of %1").arg(Wording::entries(ids.size())),
                 tr("Each entry is refreshed separately. A failure doesn't stop the others."), parent),
    m_workspace(workspace), m_batch(new RefreshBatch(workspace, ids, this)),
    m_model(new RefreshBatchModel(*m_batch, this)), m_table(new QTableView),
    m_sum(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2)), m_cancel(new Button),
    m_go(new Button({}, Button::Kind::Primary))
{
    setObjectName(u"refreshBatchDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumSize(720, 360);
    resize(940, 520);
    setFullBody();
    makeTable();
    body()->addWidget(m_table, 1);
    m_sum->setObjectName(u"refreshBatchSum"_s);
    m_sum->setWordWrap(true);
    m_cancel->setObjectName(u"refreshBatchCancel"_s);
    m_go->setObjectName(u"refreshBatchGo"_s);
    m_go->setDefault(true);
    foot()->addWidget(m_sum, 1);
    foot()->addWidget(m_cancel);
    foot()->addWidget(m_go);
    connect(m_cancel, &QPushButton::clicked, this, &RefreshBatchDialog::reject);
    connect(m_go, &QPushButton::clicked, this, [this] {
        if (obstacle().isEmpty())
            m_batch->start();
    });
    connect(m_batch, &RefreshBatch::itemChanged, this, &RefreshBatchDialog::update);
    connect(m_batch, &RefreshBatch::ended, this, [this] {
        m_isStopping = false;
        update();
    });
    connect(&m_workspace.place(), &Place::accessChanged, this, &RefreshBatchDialog::update);
    connect(&m_workspace.place(), &Place::changed, this, &RefreshBatchDialog::reject);
    update();
    m_go->setFocus();
}

void RefreshBatchDialog::makeTable()
{
    m_table->setObjectName(u"refreshBatchTable"_s);
    m_table->setAccessibleName(tr("What happens to each entry"));
    m_table->setHorizontalHeader(new TableHeader(metrics::cellMargin, m_table));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new RefreshBatchDelegate(m_table));
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setMouseTracking(true);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(RefreshBatchDelegate::rowHeight);
    m_table->setColumnWidth(int(RefreshBatchModel::Column::Name), nameColumn);
    m_table->setColumnWidth(int(RefreshBatchModel::Column::Provider), providerColumn);
    m_table->horizontalHeader()->setStretchLastSection(true);
    connect(m_model, &QAbstractItemModel::dataChanged, m_table, [this](const QModelIndex &from, const QModelIndex &to) {
        for (int row = from.row(); row <= to.row(); ++row)
            m_table->resizeRowToContents(row);
    });
}

QString RefreshBatchDialog::obstacle() const
{
    if (m_batch->isRunning())
        return tr("Refreshing…");
    if (!m_workspace.place().canWrite())
        return tr("Production is read-only");
    if (m_batch->isReading())
        return tr("The entries are still being read");
    return m_batch->startable() == 0 ? tr("None of these can be refreshed") : QString();
}

QString RefreshBatchDialog::sum() const
{
    const int ready = m_batch->count(State::Ready) + m_batch->count(State::Waiting) + m_batch->count(State::Running);
    const int done = m_batch->count(State::Done);
    const int failed = m_batch->count(State::Failed);
    const int unfit = m_batch->count(State::Unfit);
    QStringList facts;
    if (done + failed == 0 && !m_batch->isRunning()) {
        facts << (ready == 1 ? tr("1 will be refreshed.") : tr("%n will be refreshed.", nullptr, ready));
        if (unfit > 0)
            facts << (unfit == 1 ? tr("1 will not.") : tr("%n will not.", nullptr, unfit));
        return facts.join(u' ');
    }
    facts << tr("%1 of %2 done.").arg(done).arg(done + failed + ready);
    if (failed > 0)
        facts << (failed == 1 ? tr("1 failed.") : tr("%n failed.", nullptr, failed));
    if (const int open = m_batch->count(State::Ready); open > 0 && !m_batch->isRunning())
        facts << (open == 1 ? tr("1 not started.") : tr("%n not started.", nullptr, open));
    if (m_isStopping)
        facts << tr("Finishing requests in progress, so no new token is lost…");
    return facts.join(u' ');
}

void RefreshBatchDialog::update()
{
    const int ready = m_batch->count(State::Ready);
    const int failed = m_batch->count(State::Failed);
    const bool isOver = m_batch->count(State::Done) + failed > 0 && !m_batch->isRunning();
    const int next = m_batch->startable();
    if (isOver && ready == 0)
        m_go->setText(tr("Try %1 again").arg(next));
    else
        m_go->setText(next == 1 ? tr("Refresh 1 token") : tr("Refresh %n tokens", nullptr, next));
    if (m_batch->isRunning())
        m_go->setText(tr("Refreshing…"));
    m_go->setDisabledReason(obstacle());
    m_go->setVisible(!isOver || next > 0);
    m_cancel->setText(m_batch->isRunning() ? tr("Stop") : isOver ? tr("Close") : tr("Cancel"));
    m_cancel->setDisabledReason(m_isStopping ? tr("Finishing what is in progress") : QString());
    m_sum->setText(m_batch->isReading() ? tr("Reading the entries…") : sum());
}

void RefreshBatchDialog::reject()
{
    if (!m_batch->isRunning()) {
        QDialog::reject();
        return;
    }
    m_isStopping = true;
    m_batch->stop();
    update();
}

} // namespace keyturn

#include "moc_refresh_batch_dialog.cpp"
