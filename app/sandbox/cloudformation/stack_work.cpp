#include "app/sandbox/cloudformation/cloudformation.h"
#include "app/sandbox/cloudformation/resource_types.h"
#include "app/sandbox/cloudformation/template.h"
#include "core/base/log.h"

namespace keyturn::sandbox::stacks {

namespace {

using namespace Qt::StringLiterals;

//! One stack while it is worked on. Every step is saved, so that a sandbox that was killed goes on where it was.
class Worker {
public:
    Worker(StackWork work, QJsonObject stack) : m_work(std::move(work)), m_stack(std::move(stack)) {}

    Result<> run()
    {
        const QJsonObject pending = m_stack[u"pending"].toObject();
        const QString action = pending[u"action"].toString();
        if (action == u"create")
            create(pending[u"onFailure"].toString());
        else if (action == u"update")
            update(pending);
        else
            finish(removeAll() ? u"DELETE_COMPLETE"_s : u"DELETE_FAILED"_s);
        m_stack.remove(u"pending"_s);
        return save();
    }

private:
    Result<> save() { return m_work.store.saveDocument(stackKind, m_stack[u"StackId"].toString(), m_stack); }

    void finish(const QString &status, const QString &reason = {})
    {
        m_stack.insert(u"StackStatus"_s, status);
        if (!reason.isEmpty())
            m_stack.insert(u"StackStatusReason"_s, reason);
        if (status.startsWith(u"UPDATE_"_s))
            m_stack.insert(u"LastUpdatedTime"_s, m_work.now.toString(Qt::ISODateWithMs));
        if (status == u"DELETE_COMPLETE")
            m_stack.insert(u"DeletionTime"_s, m_work.now.toString(Qt::ISODateWithMs));
        addEvent(m_stack, m_work.now, m_stack[u"StackName"].toString(), status, reason);
    }

    void create(const QString &onFailure)
    {
        const auto done = apply(m_stack[u"TemplateBody"].toString(), m_stack[u"parameters"].toObject(), u"CREATE"_s);
        if (done)
            return finish(u"CREATE_COMPLETE"_s);
        if (onFailure == u"DO_NOTHING")
            return finish(u"CREATE_FAILED"_s, done.error().detail);
        const QString word = onFailure == u"DELETE" ? u"DELETE"_s : u"ROLLBACK"_s;
        finish(word + u"_IN_PROGRESS"_s, done.error().detail);
        finish(word + (removeAll() ? u"_COMPLETE"_s : u"_FAILED"_s));
    }

    void update(const QJsonObject &pending)
    {
        const QString text = pending[u"TemplateBody"].toString();
        const QJsonObject parameters = pending[u"parameters"].toObject();
        const auto done = apply(text, parameters, u"UPDATE"_s);
        if (done) {
            m_stack.insert(u"TemplateBody"_s, text);
            m_stack.insert(u"parameters"_s, parameters);
            return finish(u"UPDATE_COMPLETE"_s);
        }
        finish(u"UPDATE_ROLLBACK_IN_PROGRESS"_s, done.error().detail);
        const auto back = apply(m_stack[u"TemplateBody"].toString(), m_stack[u"parameters"].toObject(), u"UPDATE"_s);
        finish(back ? u"UPDATE_ROLLBACK_COMPLETE"_s : u"UPDATE_ROLLBACK_FAILED"_s);
    }

    TemplateValues valuesNow(const QJsonObject &parameters) const
    {
        TemplateValues known{{{u"AWS::AccountId"_s, m_work.caller.account},
                              {u"AWS::Region"_s, m_work.region},
                              {u"AWS::Partition"_s, u"aws"_s},
                              {u"AWS::URLSuffix"_s, u"amazonaws.com"_s},
                              {u"AWS::StackName"_s, m_work.stackName},
                              {u"AWS::StackId"_s, m_stack[u"StackId"].toString()},
                              {u"AWS::NoValue"_s, QString()}},
                             {}};
        for (auto it = parameters.begin(); it != parameters.end(); ++it)
            known.refs.insert(it.key(), it.value().toString());
        const QJsonObject resources = m_stack[u"resources"].toObject();
        for (auto it = resources.begin(); it != resources.end(); ++it) {
            known.refs.insert(it.key(), it.value()[u"PhysicalResourceId"].toString());
            const QJsonObject attributes = it.value()[u"attributes"].toObject();
            for (auto each = attributes.begin(); each != attributes.end(); ++each)
                known.attributes.insert(it.key() + u'.' + each.key(), each.value().toString());
        }
        return known;
    }

    void note(const QString &logicalId, const QJsonObject &resource)
    {
        QJsonObject resources = m_stack[u"resources"].toObject();
        resource.isEmpty() ? resources.remove(logicalId) : void(resources.insert(logicalId, resource));
        m_stack.insert(u"resources"_s, resources);
    }

    //! Makes the resources of the stack what the template says.
    Result<> apply(const QString &text, const QJsonObject &parameters, const QString &word)
    {
        const auto read = Template::read(text);
        if (!read)
            return read.error();
        for (const QString &logicalId : read->order()) {
            const QJsonObject wanted = read->resources()[logicalId].toObject();
            if (auto done = applyOne(logicalId, wanted, valuesNow(parameters), word); !done)
                return done;
        }
        const QJsonObject before = m_stack[u"resources"].toObject();
        for (const QString &logicalId : before.keys()) {
            if (!read->resources().contains(logicalId))
                (void)removeOne(logicalId);
        }
        return tellOutputs(*read, parameters);
    }

