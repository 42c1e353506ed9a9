#pragma once

class QListView;

namespace keyturn {

//! What assistive technology is told of item views, once for the application: Qt 6.4 tells the rows of a view that is
//! hidden as if they were on the screen. Here a hidden view has none.
void installAccessibleViews();

//! The rows of \p list that are disabled are told as disabled, which Qt 6.4 does not do either. One column.
void tellDisabledRows(QListView *list);

} // namespace keyturn
