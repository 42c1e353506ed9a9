#pragma once
#include <QWidget>

class QGridLayout;

namespace keyturn {

class TextLabel;

//! Facts below each other: a caption and a text for each. Never for values of secrets.
class FactRows : public QWidget {
    Q_OBJECT

public:
    struct Fact {
        QString caption;
        QString text;
        bool isCode = false; //!< monospaced
    };

    static constexpr int captionWidth = 150;
    static constexpr int gap = 16; //!< between a caption and its text

    explicit FactRows(const QString &objectName, QWidget *parent = nullptr);

    void setFacts(const QList<Fact> &facts);

private:
    QGridLayout *m_grid;
    QList<std::pair<TextLabel *, TextLabel *>> m_labels;
};

} // namespace keyturn
