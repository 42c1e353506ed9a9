#include "ui/editor/lint_panel.h"

#include "core/lint/lint_fixes.h"
#include "ui/editor/value_hint.h"
#include "ui/style/metrics.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/link_button.h"
#include "ui/widgets/text_label.h"

#include <QAbstractButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

using Severity = LintFinding::Severity;

constexpr qsizetype mostRows = 200; // a text of thousands of keys may have as many findings
constexpr int rowsSeen = 5;
constexpr int keyWidth = 240;

struct Look {
    QString icon;
    ColorToken color;
    QString word;
};

Look look(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return {u"kt-overdue"_s, &ThemeColors::dangerFg, LintPanel::tr("Error")};
    case Severity::Warning:
        return {u"kt-warning"_s, &ThemeColors::warnFg, LintPanel::tr("Warning")};
    case Severity::Note:
        break;
    }
    return {u"help-about"_s, &ThemeColors::text2, LintPanel::tr("Note")};
}

QString shownKey(const QString &key)
{
    return key.startsWith(u'/') ? key.section(u'/', -1) : key;
}

} // namespace

LintPanel::LintPanel(QWidget *parent) :
    QWidget(parent), m_icon(new IconLabel(u"kt-warning"_s)), m_toggle(new LinkButton),
    m_count(new TextLabel({}, Theme::Font::Caption, &ThemeColors::text3)), m_fixAll(new LinkButton),
    m_scroll(new QScrollArea)
{
    setObjectName(u"lintPanel"_s);
    m_toggle->setObjectName(u"lintToggle"_s);
    m_toggle->setCheckable(true);
    m_fixAll->setObjectName(u"lintFixAll"_s);
    m_fixAll->setToolTip(tr("Invisible characters, leading or trailing spaces and line breaks, quotes"));
    m_scroll->setObjectName(u"lintFindings"_s);
    m_scroll->setAccessibleName(tr("Findings in this entry"));
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_scroll->setFocusPolicy(Qt::NoFocus); // what is in it takes the focus
    auto *head = new QHBoxLayout;
    head->setContentsMargins(0, 0, 0, 0);
    head->addWidget(m_count, 1);
    head->addWidget(m_fixAll);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, metrics::insideControl);
    column->setSpacing(metrics::smallGap);
    column->addLayout(head);
    column->addWidget(m_scroll);
    connect(m_toggle, &QAbstractButton::clicked, this, [this] { setOpen(!m_open); });
    connect(m_fixAll, &QAbstractButton::clicked, this, &LintPanel::safeFixesRequested);
    setFindings({}, false);
}

QAbstractButton *LintPanel::toggle()
{
    return m_toggle;
}

void LintPanel::setOpen(bool open)
{
    m_open = open;
    showRows();
}

bool LintPanel::sameRows(const QList<LintFinding> &findings) const
{
    const auto same = [](const LintFinding &a, const LintFinding &b) {
        return a.kind == b.kind && a.key == b.key && a.other == b.other && a.fix.isEmpty() == b.fix.isEmpty();
    };
    return std::equal(findings.begin(), findings.end(), m_findings.begin(), m_findings.end(), same);
}

void LintPanel::setFindings(const QList<LintFinding> &findings, bool fixable)
{
    const bool same = fixable == m_fixable && sameRows(findings) && m_scroll->widget();
    m_findings = findings; // the rows stay, their fixes are made for the text of now
    m_fixable = fixable;
    if (!same)
        showRows();
}

