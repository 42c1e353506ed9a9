#pragma once
#include "core/workspace/secret_orders.h"

#include <QWidget>

class QCheckBox;
class QGridLayout;
class QLineEdit;
class QVBoxLayout;

namespace keyturn {

class Button;
class ConfirmField;
class IconButton;
class StatusChip;
class TextLabel;
class Workspace;
enum class Status;

//! What has to be ready before a client secret is ordered from its provider's API: the queue, who may send to it, where
//! it is entered, who may write. Each is looked at for nothing; the order itself is the dialog's to ask for.
class ClientSecretOrderPart : public QWidget {
    Q_OBJECT

public:
    //! \p provider as SecretOrders::provider() gave it.
    ClientSecretOrderPart(Workspace &workspace, const Entry &entry, const Provider &provider,
                          QWidget *parent = nullptr);

    //! Everything that can be looked at was found right.
    bool isReady() const { return outlook().isComplete && !outlook().problem; }
    //! Why nothing can be ordered yet; empty: it can.
    QString obstacle() const;
    //! Of the button that does it.
    QString verb() const;
    void order(const QStringList &consumers);
    //! The failure is told beside what it is about.
    bool isTold(const Error &error) const;
    void takeFocus();

signals:
    void changed(); //!< obstacle(), verb() or how high it is

private:
    struct Row {
        StatusChip *chip;
        TextLabel *remark;
    };
    void layOut();
    QWidget *makeQueueLine();
    void addRow(const QString &object, const QString &caption);
    void addEnrolment(QVBoxLayout *column);
    void addConfirmation(QVBoxLayout *column);
    void connectWorkspace();
    void showState();
    void showChecks();
    void showEnrolment();
    void setRow(int at, Status status, const QString &word, const QString &remark);
    void prepare();
    void check();
    QString queue() const;
    //! Of the queue that is entered; empty: it was not looked at.
    SecretOrders::Outlook outlook() const;
    std::optional<ClientSecretByApi::Check> failing() const;

    Workspace &m_workspace;
    const Entry m_entry;
    const Provider m_provider;
    QLineEdit *m_queue;
    Button *m_check;
    Button *m_setUp;
    QGridLayout *m_grid;
    QList<Row> m_rows; //!< of the checks in their order, then of the enrolment
    TextLabel *m_arn;
    IconButton *m_copyArn;
    QCheckBox *m_enrolled;
    TextLabel *m_ask;
    ConfirmField *m_confirm;
};

} // namespace keyturn
