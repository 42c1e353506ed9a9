#include "ui/refresh/token_part.h"

#include "ui/refresh/fact_rows.h"
#include "ui/widgets/secret_reveal.h"
#include "ui/widgets/text_label.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

TokenPart::TokenPart(const QString &objectName, const QString &heading, QWidget *parent) :
    QWidget(parent), m_value(new SecretReveal), m_facts(new FactRows(objectName + u"Facts"_s))
{
    setObjectName(objectName);
    m_value->setObjectName(objectName + u"Value"_s);
    m_value->setAccessibleDescription(heading);
    auto *title = new TextLabel(heading, Theme::Font::Heading);
    title->setMinimumWidth(FactRows::captionWidth);
    auto *head = new QHBoxLayout;
    head->setSpacing(FactRows::gap);
    head->addWidget(title);
    head->addWidget(m_value, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addLayout(head);
    column->addWidget(m_facts);
}

void TokenPart::setToken(const SecretString &token)
{
    m_value->setValue(token);
}

void TokenPart::add(QWidget *widget)
{
    layout()->addWidget(widget);
}

} // namespace keyturn

#include "moc_token_part.cpp"
