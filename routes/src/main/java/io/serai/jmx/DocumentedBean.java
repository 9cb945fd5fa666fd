package io.serai.jmx;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.NotificationEmitter;
import javax.management.StandardEmitterMBean;

/** A bean whose info says what each attribute and operation is, from the {@link Doc}s of its interface. */
final class DocumentedBean extends StandardEmitterMBean {
    private final Class<?> type;

    private <T> DocumentedBean(T bean, Class<T> type, NotificationEmitter emitter) {
        super(bean, type, true, emitter);
        this.type = type;
        // The constructor before has made the info already, without the type.
        cacheMBeanInfo(null);
    }

    static <T> DocumentedBean of(T bean, Class<T> type, NotificationEmitter emitter) {
        return new DocumentedBean(bean, type, emitter);
    }

    @Override
    protected String getDescription(MBeanInfo info) {
        return Optional.ofNullable(type.getAnnotation(Doc.class))
                .map(Doc::value)
                .orElse(type.getSimpleName());
    }

    @Override
    protected String getDescription(MBeanAttributeInfo info) {
        return doc((info.isIs() ? "is" : "get") + info.getName());
    }

    @Override
    protected String getDescription(MBeanOperationInfo info) {
        return doc(info.getName());
    }

    private String doc(String method) {
        return Arrays.stream(type.getMethods())
                .filter(known -> known.getName().equals(method))
                .map((Method known) -> known.getAnnotation(Doc.class))
                .filter(doc -> doc != null)
                .map(Doc::value)
                .findFirst()
                .orElse(method);
    }
}
