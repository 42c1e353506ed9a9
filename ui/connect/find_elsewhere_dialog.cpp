#include "ui/connect/find_elsewhere_dialog.h"

#include "core/workspace/workspace.h"
#include "ui/text/regions.h"
#include "ui/text/wording.h"
#include "ui/widgets/button.h"
#include "ui/widgets/text_label.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>

using namespace Qt::StringLiterals;

namespace keyturn {

FindElsewhereDialog::FindElsewhereDialog(Workspace &workspace, const QString &name, Where where, QWidget *parent) :
    FramedDialog(where == Where::Anywhere ? tr("Open by name") : tr("Find in other regions"),
                 tr("Looks for a secret or parameter by its name. No value is read."), parent),
    m_workspace(workspace), m_where(where), m_search(workspace.place()), m_name(new QLineEdit(name)),
    m_found(new QListWidget), m_state(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2)),
    m_own(new Button(where == Where::Anywhere ? tr("Search this region") : tr("Search my regions"))),
    m_all(new Button(tr("Search every region"))),
    m_go(new Button(where == Where::Anywhere ? tr("Open") : tr("Go there"), Button::Kind::Primary))
{
    setObjectName(u"findElsewhereDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    resize(560, 420);
    layOut();
    connectParts();
    m_name->setFocus();
    validate();
}

void FindElsewhereDialog::layOut()
{
    m_name->setObjectName(u"elsewhereName"_s);
    m_name->setAccessibleName(tr("Whole name"));
    m_name->setPlaceholderText(tr("Whole name, for example lwa-oauth"));
    m_found->setObjectName(u"elsewhereFound"_s);
    m_found->setAccessibleName(tr("Where it is"));
    m_found->setFrameShape(QFrame::NoFrame); // empty until something is found
    m_state->setObjectName(u"elsewhereState"_s);
    m_state->setWordWrap(true);
    m_own->setObjectName(u"elsewhereOwn"_s);
    m_own->setToolTip(m_where == Where::Anywhere ? m_workspace.place().region()
                                                 : tr("The regions that your profiles name"));
    m_all->setObjectName(u"elsewhereAll"_s);
    m_go->setObjectName(u"elsewhereGo"_s);
    body()->addWidget(m_name);
    auto *searches = new QHBoxLayout;
    searches->addWidget(m_own);
    searches->addWidget(m_all);
    searches->addStretch(1);
    body()->addLayout(searches);
    body()->addWidget(m_found, 1);
    body()->addWidget(m_state);
    auto *cancel = new Button(tr("Cancel"));
    cancel->setObjectName(u"elsewhereCancel"_s);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    foot()->addStretch(1);
    foot()->addWidget(cancel);
    foot()->addWidget(m_go);
}

void FindElsewhereDialog::connectParts()
{
    connect(m_go, &QPushButton::clicked, this, &FindElsewhereDialog::go);
    connect(m_found, &QListWidget::itemActivated, this, &FindElsewhereDialog::go);
    connect(m_found, &QListWidget::currentRowChanged, this, &FindElsewhereDialog::validate);
    connect(m_name, &QLineEdit::textChanged, this, &FindElsewhereDialog::validate);
    connect(m_own, &QPushButton::clicked, this, [this] { search(nearest()); });
    connect(m_all, &QPushButton::clicked, this, [this] {
        QStringList regions = regions::all();
        if (m_where == Where::Elsewhere)
            regions.removeAll(m_workspace.place().region());
        search(regions);
    });
    connect(m_name, &QLineEdit::returnPressed, this, [this] { (m_own->isEnabled() ? m_own : m_all)->click(); });
    connect(&m_search, &RegionSearch::found, this, &FindElsewhereDialog::show);
    connect(&m_search, &RegionSearch::failed, this, [this](const QString &region) {
        m_failed.append(region);
        tell();
    });
    connect(&m_search, &RegionSearch::finished, this, &FindElsewhereDialog::tell);
}

QStringList FindElsewhereDialog::nearest() const
{
    return m_where == Where::Anywhere ? QStringList{m_workspace.place().region()} : m_search.ownRegions();
}

FindElsewhereDialog::~FindElsewhereDialog() = default;

void FindElsewhereDialog::validate()
{
    const QString nameless = m_name->text().trimmed().isEmpty() ? tr("Enter a name first") : QString();
    const bool isAlone = nearest().isEmpty();
    m_all->setDisabledReason(nameless);
    m_own->setDisabledReason(isAlone ? tr("Your profiles name no other region") : nameless);
    m_go->setDisabledReason(m_found->currentRow() < 0 ? tr("Choose a place first") : QString());
}

void FindElsewhereDialog::search(const QStringList &regions)
{
    m_found->clear();
    m_places.clear();
    m_failed.clear();
    m_asked = int(regions.size());
    m_search.start(m_name->text().trimmed(), regions);
    tell();
}

void FindElsewhereDialog::show(const QString &region, const Entry &entry)
{
    m_places.append({region, entry});
    m_found->addItem(u"%1 · %2 · %3"_s.arg(region, Wording::store(entry.id.store), Wording::account(entry.id.account)));
    if (m_found->currentRow() < 0)
        m_found->setCurrentRow(0);
    tell();
}

void FindElsewhereDialog::tell()
{
    QStringList sentences;
    if (m_search.isRunning())
        sentences << tr("Asking %n region(s)…", nullptr, m_asked);
    else if (m_places.isEmpty())
        sentences << tr("It is in none of %n region(s).", nullptr, m_asked - int(m_failed.size()));
    if (!m_failed.isEmpty())
        sentences << tr("Could not be asked: %1.").arg(m_failed.join(u", "_s));
    m_state->setText(sentences.join(u' '));
    validate();
}

void FindElsewhereDialog::go()
{
    const int row = m_found->currentRow();
    if (row < 0 || row >= m_places.size())
        return;
    const auto [region, entry] = m_places.at(row);
    accept();
    emit chosen(region, entry);
}

} // namespace keyturn

#include "moc_find_elsewhere_dialog.cpp"
