#include "ui/review/check_row.h"

#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/widgets/progress_arc.h"
#include "ui/widgets/text_label.h"

#include <QHBoxLayout>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace keyturn {

CheckRow::CheckRow(const QString &title, const QString &passed, QWidget *parent) :
    QWidget(parent), m_question(title), m_passed(passed.isEmpty() ? title : passed), m_arc(new ProgressArc),
    m_title(new TextLabel(title)), m_found(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2))
{
    m_found->wrapAnywhere();
    m_title->setWordWrap(true);
    auto *column = new QVBoxLayout;
    column->setSpacing(1);
    column->addWidget(m_title);
    column->addWidget(m_found);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 4, 0, 6);
    row->setSpacing(metrics::buttonGap);
    row->addWidget(m_arc, 0, Qt::AlignTop);
    row->addLayout(column, 1);
    QSizePolicy keep = m_arc->sizePolicy();
    keep.setRetainSizeWhenHidden(true);
    m_arc->setSizePolicy(keep);
}

void CheckRow::setState(SaveCheck::State state, const QString &found)
{
    m_state = state;
    m_arc->setVisible(state == SaveCheck::State::Running);
    m_title->setText(state == SaveCheck::State::Passed ? m_passed : m_question);
    m_found->setText(found);
    const QHash<SaveCheck::State, QString> words{{SaveCheck::State::Running, tr("running")},
                                                 {SaveCheck::State::Passed, tr("passed")},
                                                 {SaveCheck::State::Failed, tr("failed")},
                                                 {SaveCheck::State::Unknown, tr("not known")}};
    setAccessibleName(u"%1: %2"_s.arg(m_title->text(), words.value(state)));
    setAccessibleDescription(found);
    m_found->setColor(state == SaveCheck::State::Failed ? &ThemeColors::dangerFg : &ThemeColors::text2);
    update();
}

void CheckRow::paintEvent(QPaintEvent *)
{
    if (m_state == SaveCheck::State::Running)
        return;
    QPainter painter(this);
    const bool passed = m_state == SaveCheck::State::Passed;
    const bool unknown = m_state == SaveCheck::State::Unknown;
    const ThemeColors &c = colors();
    icons::paint(&painter, QRect(m_arc->pos(), QSize(16, 16)),
                 passed    ? u"kt-ok"_s
                 : unknown ? u"kt-warning"_s
                           : u"kt-fail"_s,
                 passed    ? c.okFg
                 : unknown ? c.warnFg
                           : c.dangerFg);
}

} // namespace keyturn

#include "moc_check_row.cpp"
