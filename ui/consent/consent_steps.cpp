#include "ui/consent/consent_steps.h"

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
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(8);
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
    const qsizetype now = rowOf(step);
    const bool isRunning = step != Consents::Step::None && step != Consents::Step::Ready;
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        const Row &row = m_rows.at(i);
        const bool isDone = i < now;
        row.arc->setVisible(i == now && isRunning);
        row.icon->setVisible(i != now || !isRunning);
        row.icon->setIcon(isDone ? u"kt-ok"_s : u"go-next"_s, isDone ? &ThemeColors::okFg : &ThemeColors::text3);
        row.text->setColor(i == now ? &ThemeColors::text : &ThemeColors::text2);
        row.text->setRole(i == now ? Theme::Font::BodyStrong : Theme::Font::Body);
        const QString state = isDone ? tr("done") : i == now ? tr("now") : tr("to come");
        row.text->setAccessibleName(row.text->text() + u", "_s + state);
    }
}

void ConsentSteps::setRemark(const QString &remark)
{
    m_rows.at(1).remark->setText(remark);
}

} // namespace keyturn

#include "moc_consent_steps.cpp"
