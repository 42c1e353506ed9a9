#include "core/json/json_splice.h"

#include "core/base/secret_string.h"

namespace keyturn {

namespace {

QByteArrayView between(QByteArrayView text, qsizetype begin, qsizetype end)
{
    return text.sliced(begin, end - begin);
}

//! What stands between the key and the value of a member nearby.
QByteArray colonStyle(QByteArrayView text, const JsonContainer &container, qsizetype index)
{
    if (container.isArray)
        return QByteArray();
    if (container.items.isEmpty())
        return QByteArray(":");
    const JsonSpan &neighbour = container.items.at(qMax<qsizetype>(index - 1, 0));
    return between(text, neighbour.keyEnd, neighbour.valueBegin).toByteArray();
}

//! What stands between two children, comma included.
QByteArray separatorStyle(QByteArrayView text, const JsonContainer &container, qsizetype index, const QByteArray &colon)
{
    const QList<JsonSpan> &items = container.items;
    if (items.isEmpty())
        return QByteArray();
    if (items.size() > 1) {
        const qsizetype right = qBound<qsizetype>(1, index, items.size() - 1);
        return between(text, items.at(right - 1).valueEnd, items.at(right).keyBegin).toByteArray();
    }
    QByteArray separator = "," + between(text, container.insideBegin, items.first().keyBegin).toByteArray();
    if (separator.size() == 1 && colon.endsWith(' '))
        separator.append(' '); // {"a": 1} is the style of ", "
    return separator;
}

} // namespace

JsonSplice jsonInsertion(QByteArrayView text, const JsonContainer &container, qsizetype index, QByteArrayView key,
                         QByteArrayView value)
{
    const QByteArray colon = colonStyle(text, container, index);
    const QByteArray separator = separatorStyle(text, container, index, colon);
    const bool first = index == 0;
    JsonSplice splice;
    splice.begin = container.items.isEmpty() ? container.insideBegin
                   : first                   ? container.items.first().keyBegin
                                             : container.items.at(index - 1).valueEnd;
    splice.end = splice.begin;
    splice.by.reserve(separator.size() + key.size() + colon.size() + value.size()); // so that growing leaves no copy
    if (!first)
        splice.by.append(separator);
    if (!container.isArray)
        splice.by.append(key).append(colon);
    splice.by.append(value);
    if (first)
        splice.by.append(separator);
    return splice;
}

JsonSplice jsonRemoval(const JsonContainer &container, qsizetype index)
{
    const QList<JsonSpan> &items = container.items;
    if (items.size() == 1)
        return {container.insideBegin, container.insideEnd, {}};
    if (index + 1 < items.size())
        return {items.at(index).keyBegin, items.at(index + 1).keyBegin, {}}; // with the comma after it
    return {items.at(index - 1).valueEnd, items.at(index).valueEnd, {}};     // with the comma before it
}

JsonSplice jsonMove(QByteArrayView text, const JsonContainer &container, qsizetype from, qsizetype to)
{
    const QList<JsonSpan> &items = container.items;
    const qsizetype first = qMin(from, to);
    const qsizetype last = qMax(from, to);
    JsonSplice splice{items.at(first).keyBegin, items.at(last).valueEnd, {}};
    splice.by.reserve(splice.end - splice.begin);
    for (qsizetype slot = first; slot <= last; ++slot) {
        const qsizetype child = slot == to ? from : from < to ? slot + 1 : slot - 1;
        splice.by.append(between(text, items.at(child).keyBegin, items.at(child).valueEnd));
        if (slot < last)
            splice.by.append(between(text, items.at(slot).valueEnd, items.at(slot + 1).keyBegin));
    }
    return splice;
}

} // namespace keyturn
