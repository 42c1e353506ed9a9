#include "ui/consent/consent_steps.h"

#include "ui/style/metrics.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/progress_arc.h"
#include "ui/widgets/text_label.h"

#include <QGridLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

//! Of the row that \p step is in; the last one begins where this dialog ends.
qsizetype rowOf(Consents::Step step)
{
    switch (step) {
    case Consents::Step::None:
    case Consents::Step::Check:
        return 0;
    case Consents::Step::Ready:
    case Consents::Step::Agree:
        return 1;
    case Consents::Step::Exchange:
        break;
    }
    return 2;
}

} // namespace

ConsentSteps::ConsentSteps(QWidget *parent) : QWidget(parent)
{
    setObjectName(u"consentSteps"_s);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(metrics::buttonGap);
    grid->setVerticalSpacing(metrics::gap);
    grid->setColumnStretch(1, 1);
    for (const QString &text : {tr("Check that new tokens can be kept and stored"), tr("Agree in the browser"),
                                tr("Exchange the code for tokens"), tr("Review the changes and save them")}) {
        Row row{new IconLabel(u"kt-ok"_s, &ThemeColors::okFg), new ProgressArc, new TextLabel(text),
                new TextLabel({}, Theme::Font::Small, &ThemeColors::text2)};
        const int line = int(m_rows.size());
        row.text->setObjectName(u"consentStep%1"_s.arg(line + 1));
        row.remark->setObjectName(u"consentRemark%1"_s.arg(line + 1));
        row.arc->setText(text);
        grid->addWidget(row.icon, line, 0);
        grid->addWidget(row.arc, line, 0);
        grid->addWidget(row.text, line, 1);
        grid->addWidget(row.remark, line, 2);
        m_rows.append(row);
    }
}

void ConsentSteps::show(Consents::Step step)
{
    const bool hasStopped = step == Consents::Step::None;
    const bool isRunning = !hasStopped && step != Consents::Step::Ready;
    if (!hasStopped)
        m_reached = rowOf(step);
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        const Row &row = m_rows.at(i);
        const bool isNow = i == m_reached;
        row.arc->setVisible(isNow && isRunning);
        row.icon->setVisible(!isNow || !isRunning);
        QString state = tr("to come");
        row.icon->setIcon(u"go-next"_s, &ThemeColors::text3);
        if (i < m_reached) {
            state = tr("done");
            row.icon->setIcon(u"kt-ok"_s, &ThemeColors::okFg);
        } else if (isNow && hasStopped) {
            state = tr("failed");
            row.icon->setIcon(u"kt-fail"_s, &ThemeColors::dangerFg);
        } else if (isNow) {
            state = tr("now");
        }
        row.text->setColor(isNow ? &ThemeColors::text : &ThemeColors::text2);
        row.text->setRole(isNow ? Theme::Font::BodyStrong : Theme::Font::Body);
        row.text->setAccessibleName(row.text->text() + u", "_s + state);
    }
}

void ConsentSteps::setRemark(const QString &remark)
{
    m_rows.at(1).remark->setText(remark);
}

} // namespace keyturn

#include "moc_consent_steps.cpp"
