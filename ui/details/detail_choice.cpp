#include "ui/details/detail_choice.h"

#include "ui/widgets/text_label.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

DetailChoice::DetailChoice(const QString &object, const QString &caption, QWidget *field, QWidget *parent) :
    DetailRow(caption, parent), m_text(new TextLabel), m_field(field)
{
    m_text->setObjectName(object + u"Shown"_s);
    m_text->setWordWrap(true);
    m_field->setMaximumWidth(640); // an ARN of a key is seen whole
    body()->addWidget(m_text);
    body()->addWidget(m_field);
    m_field->hide();
}

void DetailChoice::setText(const QString &text)
{
    m_text->setText(text.startsWith("arn:"_L1) ? breakable(text) : text);
}

void DetailChoice::setEditing(bool editing)
{
    m_text->setVisible(!editing);
    m_field->setVisible(editing);
}

} // namespace keyturn

#include "moc_detail_choice.cpp"
