#pragma once
#include <QDir>
#include <QFile>
#include <QList>
#include <QString>

#include <algorithm>
#include <unistd.h>

namespace keyturn {

//! What this process holds after each of many equal cycles: at the end no more than after the first few. 50 cycles, or
//! as many as the environment variable KEYTURN_CYCLES says; from 500 on memory counts, too, which pages hide in fewer.
class Growth {
public:
    static int cycles()
    {
        const int wanted = qEnvironmentVariableIntValue("KEYTURN_CYCLES");
        return wanted > 2 * warmUp ? wanted : 50;
    }

    //! \p objects: how many of its own the caller counts.
    void take(qsizetype objects = 0)
    {
        m_seen[Descriptors] << double(entries("/proc/self/fd"));
        m_seen[Threads] << double(entries("/proc/self/task"));
        m_seen[Objects] << double(objects);
        m_memory << resident();
    }
    //! What has grown, in words for a test; empty: nothing. \p bytesEach: what memory may grow in a cycle.
    QString found(double bytesEach) const
    {
        const std::pair<What, const char *> all[] = {
            {Descriptors, "descriptors"}, {Threads, "threads"}, {Objects, "objects"}};
        QString words;
        for (const auto &[what, name] : all) {
            const double early = most(m_seen[what], warmUp);
            const double late = most(m_seen[what], m_seen[what].size() - warmUp);
            if (late > early + coming)
                words += QStringLiteral("%1: %2, then %3. ").arg(QLatin1String(name)).arg(early).arg(late);
        }
        const double grown = slope();
        qInfo("memory: %.0f bytes for each of the last %d cycles", grown, int(m_memory.size() / 2));
        if (isMemoryTold() && grown > bytesEach)
            words += QStringLiteral("memory: %1 bytes a cycle. ").arg(grown);
        return words;
    }

private:
    enum What { Descriptors, Threads, Objects, Count };
    static constexpr int warmUp = 10;
    static constexpr int coming = 12; // connections, with both ends here, and what deletes itself later come and go

    bool isMemoryTold() const
    {
#ifdef __SANITIZE_ADDRESS__
        return false; // what is freed stays in quarantine
#else
        return m_memory.size() >= 500;
#endif
    }
    static qsizetype entries(const char *folder)
    {
        return QDir(QLatin1String(folder)).entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot).size();
    }
    static double resident()
    {
        QFile file(QStringLiteral("/proc/self/statm"));
        if (!file.open(QIODevice::ReadOnly))
            return 0;
        return file.readAll().split(' ').value(1).toDouble() * double(sysconf(_SC_PAGESIZE));
    }
    //! Of as many as the warm-up takes, from \p first on.
    static double most(const QList<double> &seen, qsizetype first)
    {
        const QList<double> some = seen.mid(first, warmUp);
        return some.isEmpty() ? 0 : *std::max_element(some.begin(), some.end());
    }
    //! Of the line that is nearest to the second half.
    double slope() const
    {
        const QList<double> y = m_memory.mid(m_memory.size() / 2);
        const double middle = double(y.size() - 1) / 2;
        double above = 0;
        double below = 0;
        for (qsizetype x = 0; x < y.size(); ++x) {
            above += (double(x) - middle) * y[x]; // the mean of y falls out
            below += (double(x) - middle) * (double(x) - middle);
        }
        return below > 0 ? above / below : 0;
    }

    QList<double> m_seen[Count];
    QList<double> m_memory;
};

} // namespace keyturn
