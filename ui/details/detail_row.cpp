#include "ui/details/detail_row.h"

#include "ui/style/metrics.h"
#include "ui/text/status.h"
#include "ui/widgets/label_chip.h"
#include "ui/widgets/text_label.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

DetailRow::DetailRow(const QString &caption, QWidget *parent) :
    QWidget(parent), m_caption(new TextLabel(caption, Theme::Font::BodyStrong)),
    m_edited(new LabelChip(StatusText::chip({Status::Edited, 0}), LabelChip::Look::Info)), m_body(new QVBoxLayout),
    m_remark(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2))
{
    m_edited->setObjectName(u"edited"_s);
    m_edited->hide();
    m_remark->setObjectName(u"remark"_s);
    m_remark->setWordWrap(true);
    m_remark->hide();
    auto *head = new QHBoxLayout;
    head->setSpacing(metrics::gap);
    head->addWidget(m_caption);
    head->addWidget(m_edited);
    head->addStretch(1);
    m_body->setSpacing(metrics::insideControl);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::smallGap);
    column->addLayout(head);
    column->addLayout(m_body);
    column->addWidget(m_remark);
    m_caption->setMinimumHeight(metrics::chipHeight); // the chip moves nothing
}

void DetailRow::setEdited(bool edited)
{
    m_edited->setVisible(edited);
}

void DetailRow::setRemark(const QString &remark, bool isFault)
{
    m_remark->setText(remark.startsWith("arn:"_L1) ? breakable(remark) : remark);
    m_remark->setColor(isFault ? &ThemeColors::dangerFg : &ThemeColors::text2);
    m_remark->setVisible(!remark.isEmpty());
}

//! Nothing in an ARN invites a line break, and it is longer than a narrow page.
QString DetailRow::breakable(const QString &arn)
{
    return QString(arn).replace(u':', u":\u200b"_s).replace(u'/', u"/\u200b"_s);
}

QString DetailRow::caption() const
{
    return m_caption->text();
}

} // namespace keyturn

#include "moc_detail_row.cpp"
