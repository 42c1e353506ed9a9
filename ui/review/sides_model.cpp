#include "ui/review/sides_model.h"

#include "core/desktop/concealment.h"
#include "core/document/fingerprint.h"
#include "ui/text/wording.h"

namespace keyturn {

SidesModel::SidesModel(QObject *parent) : QAbstractTableModel(parent)
{
    connect(&Concealment::instance(), &Concealment::requested, this, [this] { reveal(-1); });
}

void SidesModel::reveal(int row)
{
    const int before = m_revealed;
    m_revealed = row >= 0 && row < rowCount() && !isFold(row) ? row : -1;
    for (const int changed : {before, m_revealed}) {
        if (changed >= 0)
            emit dataChanged(index(changed, 0), index(changed, columnCount() - 1));
    }
}

void SidesModel::setExpanded(bool expanded)
{
    if (!expanded)
        reveal(-1);
    if (expanded == m_expanded)
        return;
    if (foldedRows() == 0) {
        m_expanded = expanded;
        return;
    }
    const int first = int(shownRows()) + 1;
    const int last = first + int(foldedRows()) - 1;
    if (expanded) {
        beginInsertRows({}, first, last);
        m_expanded = true;
        endInsertRows();
    } else {
        beginRemoveRows({}, first, last);
        m_expanded = false;
        endRemoveRows();
    }
    emit dataChanged(index(first - 1, 0), index(first - 1, columnCount() - 1));
}

int SidesModel::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    return int(shownRows()) + (foldedRows() > 0 ? 1 : 0) + (m_expanded ? int(foldedRows()) : 0);
}

QVariant SidesModel::foldData(int role) const
{
    switch (role) {
    case FoldRole:
        return true;
    case ExpandedRole:
        return m_expanded;
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return foldWords();
    default:
        return {};
    }
}

QString SidesModel::hiddenWords(const SecretString &value, const QString &arn)
{
    const QString print = arn.isEmpty() || value.isEmpty() ? QString() : fingerprint(value, arn);
    const QString length = Wording::hidden(value.characters());
    return print.isEmpty() ? length : tr("%1, fingerprint %2").arg(length, print);
}

QVariant SidesModel::sideData(int row, const std::optional<SecretString> &value, bool sensitive, const QString &arn,
                              int role) const
{
    const bool masked = sensitive && row != m_revealed;
    switch (role) {
    case PresentRole:
        return value.has_value();
    case MaskedRole:
        return masked;
    case SensitiveRole:
        return sensitive;
    case FingerprintRole:
        return value && sensitive && !arn.isEmpty() ? fingerprint(*value, arn) : QString();
    case LengthRole:
        return value ? value->characters() : 0;
    case PlainTextRole:
        return value && !masked ? QVariant(value->reveal()) : QVariant();
    default:
        return {};
    }
}

} // namespace keyturn

#include "moc_sides_model.cpp"