    Result<> applyOne(const QString &logicalId, const QJsonObject &wanted, const TemplateValues &known,
                      const QString &word)
    {
        const ResourceType *type = resourceType(wanted[u"Type"].toString());
        const QJsonObject before = m_stack[u"resources"][logicalId].toObject();
        const auto properties = Template::resolve(wanted[u"Properties"].toObject(), known);
        if (!properties)
            return properties.error();
        if (!before.isEmpty() && before[u"properties"] == *properties)
            return {};
        const QString status = before.isEmpty() ? u"CREATE"_s : word;
        QJsonObject resource{{u"Type"_s, type->name},
                             {u"PhysicalResourceId"_s, before[u"PhysicalResourceId"].toString()},
                             {u"properties"_s, before[u"properties"].toObject()},
                             {u"attributes"_s, before[u"attributes"].toObject()}};
        note(logicalId, resource);
        addEvent(m_stack, m_work.now, logicalId, status + u"_IN_PROGRESS"_s);
        const QString old = before[u"PhysicalResourceId"].toString();
        const auto made = type->apply(m_work, logicalId, properties->toObject(), old, before[u"properties"].toObject());
        if (!made) {
            addEvent(m_stack, m_work.now, logicalId, status + u"_FAILED"_s, made.error().detail);
            if (before.isEmpty())
                note(logicalId, {});
            return made.error();
        }
        if (!old.isEmpty() && old != made->physicalId)
            (void)type->remove(m_work, old, before[u"properties"].toObject());
        QJsonObject attributes;
        for (auto it = made->attributes.begin(); it != made->attributes.end(); ++it)
            attributes.insert(it.key(), it.value());
        resource.insert(u"PhysicalResourceId"_s, made->physicalId);
        resource.insert(u"properties"_s, *properties);
        resource.insert(u"attributes"_s, attributes);
        note(logicalId, resource);
        addEvent(m_stack, m_work.now, logicalId, status + u"_COMPLETE"_s);
        return save();
    }

    Result<> tellOutputs(const Template &read, const QJsonObject &parameters)
    {
        QJsonArray outputs;
        const QJsonObject all = read.outputs();
        for (auto it = all.begin(); it != all.end(); ++it) {
            const auto value = Template::resolve(it.value()[u"Value"], valuesNow(parameters));
            if (!value)
                return value.error();
            QJsonObject output{{u"OutputKey"_s, it.key()}, {u"OutputValue"_s, *value}};
            addUnlessEmpty(output, u"Description"_s, it.value()[u"Description"]);
            outputs.append(output);
        }
        m_stack.insert(u"Outputs"_s, outputs);
        return {};
    }

    bool removeOne(const QString &logicalId)
    {
        const QJsonObject resource = m_stack[u"resources"][logicalId].toObject();
        const ResourceType *type = resourceType(resource[u"Type"].toString());
        addEvent(m_stack, m_work.now, logicalId, u"DELETE_IN_PROGRESS"_s);
        const auto removed =
            type->remove(m_work, resource[u"PhysicalResourceId"].toString(), resource[u"properties"].toObject());
        addEvent(m_stack, m_work.now, logicalId, removed ? u"DELETE_COMPLETE"_s : u"DELETE_FAILED"_s,
                 removed ? QString() : removed.error().detail);
        if (removed)
            note(logicalId, {});
        return removed.has_value();
    }

    //! In the opposite order.
    bool removeAll()
    {
        const auto read = Template::read(m_stack[u"TemplateBody"].toString());
        const QStringList order = read ? read->order() : QStringList();
        bool isDone = true;
        for (qsizetype i = order.size(); i-- > 0;) {
            if (m_stack[u"resources"].toObject().contains(order.at(i)))
                isDone = removeOne(order.at(i)) && isDone;
        }
        return isDone;
    }

    StackWork m_work;
    QJsonObject m_stack;
};

StackWork workOf(Store &store, const QJsonObject &stack, const QDateTime &now)
{
    const QString id = stack[u"StackId"].toString();
    const QJsonObject pending = stack[u"pending"].toObject();
    StackWork work{store,
                   {id.section(u':', 4, 4), pending[u"arn"].toString(), pending[u"userId"].toString()},
                   id.section(u':', 3, 3),
                   now,
                   nullptr,
                   stack[u"StackName"].toString()};
    if (pending[u"policy"].isObject()) {
        if (auto policy = iam::PolicyDocument::read(pending[u"policy"]))
            work.policy = std::make_shared<const iam::PolicyDocument>(std::move(*policy));
    }
    return work;
}

} // namespace

void timePassed(Store &store, const QDateTime &now)
{
    QList<QJsonObject> waiting;
    for (const auto &[id, stack] : store.documents(stackKind)) {
        if (stack.contains(u"pending"))
            waiting << stack;
    }
    for (const QJsonObject &stack : std::as_const(waiting)) {
        if (auto done = Worker(workOf(store, stack, now), stack).run(); !done)
            qCWarning(sandboxLog).noquote() << done.error().detail;
    }
}

} // namespace keyturn::sandbox::stacks
