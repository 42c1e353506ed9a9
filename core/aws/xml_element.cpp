#include "core/aws/xml_element.h"

#include <QXmlStreamReader>

#include <algorithm>

namespace keyturn {

namespace {

constexpr int deepest = 32;

bool read(QXmlStreamReader &reader, XmlElement &element, int depth)
{
    element.name = reader.name().toString();
    while (!reader.atEnd()) {
        switch (reader.readNext()) {
        case QXmlStreamReader::StartElement:
            element.children.emplaceBack();
            if (depth == deepest || !read(reader, element.children.last(), depth + 1))
                return false;
            break;
        case QXmlStreamReader::EndElement:
            element.text = element.text.trimmed();
            return true;
        case QXmlStreamReader::Characters:
            element.text += reader.text();
            break;
        default:
            break;
        }
    }
    return false;
}

} // namespace

const XmlElement *XmlElement::child(QStringView wanted) const
{
    const auto found = std::find_if(children.begin(), children.end(),
                                    [wanted](const XmlElement &element) { return element.name == wanted; });
    return found == children.end() ? nullptr : &*found;
}

QString XmlElement::textOf(QStringView wanted) const
{
    const XmlElement *element = child(wanted);
    return element ? element->text : QString();
}

std::optional<XmlElement> XmlElement::parse(QByteArrayView document)
{
    if (document.contains("<!DOCTYPE"))
        return {};
    QXmlStreamReader reader(document.toByteArray());
    XmlElement root;
    if (!reader.readNextStartElement() || !read(reader, root, 1))
        return {};
    while (!reader.atEnd())
        reader.readNext();
    if (reader.hasError())
        return {};
    return root;
}

} // namespace keyturn
