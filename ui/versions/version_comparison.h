#pragma once
#include <QWidget>

namespace keyturn {

struct EntryContent;
class SegmentedControl;
class TextLabel;
class VersionDiffModel;
class VersionDiffView;

//! A beside B: changed keys, all keys or text, or why there is nothing to see.
class VersionComparison : public QWidget {
    Q_OBJECT

public:
    explicit VersionComparison(QWidget *parent = nullptr);

    VersionDiffModel &diff() { return *m_diff; }
    void setTitles(const QString &a, const QString &b);
    //! Both, or \p nothing says why not. They are copied.
    void setSides(const EntryContent *a, const EntryContent *b, const QString &nothing);
    //! Key of the current row; empty if there is none.
    QString currentKey() const;
    //! So that two of its rows can be seen.
    int leastHeight() const;

signals:
    void heightChanged();
    void currentKeyChanged();

private:
    void showSides();

    VersionDiffModel *m_diff;
    SegmentedControl *m_mode;
    VersionDiffView *m_view;
    TextLabel *m_text;
    QString m_nothing;
};

} // namespace keyturn
