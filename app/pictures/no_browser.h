#pragma once
#include <QObject>
#include <QUrl>

namespace keyturn {

//! While it lives, an address that would be opened in the desktop's browser opens nothing.
class NoBrowser : public QObject {
    Q_OBJECT

public:
    NoBrowser();
    ~NoBrowser() override;

public slots:
    void open(const QUrl &) {}
};

} // namespace keyturn
