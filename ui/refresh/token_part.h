#pragma once
#include "core/base/secret_string.h"

#include <QWidget>

namespace keyturn {

class FactRows;
class SecretReveal;

//! One token: its name, its value masked, and facts about it.
class TokenPart : public QWidget {
    Q_OBJECT

public:
    //! \p objectName also begins the names of its parts: ...Value, ...Facts.
    TokenPart(const QString &objectName, const QString &heading, QWidget *parent = nullptr);

    void setToken(const SecretString &token);
    FactRows &facts() { return *m_facts; }
    //! Below the facts.
    void add(QWidget *widget);

private:
    SecretReveal *m_value;
    FactRows *m_facts;
};

} // namespace keyturn
