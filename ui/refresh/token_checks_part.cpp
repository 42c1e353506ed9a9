#include "ui/refresh/token_checks_part.h"

#include "core/workspace/workspace.h"
#include "ui/refresh/fact_rows.h"
#include "ui/refresh/probe_words.h"
#include "ui/style/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/status_chip.h"
#include "ui/widgets/text_label.h"

#include <QCheckBox>
#include <QGridLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

TokenChecksPart::TokenChecksPart(Workspace &workspace, QWidget *parent) :
    QWidget(parent), m_workspace(workspace), m_where(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2)),
    m_grid(new QGridLayout), m_problem(new TextLabel({}, Theme::Font::Small, &ThemeColors::dangerFg)),
    m_start(new Button(tr("Check now"))), m_address(new Button(tr("Where to ask…"))),
    m_triesOut(new QCheckBox(tr("Try a new token out before it replaces the old one")))
{
    setObjectName(u"tokenChecks"_s);
    layOut();
    connect(m_start, &QPushButton::clicked, this, &TokenChecksPart::start);
    connect(m_address, &QPushButton::clicked, this, &TokenChecksPart::addressWanted);
    connect(m_triesOut, &QCheckBox::clicked, this, &TokenChecksPart::remember);
    connect(&m_workspace.tokenChecks(), &TokenChecks::changed, this, [this](const EntryId &id) {
        if (id == m_content.entry.id)
            show(m_content);
    });
}

void TokenChecksPart::layOut()
{
    m_where->setObjectName(u"tokenChecksWhere"_s);
    m_where->wrapAnywhere();
    m_problem->setObjectName(u"tokenChecksProblem"_s);
    m_problem->wrapAnywhere();
    m_start->setObjectName(u"tokenChecksStart"_s);
    m_address->setObjectName(u"tokenChecksAddress"_s);
    m_triesOut->setObjectName(u"tokenChecksTryOut"_s);
    m_triesOut->setAccessibleName(m_triesOut->text());
    m_grid->setHorizontalSpacing(FactRows::gap);
    m_grid->setVerticalSpacing(6);
    m_grid->setColumnMinimumWidth(0, FactRows::captionWidth);
    m_grid->setColumnStretch(2, 1);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::gap);
    buttons->addWidget(m_start);
    buttons->addWidget(m_address);
    buttons->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::gap);
    column->addWidget(new TextLabel(tr("Do these still work?"), Theme::Font::Heading));
    column->addWidget(m_where);
    column->addLayout(m_grid);
    column->addWidget(m_problem);
    column->addWidget(m_triesOut);
    column->addLayout(buttons);
}

void TokenChecksPart::show(const EntryContent &content)
{
    m_content = content;
    showRows();
    showFoot();
}

TokenChecksPart::Row &TokenChecksPart::row(int at)
{
    while (m_rows.size() <= at) {
        const int line = int(m_rows.size());
        Row made{new TextLabel({}, Theme::Font::Small, &ThemeColors::text2), new StatusChip,
                 new TextLabel({}, Theme::Font::Small, &ThemeColors::text2)};
        made.chip->setObjectName(u"tokenCheckChip%1"_s.arg(line));
        made.remark->setObjectName(u"tokenCheckRemark%1"_s.arg(line));
        made.remark->wrapAnywhere();
        m_grid->addWidget(made.version, line, 0);
        m_grid->addWidget(made.chip, line, 1, Qt::AlignLeft);
        m_grid->addWidget(made.remark, line, 2);
        m_rows.append(made);
    }
    return m_rows[at];
}

void TokenChecksPart::showRows()
{
    const TokenChecks &known = m_workspace.tokenChecks();
    const QList<VersionCheck> checks = known.checks(m_content.entry.id);
    const bool runs = known.isRunning(m_content.entry.id);
    for (int i = 0; i < std::max(checks.size(), m_rows.size()); ++i) {
        const bool isThere = i < checks.size();
        Row &line = row(i);
        for (QWidget *widget : std::initializer_list<QWidget *>{line.version, line.chip, line.remark})
            widget->setVisible(isThere);
        if (!isThere)
            continue;
        const VersionCheck &check = checks.at(i);
        const QString version = check.stage.isEmpty() ? tr("Current value") : check.stage;
        const QString remark = ProbeWords::remark(check, m_workspace.clock().utcNow());
        line.version->setText(version);
        line.chip->setStatus(ProbeWords::status(check, runs), ProbeWords::chip(check, runs));
        line.chip->setAccessibleName(tr("%1: %2").arg(version, line.chip->text()));
        line.remark->setText(remark);
        line.remark->setAccessibleName(tr("%1: %2").arg(version, remark));
    }
}

void TokenChecksPart::showFoot()
{
    const EntryId &id = m_content.entry.id;
    const RefreshSettings settings = m_workspace.refreshes().settingsOf(m_content.entry);
    const Result<ProbeTarget> target = probeTarget(m_content, settings);
    const bool runs = m_workspace.tokenChecks().isRunning(id);
    const bool needsConsent = !target && target.error().refusal == Refusal::ProbeUrlConsent;
    m_where->setText(ProbeWords::where(target));
    m_start->setText(runs ? tr("Stop") : needsConsent ? tr("Allow this host…") : tr("Check now"));
    const bool canStart = runs || needsConsent || target;
    m_start->setDisabledReason(!canStart                     ? tr("Enter an address first")
                               : holdsAccessToken(m_content) ? QString()
                                                             : tr("This entry holds no access token"));
    m_address->setDisabledReason(runs ? tr("A check is under way") : QString());
    m_triesOut->setChecked(settings.triesOut);
    m_triesOut->setEnabled(target || settings.triesOut);
    const std::optional<Error> error = m_workspace.tokenChecks().error(id);
    m_problem->setVisible(error.has_value());
    m_problem->setText(error ? ProbeWords::failure(*error) : QString());
}

void TokenChecksPart::test()
{
    if (!m_workspace.tokenChecks().isRunning(m_content.entry.id))
        m_start->click();
}

void TokenChecksPart::start()
{
    TokenChecks &checks = m_workspace.tokenChecks();
    const Result<ProbeTarget> target = probeTarget(m_content, m_workspace.refreshes().settingsOf(m_content.entry));
    if (checks.isRunning(m_content.entry.id))
        checks.cancel();
    else if (target)
        checks.start(m_content.entry);
    else
        emit addressWanted();
}

void TokenChecksPart::remember(bool triesOut)
{
    RefreshSettings settings = m_workspace.refreshes().settingsOf(m_content.entry);
    settings.triesOut = triesOut;
    const Result<> kept = m_workspace.refreshes().remember(m_content.entry, settings);
    m_problem->setVisible(!kept);
    if (!kept)
        m_problem->setText(ProbeWords::failure(kept.error()));
}

} // namespace keyturn

#include "moc_token_checks_part.cpp"
