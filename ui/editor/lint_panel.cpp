#include "ui/editor/lint_panel.h"

#include "core/lint/lint_fixes.h"
#include "ui/editor/value_hint.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/link_button.h"
#include "ui/widgets/text_label.h"

#include <QAbstractButton>
#include <QPainter>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

using Severity = LintFinding::Severity;

constexpr qsizetype mostRows = 200; // a text of thousands of keys may have as many findings
constexpr int rowsSeen = 5;
constexpr int findingRow = 36;
constexpr int leastKeyWidth = 135; // sentences begin where the table above has its values
constexpr int linkRoom = 4;        // of a link's focus ring

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

//! A line below it, as rows of tables have.
class LintRow : public QWidget {
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *) override
    {
        if (!isLast)
            QPainter(this).fillRect(0, height() - 1, width(), 1, colors().separator());
    }

public:
    bool isLast = false;
};

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
    m_fixAll->setFlush(LinkButton::Flush::Trailing);
    m_fixAll->setToolTip(tr("Invisible characters, leading or trailing spaces and line breaks, quotes"));
    m_scroll->setObjectName(u"lintFindings"_s);
    m_scroll->setAccessibleName(tr("Findings in this entry"));
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_scroll->setFocusPolicy(Qt::NoFocus); // what is in it takes the focus
    auto *card = new Card;
    auto *inner = new QVBoxLayout(card);
    inner->setContentsMargins(1, 1, 1, 1);
    inner->addWidget(m_scroll);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, metrics::insideControl);
    column->setSpacing(metrics::gap);
    column->addWidget(m_count);
    column->addWidget(card);
    connect(m_toggle, &QAbstractButton::clicked, this, [this] { setOpen(!m_open); });
    connect(m_fixAll, &QAbstractButton::clicked, this, &LintPanel::safeFixesRequested);
    setFindings({}, false);
}

QAbstractButton *LintPanel::toggle()
{
    return m_toggle;
}

QAbstractButton *LintPanel::fixAll()
{
    return m_fixAll;
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
    m_toggle->setText(m_open ? tr("Hide %1").arg(counted) : counted);
    m_toggle->setAccessibleName((m_open ? tr("Hide %1") : tr("Show %1")).arg(counted));
    m_toggle->setChecked(m_open);
    m_toggle->setVisible(count > 0);
    m_toggle->updateGeometry();
    m_count->setText(tr("The first %1 of %2").arg(mostRows).arg(counted));
    m_count->setVisible(count > mostRows);
    m_fixAll->setText(safe == 1 ? tr("Apply 1 safe fix") : tr("Apply %1 safe fixes").arg(safe));
    m_fixAll->updateGeometry();
    m_fixAll->setVisible(m_open && m_fixable && safe > 0);
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
    const int keys = m_open ? keyWidth() : 0;
    for (qsizetype i = 0; m_open && i < std::min(count, mostRows); ++i)
        column->addWidget(makeRow(i, keys));
    column->addStretch(1);
    m_scroll->setWidget(list);
    list->setAutoFillBackground(false); // it stands on the page
    m_scroll->setFixedHeight(int(std::min<qsizetype>(count, rowsSeen)) * findingRow);
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

//! Of the longest key, but the sentence is what matters.
int LintPanel::keyWidth() const
{
    int width = leastKeyWidth;
    const QFontMetrics measure(Theme::font(Theme::Font::Body));
    for (qsizetype i = 0; i < std::min(m_findings.size(), mostRows); ++i)
        width = std::max(width, measure.horizontalAdvance(shownKey(m_findings[i].key)) + 2 * linkRoom);
    return std::min(width, metrics::keyColumn);
}

//! A link to its place; the name alone where the key is missing.
QWidget *LintPanel::makeKey(qsizetype at, int keyWidth)
{
    const LintFinding &finding = m_findings[at];
    const QString key = shownKey(finding.key);
    QWidget *name = nullptr;
    if (finding.kind == LintFinding::Kind::MissingKey) {
        name = new ElidedLabel(key, Theme::Font::Body, &ThemeColors::text, Qt::ElideMiddle);
        name->setFixedWidth(keyWidth - 2 * linkRoom);
    } else {
        const QFontMetrics measure(Theme::font(Theme::Font::Body));
        auto *link = new LinkButton(measure.elidedText(key, Qt::ElideMiddle, keyWidth - 2 * linkRoom));
        link->setAccessibleName(tr("%1, %2: %3").arg(look(finding.severity).word, key, ValueHints::hint(finding).text));
        connect(link, &QAbstractButton::clicked, this, [this, at] { emit keyChosen(m_findings.value(at).key); });
        link->setToolTip(finding.key);
        name = link;
    }
    name->setObjectName(u"lintKey"_s);
    return name;
}

QWidget *LintPanel::makeRow(qsizetype at, int keyWidth)
{
    const LintFinding &finding = m_findings[at];
    const ValueHint hint = ValueHints::hint(finding);
    const Look seen = look(finding.severity);
    auto *row = new LintRow;
    row->setObjectName(u"lintRow"_s);
    row->setFixedHeight(findingRow);
    row->isLast = at + 1 == std::min(m_findings.size(), mostRows);
    auto *line = new QHBoxLayout(row);
    // The bar stands beside the rows: actions end where they would without it.
    const int bar = m_findings.size() > rowsSeen ? metrics::scrollBar : 0;
    line->setContentsMargins(metrics::cellMargin, 0, metrics::cellMargin - bar, 0);
    line->setSpacing(metrics::gap);
    auto *icon = new IconLabel(seen.icon, seen.color);
    icon->setToolTip(seen.word);
    line->addWidget(icon);
    const bool isMissing = finding.kind == LintFinding::Kind::MissingKey;
    if (!finding.key.isEmpty()) {
        auto *cell = new QWidget;
        cell->setFixedWidth(keyWidth);
        auto *inner = new QHBoxLayout(cell);
        inner->setContentsMargins(isMissing ? linkRoom : 0, 0, 0, 0); // names stand in one line with links
        inner->addWidget(makeKey(at, keyWidth));
        inner->addStretch(1);
        line->addWidget(cell);
        line->addSpacing(metrics::partGap - metrics::gap);
    }
    auto *text = new ElidedLabel(isMissing ? tr("Missing") : hint.text);
    text->setObjectName(u"lintText"_s);
    line->addWidget(text, 1);
    if (m_fixable && !hint.fix.isEmpty()) {
        auto *fix = new LinkButton(hint.fix);
        fix->setFlush(LinkButton::Flush::Trailing);
        fix->setObjectName(u"lintFix"_s);
        fix->setAccessibleName(tr("%1: %2").arg(hint.text, hint.fix));
        line->addWidget(fix);
        connect(fix, &QAbstractButton::clicked, this, [this, at] { emit fixRequested(m_findings.value(at)); });
    }
    return row;
}

} // namespace keyturn

#include "moc_lint_panel.cpp"
