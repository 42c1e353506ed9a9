#include "ui/details/detail_line.h"

#include "ui/widgets/text_label.h"
#include "ui/widgets/undo_filter.h"

#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

DetailLine::DetailLine(const QString &object, const QString &caption, const QString &none, QWidget *parent) :
    DetailRow(caption, parent), m_none(none), m_text(new TextLabel), m_field(new QLineEdit)
{
    m_text->setObjectName(object + u"Text"_s);
    m_text->setWordWrap(true);
    m_field->setObjectName(object);
    m_field->setAccessibleName(caption);
    m_field->setPlaceholderText(none);
    new UndoFilter(m_field);
    body()->addWidget(m_text);
    body()->addWidget(m_field);
    m_field->hide();
    connect(m_field, &QLineEdit::textEdited, this, &DetailLine::edited);
}

void DetailLine::setMonospaced()
{
    m_text->setRole(Theme::Font::Mono);
    m_field->setFont(Theme::font(Theme::Font::Mono));
}

void DetailLine::setText(const QString &text)
{
    m_text->setText(text.isEmpty() ? m_none : text);
    m_text->setColor(text.isEmpty() ? &ThemeColors::text3 : &ThemeColors::text);
    if (text != m_field->text())
        m_field->setText(text);
}

void DetailLine::setEditing(bool editing)
{
    m_text->setVisible(!editing);
    m_field->setVisible(editing);
}

void DetailLine::focusField()
{
    m_field->setFocus();
}

} // namespace keyturn

#include "moc_detail_line.cpp"
