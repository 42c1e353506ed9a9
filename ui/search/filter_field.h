#pragma once
#include "ui/search/search_query.h"

#include <QLineEdit>

namespace keyturn {

class IconButton;

//! A line edit with the funnel in front. Words of the search language lie on a tinted ground, words that mean nothing
//! are underlined with dots and say so; the text stays plain and editable.
class FilterField : public QLineEdit {
    Q_OBJECT

public:
    explicit FilterField(QWidget *parent = nullptr);

    void setWords(const QList<SearchQuery::Word> &words);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QRect rectOf(const SearchQuery::Word &word) const;

    QList<SearchQuery::Word> m_words;
    IconButton *m_clear;
};

} // namespace keyturn