void LintPanel::showRows()
{
    const qsizetype count = m_findings.size();
    Severity gravest = Severity::Note;
    qsizetype safe = 0;
    for (const LintFinding &finding : std::as_const(m_findings)) {
        gravest = std::max(gravest, finding.severity);
        safe += isSafeFix(finding) ? 1 : 0;
    }
    m_icon->setIcon(look(gravest).icon, look(gravest).color);
    m_icon->setVisible(count > 0);
    const QString counted = count == 1 ? tr("1 finding") : tr("%1 findings").arg(count);
    m_toggle->setText(m_open ? tr("Hide findings") : counted);
    m_toggle->setAccessibleName(m_open ? tr("Hide findings") : tr("Show %1").arg(counted));
    m_toggle->setChecked(m_open);
    m_toggle->setVisible(count > 0);
    m_toggle->updateGeometry();
    m_count->setText(count > mostRows ? tr("%1, the first %2 of them").arg(counted).arg(mostRows) : counted);
    m_fixAll->setText(safe == 1 ? tr("Apply 1 safe fix") : tr("Apply %1 safe fixes").arg(safe));
    m_fixAll->setVisible(m_fixable && safe > 0);
    setVisible(m_open && count > 0);

    QWidget *before = m_scroll->widget();
    int focused = -1;
    QString object;
    if (before) {
        const QList<QWidget *> rows = before->findChildren<QWidget *>(u"lintRow"_s, Qt::FindDirectChildrenOnly);
        for (int row = 0; row < rows.size(); ++row) {
            if (QWidget *focus = window()->focusWidget(); focus && rows[row]->isAncestorOf(focus)) {
                focused = row;
                object = focus->objectName();
            }
        }
        m_scroll->takeWidget();
        before->deleteLater(); // one of its buttons may be at work
    }
    auto *list = new QWidget;
    list->setObjectName(u"lintRows"_s);
    auto *column = new QVBoxLayout(list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    for (qsizetype i = 0; m_open && i < std::min(count, mostRows); ++i)
        column->addWidget(makeRow(i));
    column->addStretch(1);
    m_scroll->setWidget(list);
    list->setAutoFillBackground(false); // it stands on the page
    m_scroll->setFixedHeight(int(std::min<qsizetype>(count, rowsSeen)) * metrics::sidebarRow);
    if (focused >= 0)
        restoreFocus(focused, object);
}

//! The row that is now where the one was that had it; the button if none is left.
void LintPanel::restoreFocus(int row, const QString &object)
{
    const QList<QWidget *> rows = m_scroll->widget()->findChildren<QWidget *>(u"lintRow"_s, Qt::FindDirectChildrenOnly);
    if (rows.isEmpty()) {
        m_toggle->setFocus();
        return;
    }
    QWidget *now = rows[std::min<qsizetype>(row, rows.size() - 1)];
    auto *wanted = now->findChild<QAbstractButton *>(object);
    if (!wanted)
        wanted = now->findChild<QAbstractButton *>();
    (wanted ? wanted : static_cast<QWidget *>(m_toggle))->setFocus();
}

QWidget *LintPanel::makeRow(qsizetype at)
{
    const LintFinding &finding = m_findings[at];
    const ValueHint hint = ValueHints::hint(finding);
    const Look seen = look(finding.severity);
    const bool hasRow = finding.kind != LintFinding::Kind::MissingKey && !finding.key.isEmpty();
    auto *row = new QWidget;
    row->setObjectName(u"lintRow"_s);
    row->setFixedHeight(metrics::sidebarRow);
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 8, 0);
    line->setSpacing(metrics::gap);
    auto *icon = new IconLabel(seen.icon, seen.color);
    icon->setToolTip(seen.word);
    line->addWidget(icon);
    if (hasRow) {
        const QString key = shownKey(finding.key);
        auto *link =
            new LinkButton(QFontMetrics(Theme::font(Theme::Font::Body)).elidedText(key, Qt::ElideMiddle, keyWidth));
        link->setObjectName(u"lintKey"_s);
        link->setToolTip(finding.key);
        link->setAccessibleName(tr("%1, %2: %3").arg(seen.word, key, hint.text));
        line->addWidget(link);
        connect(link, &QAbstractButton::clicked, this, [this, at] { emit keyChosen(m_findings.value(at).key); });
    }
    auto *text = new TextLabel(hint.text);
    text->setObjectName(u"lintText"_s);
    line->addWidget(text, 1);
    text->setMinimumWidth(40);
    text->setContentsMargins(hasRow ? 0 : 4, 0, 0, 0); // in line with the keys
    text->setToolTip(hint.text);
    if (m_fixable && !hint.fix.isEmpty()) {
        auto *fix = new LinkButton(hint.fix);
        fix->setObjectName(u"lintFix"_s);
        fix->setAccessibleName(tr("%1: %2").arg(hint.text, hint.fix));
        line->addWidget(fix);
        connect(fix, &QAbstractButton::clicked, this, [this, at] { emit fixRequested(m_findings.value(at)); });
    }
    return row;
}

} // namespace keyturn

#include "moc_lint_panel.cpp"
