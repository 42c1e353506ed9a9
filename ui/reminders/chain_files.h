#pragma once
#include "core/reminders/reminder_chain.h"

#include <QObject>

class QMenu;
class QWidget;

namespace keyturn {

//! The chain as a file that others make it from: a CloudFormation template, commands of the aws command line,
//! Terraform. A file that exists is only replaced after the file dialog has asked.
class ChainFiles : public QObject {
    Q_OBJECT

public:
    enum class Kind { Template, Commands, Terraform };

    //! \p parent gets the dialogs.
    explicit ChainFiles(QWidget *parent);

    QMenu *menu() const { return m_menu; }
    //! The answer to wanted().
    void begin(Kind kind, const ReminderChain &chain, const ChainPlace &place);

    static QByteArray text(Kind kind, const ReminderChain &chain, const ChainPlace &place);

signals:
    void wanted(keyturn::ChainFiles::Kind kind);
    void written(const QString &path);
    void failed(const QString &reason);

private:
    void add(Kind kind, const QString &text, const QString &object);

    QWidget *m_window;
    QMenu *m_menu;
};

} // namespace keyturn
