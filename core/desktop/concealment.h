#pragma once
#include <QObject>

namespace keyturn {

//! "Nobody is looking any more": whatever shows a value listens and masks it. One for the program, GUI thread.
class Concealment : public QObject {
    Q_OBJECT

public:
    static Concealment &instance();

signals:
    void requested();

private:
    Concealment() = default;
};

} // namespace keyturn
