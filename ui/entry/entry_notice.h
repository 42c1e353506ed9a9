#pragma once
#include <QWidget>

namespace keyturn {

struct Entry;
class LinkButton;
class TextLabel;

//! Says above an entry's values why they cannot be changed here, and where they can; hidden where they can.
class EntryNotice : public QWidget {
    Q_OBJECT

public:
    explicit EntryNotice(QWidget *parent = nullptr);

    void setEntry(const Entry *entry); //!< null: none

signals:
    void regionWanted(const QString &region); //!< where a copy comes from

private:
    TextLabel *m_text;
    LinkButton *m_go;
    QString m_region;
};

} // namespace keyturn
