#pragma once
#include <QWidget>

namespace keyturn {

class Place;

//! Says in a dialog that writing is locked, and unlocks it; hidden where it is not.
class UnlockRow : public QWidget {
    Q_OBJECT

public:
    explicit UnlockRow(Place &place, QWidget *parent = nullptr);
};

} // namespace keyturn
