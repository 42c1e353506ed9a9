#pragma once
#include <QWidget>

class QDate;

namespace keyturn {

class Button;
class LinkButton;
class TextLabel;
class VersionReader;

//! Above the history: how many versions, how far their values are read, and what can be done with the list.
class VersionsBar : public QWidget {
    Q_OBJECT

public:
    explicit VersionsBar(QWidget *parent = nullptr);

    void showProgress(const VersionReader &reader, const QDate &today);
    //! Of the key whose versions can be singled out; empty: none.
    void offerKey(const QString &key);
    bool isOnlyKey() const;
    void showAllKeys();
    void setLabelsObstacle(const QString &why);

signals:
    void readingToggled();
    void onlyKeyToggled(bool only);
    void labelsWanted();

private:
    TextLabel *m_summary;
    LinkButton *m_reading;
    Button *m_only;
    Button *m_labels;
};

} // namespace keyturn
