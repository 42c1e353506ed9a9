#pragma once
#include "ui/list/entry_delegate.h"

namespace keyturn {

//! Entries of several places: whose colour and name a row's place has, and below that where it is.
class PlacedDelegate : public EntryDelegate {
    Q_OBJECT

public:
    using EntryDelegate::EntryDelegate;

    //! Of that column: a name of some length, a region and an account.
    static int placeWidth();

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace keyturn
