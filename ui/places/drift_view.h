#pragma once
#include "core/workspace/place_comparison.h"

#include <QWidget>

class QCheckBox;
class QLineEdit;
class QTableView;

namespace keyturn {

class Button;
class DriftModel;
class EmptyState;
class TextLabel;

//! What differs between the places, in letters that stand for values, and the way to copy one to another place: through
//! that entry's review.
class DriftView : public QWidget {
    Q_OBJECT

public:
    //! Both must outlive it.
    DriftView(Place &place, const SeveralPlaces &places, QWidget *parent = nullptr);
    ~DriftView() override;

    void focusContent();
    //! The places have changed: there may be more to compare, or nothing.
    void update();

signals:
    void copyWanted(const keyturn::PlacedKey &from, const keyturn::PlacedKey &to);

private:
    void layOut();
    void connectParts();
    void startOrStop();
    void showMatrix();
    void show();
    void updateCopy();
    void fillMenu();
    std::optional<PlacedKey> placed(const DriftSource &source) const;
    //! Why the value cannot go there; empty: it can.
    static QString obstacle(const std::optional<DriftSource> &from, const std::optional<DriftSource> &to);

    const SeveralPlaces &m_places;
    PlaceComparison m_comparison;
    DriftModel *m_model;
    QLineEdit *m_app;
    Button *m_start;
    QCheckBox *m_all;
    TextLabel *m_sentence;
    QTableView *m_table;
    EmptyState *m_state;
    Button *m_copy;
    bool m_isCompared = false;
};

} // namespace keyturn
