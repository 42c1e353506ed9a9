#pragma once
#include "ui/widgets/status_look.h"
#include "ui/window/sidebar_model.h"

#include <QColor>

class QPainter;
class QStyleOptionViewItem;

namespace keyturn {

SidebarModel::Kind sidebarKind(const QModelIndex &index);
//! Of a count that is a badge.
std::optional<StatusLook> sidebarAlert(const QModelIndex &index);
//! Icons of the alert folders keep their colour, calm ones are grey.
QColor sidebarIconColor(const QModelIndex &index, bool selected);
//! A row of the narrow sidebar: the icon, with a badge at its corner.
void paintRailRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index);

} // namespace keyturn
