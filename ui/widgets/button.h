#pragma once
#include "ui/style/theme_colors.h"

#include <QPushButton>

namespace keyturn {

//! A push button of the style sheet. One filled (Primary) button per surface; destructive ones are outlined until the
//! last step.
class Button : public QPushButton {
    Q_OBJECT

public:
    enum class Kind { Secondary, Primary, Quiet, Danger, DangerFill };

    explicit Button(const QString &text = {}, Kind kind = Kind::Secondary, QWidget *parent = nullptr);
    //! With an icon tinted to the colour of the text.
    Button(const QString &icon, const QString &text, Kind kind = Kind::Secondary, QWidget *parent = nullptr);

    Kind kind() const { return m_kind; }
    void setKind(Kind kind);
    void setIconName(const QString &icon);
    //! Disables with the reason as tooltip and status tip; an empty reason enables.
    void setDisabledReason(const QString &reason);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    bool isFilled() const { return m_kind == Kind::Primary || m_kind == Kind::DangerFill; }

    Kind m_kind = Kind::Secondary;
    QString m_icon;
};

} // namespace keyturn
