#pragma once
#include "core/entry/entry_content.h"

#include <QObject>

class QBoxLayout;
class QWidget;

namespace keyturn {

class StatCard;
class StatusChip;

//! What counts down in an entry: its access token and each of its dates, as cards or, where there is little height, as
//! chips.
class EntryFigures : public QObject {
    Q_OBJECT

public:
    explicit EntryFigures(QObject *parent = nullptr);

    //! Two presentations of the same; the page shows one of them. Owned by the layout they are put into.
    QWidget *cards() const { return m_cards; }
    QWidget *chips() const { return m_chips; }

    //! \p dates and \p tokenExpiresAt: as the list knows them. False: there is nothing to show.
    bool show(const EntryContent *content, const QList<DueDate> &dates, const QDateTime &tokenExpiresAt,
              const QDateTime &now);

signals:
    void testWanted();   //!< whether the access token works
    void rotateWanted(); //!< the client secret

private:
    static constexpr qsizetype mostDates = 3;
    void showToken(const QDateTime &expiresAt, const QDateTime &now);
    void showDate(qsizetype at, const DueDate &due, const QDateTime &now);

    QWidget *m_cards;
    QWidget *m_chips;
    StatCard *m_tokenCard;
    StatusChip *m_tokenChip;
    QList<StatCard *> m_dateCards;
    QList<StatusChip *> m_dateChips;
};

} // namespace keyturn
