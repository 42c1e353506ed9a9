#pragma once
#include "ui/due/due_paper.h"

#include <QObject>
#include <optional>

class QMenu;
class QWidget;

namespace keyturn {

//! What is seen of the board as a file, PDF or PNG, or on a printer. A file that exists is only replaced after the file
//! dialog has asked.
class DueExport : public QObject {
    Q_OBJECT

public:
    enum class Kind { Pdf, Png, Print };

    //! \p parent gets the dialogs.
    explicit DueExport(QWidget *parent);

    QMenu *menu() const { return m_menu; }
    //! The answer to wanted(): asks for a file, or a printer.
    void begin(const DuePaper::Subject &subject);

    //! Empty, or why it was not written.
    static QString write(const DuePaper &paper, Kind kind, const QString &path);

signals:
    //! A command of the menu was chosen; begin() says of what.
    void wanted();
    void notified(const QString &sentence);

private:
    void add(Kind kind, const QString &text, const QString &object);
    void chooseFile(const DuePaper &paper);
    void print(const DuePaper &paper);

    QWidget *m_window;
    QMenu *m_menu;
    Kind m_kind = Kind::Pdf;
};

} // namespace keyturn
