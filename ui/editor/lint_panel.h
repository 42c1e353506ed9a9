#pragma once
#include "core/lint/value_lint.h"

#include <QWidget>

class QAbstractButton;
class QScrollArea;

namespace keyturn {

class IconLabel;
class LinkButton;
class TextLabel;

//! Everything that was found in an entry, notes too, folded behind a button that counts it. A row names the key, says
//! what is wrong and offers its fix; staging is somebody else's.
class LintPanel : public QWidget {
    Q_OBJECT

public:
    explicit LintPanel(QWidget *parent = nullptr);

    //! \p fixable: fixes are offered.
    void setFindings(const QList<LintFinding> &findings, bool fixable);
    //! For the line above the list; hidden while there is nothing. The icon is of the gravest finding.
    QAbstractButton *toggle();
    //! For the end of that line; hidden while the list is folded and where nothing can be repaired without a question.
    QAbstractButton *fixAll();
    IconLabel *icon() { return m_icon; }
    void setOpen(bool open);
    bool isOpen() const { return m_open; }

signals:
    void keyChosen(const QString &key);
    void fixRequested(const keyturn::LintFinding &finding);
    void safeFixesRequested();

private:
    void showRows();
    QWidget *makeRow(qsizetype at, int keyWidth);
    QWidget *makeKey(qsizetype at, int keyWidth);
    int keyWidth() const;
    bool sameRows(const QList<LintFinding> &findings) const;
    void restoreFocus(int row, const QString &object);

    QList<LintFinding> m_findings;
    IconLabel *m_icon;
    LinkButton *m_toggle;
    TextLabel *m_count;
    LinkButton *m_fixAll;
    QScrollArea *m_scroll;
    bool m_fixable = false;
    bool m_open = false;
};

} // namespace keyturn
