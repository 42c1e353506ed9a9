#pragma once
#include "core/document/export_text.h"
#include "ui/widgets/dialog_frame.h"

class QCheckBox;

namespace keyturn {

class Button;
class SegmentedControl;
class TextLabel;

//! Writes the keys of an entry to a file: masked unless it is asked for with the warning read. The file belongs to this
//! user alone (0600) and is complete or not there.
class ExportDialog : public FramedDialog {
    Q_OBJECT

public:
    ExportDialog(const QString &name, QList<ExportField> fields, QWidget *parent = nullptr);

    //! The text that would be written.
    Result<SecretString> text() const;
    //! Writes it to \p path.
    Result<> write(const QString &path) const;

signals:
    void written(const QString &path);

private:
    void validate();
    void chooseFile();
    ExportFormat format() const;

    QString m_name;
    QList<ExportField> m_fields;
    SegmentedControl *m_format;
    QCheckBox *m_values;
    TextLabel *m_warning;
    TextLabel *m_problem;
    Button *m_save;
};

} // namespace keyturn
