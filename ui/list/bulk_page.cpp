#include "ui/list/bulk_page.h"

#include "core/workspace/workspace.h"
#include "ui/search/filter_help.h"
#include "ui/style/metrics.h"
#include "ui/text/wording.h"
#include "ui/widgets/button.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/text_label.h"

#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

BulkPage::BulkPage(Workspace &workspace, QWidget *parent) :
    QWidget(parent), m_workspace(workspace), m_title(new TextLabel({}, Theme::Font::Title)),
    m_names(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2))
{
    setObjectName(u"bulkPage"_s);
    m_title->setObjectName(u"bulkTitle"_s);
    m_names->setWordWrap(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::pageMargin, metrics::pageMargin, metrics::pageMargin, metrics::pageMargin);
    column->setSpacing(metrics::gap);
    column->addWidget(m_title);
    column->addWidget(m_names);
    column->addSpacing(12);
    const auto add = [this, column](const QString &object, const QString &icon, const QString &text, auto action) {
        auto *button = new Button(icon, text);
        button->setObjectName(object);
        connect(button, &QPushButton::clicked, this, action);
        column->addWidget(button, 0, Qt::AlignLeft);
        return button;
    };
    add(u"bulkRefresh"_s, u"view-refresh"_s, tr("Refresh their tokens…"), [this] { emit refreshRequested(); });
    const auto change = [this](BulkChange::Kind kind) { return [this, kind] { emit changeRequested(kind); }; };
    using Kind = BulkChange::Kind;
    m_changes << add(u"bulkKeys"_s, u"document-edit"_s, tr("Set, rename or remove a key…"), change(Kind::SetKey));
    m_changes << add(u"bulkTags"_s, u"tag"_s, tr("Add or remove tags…"), change(Kind::SetTag));
    m_changes << add(u"bulkDescription"_s, u"documentinfo"_s, tr("Change the description…"), change(Kind::Description));
    m_compare = add(u"bulkCompare"_s, u"vcs-diff"_s, tr("Compare values…"),
                    [this] { emit comparisonRequested(m_ids.value(0), m_ids.value(1)); });
    add(u"bulkDuplicates"_s, u"edit-duplicate"_s, tr("Look for duplicates…"), [this] { emit duplicatesRequested(); });
    add(u"bulkExport"_s, u"document-export"_s, tr("Export names and dates…"), [this] { emit exportRequested(); });
    column->addSpacing(12);
    auto *note = new QHBoxLayout;
    note->setSpacing(metrics::buttonGap);
    note->addWidget(new IconLabel(u"documentinfo"_s), 0, Qt::AlignTop);
    auto *words = new TextLabel(tr("You review every change before anything is written."), Theme::Font::Body,
                                &ThemeColors::text2);
    words->setWordWrap(true);
    note->addWidget(words, 1);
    column->addLayout(note);
    column->addSpacing(12);
    m_help = new FilterHelp;
    column->addWidget(m_help);
    column->addStretch(1);
    connect(&m_workspace.place(), &Place::accessChanged, this, [this] { setEntries(m_ids); });
}

void BulkPage::setEntries(const QList<EntryId> &ids)
{
    m_ids = ids;
    m_title->setText(tr("%1 selected").arg(Wording::entries(ids.size())));
    if (!ids.isEmpty())
        m_names->setText(tr("%1 and %2 more").arg(ids.constFirst().name).arg(ids.size() - 1));
    for (Button *button : std::as_const(m_changes))
        button->setDisabledReason(m_workspace.place().canWrite() ? QString() : tr("Production is read-only"));
    m_compare->setDisabledReason(comparisonObstacle(m_workspace, ids));
}

QString BulkPage::comparisonObstacle(const Workspace &workspace, const QList<EntryId> &ids)
{
    if (ids.size() != 2)
        return tr("Select exactly two entries to compare their values");
    for (const EntryId &id : ids) {
        const Entry *entry = workspace.listing().entry(id);
        if (!entry || entry->deletedAt.isValid())
            return tr("%1 is scheduled for deletion; restore it to read its values").arg(leafOf(id.name));
    }
    return {};
}

void BulkPage::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), colors().surface);
}

//! In a low window the filter words, which the filter shows as well, make room: squashed they would be an empty box.
void BulkPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_help->setVisible(m_help->y() + m_help->sizeHint().height() <= height());
}

} // namespace keyturn

#include "moc_bulk_page.cpp"
