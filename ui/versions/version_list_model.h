#pragma once
#include "core/versions/version_history.h"

#include <QAbstractTableModel>

namespace keyturn {

//! The history of an entry, newest first, with the two versions that are compared, A and B. Metadata and key names, no
//! value.
class VersionListModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum class Column { Mark, Version, Labels, Created, Age, Keys, By };
    enum Role {
        LabelsRole = Qt::UserRole + 1, //!< QStringList, column Labels
        MarkRole,                      //!< QString: "A", "B" or empty
        QuietRole,                     //!< bool: says that something is not known
    };
    //! Whose version it is, where AWS does not say: from our own records. Empty: not recorded.
    using Writer = std::function<QString(const VersionRow &)>;

    using QAbstractTableModel::QAbstractTableModel;

    //! A and B are the version before the current one and the current one, unless they were chosen and still exist.
    void setHistory(const VersionHistory &history, const QDateTime &now);
    //! A value of this history was read.
    void setValues(const VersionHistory &history);
    //! Whether values that were not read are on their way.
    void setReading(bool reading);
    //! Without A and B it is a plain list.
    void setMarked(bool marked) { m_marked = marked; }
    void setWriter(Writer writer) { m_writer = std::move(writer); }
    //! Shows only the versions that changed \p key; empty: all.
    void setOnlyKey(const QString &key);
    QString onlyKey() const { return m_onlyKey; }

    //! Rows of the history; -1 for none.
    int a() const { return m_a; }
    int b() const { return m_b; }
    void setA(int historyRow);
    void setB(int historyRow);
    //! Of a row of this model.
    int historyRow(int row) const { return row >= 0 && row < m_shown.size() ? m_shown.at(row) : -1; }
    const VersionHistory &history() const { return m_history; }

    //! "7f3a…c1": enough of a VersionId to recognise it.
    static QString shortId(const QString &id);
    //! "7f3a…c1", "version 3", "clientsecret 3".
    static QString versionName(const VersionRow &row);
    //! "j.moreno" of an ARN; the text itself where it is none.
    static QString person(const QString &arn);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

signals:
    void marksChanged();

private:
    int previousOf(int row) const;
    QList<int> shownRows() const;
    void filter();
    void markChanged(int historyRow);
    QString keysText(qsizetype historyRow) const;
    QString keysTip(qsizetype historyRow) const;
    QString keyName(const QString &key) const;
    QString writer(const VersionRow &row) const;

    VersionHistory m_history;
    QList<int> m_shown;
    QDateTime m_now;
    QString m_onlyKey;
    Writer m_writer;
    int m_a = -1;
    int m_b = -1;
    bool m_reading = false;
    bool m_marked = true;
};

} // namespace keyturn
