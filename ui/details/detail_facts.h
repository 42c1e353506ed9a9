#pragma once
#include "core/read/entry_details.h"
#include "ui/details/detail_row.h"

class QGridLayout;

namespace keyturn {

class IconButton;
class TextLabel;

//! What AWS knows of an entry and nobody edits: its ARN, to copy, and when it was made, changed and read.
class DetailFacts : public DetailRow {
    Q_OBJECT

public:
    explicit DetailFacts(QWidget *parent = nullptr);

    //! Of the secret, or of the parameter \p part.
    void setDetails(const EntryDetails &details, const QString &part);

private:
    TextLabel *addFact(const QString &object, const QString &caption);
    void setFact(TextLabel *fact, const QString &text);

    QGridLayout *m_grid;
    TextLabel *m_arn;
    IconButton *m_copy;
    TextLabel *m_created;
    TextLabel *m_changed;
    TextLabel *m_accessed;
};

} // namespace keyturn
