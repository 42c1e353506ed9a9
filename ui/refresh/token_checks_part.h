#pragma once
#include "core/entry/entry_content.h"

#include <QWidget>

class QCheckBox;
class QGridLayout;

namespace keyturn {

class Button;
class StatusChip;
class TextLabel;
class Workspace;

//! "Do these still work?": what the provider's API says to the access token of each version, asked on demand; whether a
//! new token is tried out before it is stored, and where. Shows no token.
class TokenChecksPart : public QWidget {
    Q_OBJECT

public:
    explicit TokenChecksPart(Workspace &workspace, QWidget *parent = nullptr);

    //! \p content as it is open, with the keys that are remembered.
    void show(const EntryContent &content);
    //! As its button does; one that is under way goes on.
    void test();

signals:
    void addressWanted(); //!< where tokens are tried out is to be said, or agreed to

private:
    struct Row {
        TextLabel *version;
        StatusChip *chip;
        TextLabel *remark;
    };
    void layOut();
    void showRows();
    void showFoot();
    Row &row(int at);
    void start();
    void remember(bool triesOut);

    Workspace &m_workspace;
    EntryContent m_content;
    TextLabel *m_where;
    QGridLayout *m_grid;
    QList<Row> m_rows;
    TextLabel *m_problem;
    Button *m_start;
    Button *m_address;
    QCheckBox *m_triesOut;
};

} // namespace keyturn
