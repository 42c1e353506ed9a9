#pragma once
#include "core/base/secret_string.h"

#include <QWidget>

namespace keyturn {

class Clock;
class FactRows;
class LinkButton;
class TextLabel;

//! What stands in the open in an access token that is a JWT, once a person asks for it. It may name people, so it goes
//! when nobody is looking. Invisible where the token is none.
class JwtView : public QWidget {
    Q_OBJECT

public:
    explicit JwtView(const Clock &clock, QWidget *parent = nullptr);

    void setToken(const SecretString &token);

protected:
    void hideEvent(QHideEvent *event) override;

private:
    void showDecoded(bool shown);

    const Clock &m_clock;
    SecretString m_token;
    LinkButton *m_toggle;
    TextLabel *m_remark;
    FactRows *m_rows;
};

} // namespace keyturn
