#include "ui/pages/versions_tab.h"

#include "ui/models/error_text.h"
#include "ui/models/version_list_model.h"
#include "ui/models/workspace.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/status_chip_painter.h"
#include "ui/widgets/table_header.h"
#include "ui/widgets/text_label.h"

#include <QHeaderView>
#include <QPainter>
#include <QStackedWidget>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr int rowHeight = 40;
constexpr int padding = 12;

class VersionDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const auto column = VersionListModel::Column(index.column());
        int width = QFontMetrics(font(column)).horizontalAdvance(index.data().toString());
        if (column == VersionListModel::Column::Labels) {
            width = 0;
            for (const QString &label : index.data(VersionListModel::LabelsRole).toStringList())
                width += chips::labelSize(label).width() + 6;
        }
        return {std::max(width + 2 * padding, option.fontMetrics.averageCharWidth() * 8), rowHeight};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const auto column = VersionListModel::Column(index.column());
        const ThemeColors &theme = colors();
        if (option.state & QStyle::State_Selected)
            painter->fillRect(option.rect, theme.selected);
        painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), theme.separator());
        QRect area = option.rect.adjusted(index.column() == 0 ? padding : 0, 0, -4, -1); // as the header above
        const QStringList labels = index.data(VersionListModel::LabelsRole).toStringList();
        if (column == VersionListModel::Column::Labels && !labels.isEmpty()) {
            for (const QString &label : labels) {
                const bool ofAws = label.startsWith("AWS"_L1);
                const QRect used =
                    chips::paintLabel(painter, area, label, ofAws ? &ThemeColors::infoFg : &ThemeColors::neutralFg,
                                      ofAws ? &ThemeColors::infoBg : &ThemeColors::neutralBg);
                area.setLeft(used.right() + 7);
            }
            return;
        }
        const bool quiet = column == VersionListModel::Column::Labels || column == VersionListModel::Column::By
                           || column == VersionListModel::Column::Age;
        painter->setFont(font(column));
        painter->setPen(quiet ? theme.text2 : theme.text);
        painter->drawText(area, Qt::AlignLeft | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideMiddle, area.width()));
    }

private:
    static QFont font(VersionListModel::Column column)
    {
        switch (column) {
        case VersionListModel::Column::Version:
            return Theme::font(Theme::Font::Mono);
        case VersionListModel::Column::Created:
            return Theme::font(Theme::Font::Body);
        default:
            return Theme::font(Theme::Font::Small);
        }
    }
};

} // namespace

VersionsTab::VersionsTab(Workspace &workspace, QWidget *parent) :
    QWidget(parent), m_workspace(workspace), m_model(new VersionListModel(this)),
    m_summary(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2)), m_view(new QTableView),
    m_state(new EmptyState), m_stack(new QStackedWidget)
{
    setObjectName(u"versionsTab"_s);
    m_summary->setObjectName(u"versionsSummary"_s);
    m_view->setObjectName(u"versionsTable"_s);
    m_view->setAccessibleName(tr("Versions"));
    m_view->setHorizontalHeader(new TableHeader(12, m_view));
    m_view->setModel(m_model);
    m_view->setItemDelegate(new VersionDelegate(m_view));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setShowGrid(false);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setTabKeyNavigation(false);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setDefaultSectionSize(rowHeight);
    m_view->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_view->horizontalHeader()->setStretchLastSection(true);
    m_state->setObjectName(u"versionsState"_s);
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_state);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 16, 0, 0);
    column->setSpacing(12);
    column->addWidget(m_summary);
    column->addWidget(m_stack, 1);

    connect(m_state, &EmptyState::primaryTriggered, this, &VersionsTab::read);
    connect(&m_workspace, &Workspace::contentChanged, this, [this] {
        m_stale = true;
        if (isVisible())
            read();
    });
    connect(&m_workspace, &Workspace::versionsRead, this, [this](const QList<VersionRow> &rows) {
        const QDateTime now = m_workspace.clock().utcNow();
        const auto today = std::count_if(rows.begin(), rows.end(), [&now](const VersionRow &row) {
            return row.createdAt.toLocalTime().date() == now.toLocalTime().date();
        });
        m_summary->setText(tr("%n version(s)", nullptr, int(rows.size())) + u", "_s
                           + tr("%n written today", nullptr, int(today)));
        m_model->setRows(rows, now);
        m_stack->setCurrentWidget(m_view);
        emit counted(int(rows.size()));
    });
    connect(&m_workspace, &Workspace::versionsFailed, this, [this](const Error &error) {
        const ErrorMessage message = ErrorText::message(error);
        m_summary->clear();
        m_state->setIcon(u"kt-fail"_s, EmptyState::Tone::Danger);
        m_state->setTexts(tr("The history could not be read"), message.sentence);
        m_state->setActions(tr("Try again"));
        m_stack->setCurrentWidget(m_state);
    });
}

void VersionsTab::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_stale)
        read();
}

void VersionsTab::read()
{
    m_stale = false;
    m_model->setRows({}, m_workspace.clock().utcNow());
    m_summary->setText(m_workspace.content() ? tr("Reading the history…") : QString());
    m_stack->setCurrentWidget(m_view);
    m_workspace.readVersions();
}

} // namespace keyturn
