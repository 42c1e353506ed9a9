#include "ui/versions/version_comparison.h"

#include "ui/style/metrics.h"
#include "ui/versions/version_diff_model.h"
#include "ui/versions/version_diff_view.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/text_label.h"

#include <QHeaderView>
#include <QItemSelectionModel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

VersionComparison::VersionComparison(QWidget *parent) :
    QWidget(parent), m_diff(new VersionDiffModel(this)),
    m_mode(new SegmentedControl({tr("Changed keys"), tr("All keys"), tr("Raw")})), m_view(new VersionDiffView(m_diff)),
    m_text(new TextLabel({}, Theme::Font::Body, &ThemeColors::text2))
{
    m_mode->setObjectName(u"compareMode"_s);
    m_mode->setAccessibleName(tr("View of the comparison"));
    m_mode->setCurrent(int(VersionDiffModel::Mode::Changed));
    m_view->setObjectName(u"compareTable"_s);
    m_text->setObjectName(u"compareNothing"_s);
    m_text->setWordWrap(true);
    m_text->setContentsMargins(metrics::cellMargin, metrics::partGap, metrics::cellMargin, metrics::partGap);
    auto *head = new QHBoxLayout;
    head->addWidget(new TextLabel(tr("A compared with B"), Theme::Font::Heading), 1);
    head->addWidget(m_mode);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::gap);
    column->addLayout(head);
    column->addWidget(m_view);
    column->addWidget(m_text);

    connect(m_mode, &SegmentedControl::currentChanged, this, [this](int mode) {
        m_diff->setMode(VersionDiffModel::Mode(mode));
        showSides();
    });
    connect(m_view, &VersionDiffView::contentHeightChanged, this, [this] {
        if (m_view->height() == m_view->contentHeight())
            return;
        m_view->setFixedHeight(m_view->contentHeight());
        emit heightChanged();
    });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &VersionComparison::currentKeyChanged);
}

void VersionComparison::setTitles(const QString &a, const QString &b)
{
    m_diff->setTitles(a, b);
}

void VersionComparison::setSides(const EntryContent *a, const EntryContent *b, const QString &nothing)
{
    const bool both = a && b;
    m_nothing = both ? QString() : nothing;
    m_diff->setSides(both ? a : nullptr, both ? b : nullptr);
    showSides();
}

void VersionComparison::showSides()
{
    const bool both = m_diff->keys() > 0;
    const bool same = both && m_diff->rowCount() == 0;
    m_text->setText(same ? tr("Both versions hold the same values.") : m_nothing);
    m_text->setVisible(!m_text->text().isEmpty());
    m_mode->setVisible(both);
    m_view->setVisible(both && !same);
    m_view->setFixedHeight(m_view->contentHeight());
    emit heightChanged();
}

int VersionComparison::leastHeight() const
{
    constexpr int rows = 2;
    const int table = m_view->horizontalHeader()->sizeHint().height() + rows * metrics::diffRow;
    return m_mode->sizeHint().height() + layout()->spacing() + table;
}

QString VersionComparison::currentKey() const
{
    return m_diff->key(m_view->currentIndex().row());
}

} // namespace keyturn

#include "moc_version_comparison.cpp"
