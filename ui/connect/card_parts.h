#pragma once
#include "ui/style/theme.h"

#include <QWidget>

class QVBoxLayout;

namespace keyturn {

//! A hairline between the rows of a card.
class CardLine : public QWidget {
    Q_OBJECT

public:
    CardLine();

protected:
    void paintEvent(QPaintEvent *event) override;
};

//! A name and what it is, one above the other.
QVBoxLayout *twoLines(const QString &first, const QString &second, Theme::Font font = Theme::Font::Body);

} // namespace keyturn
