package io.serai.app;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** What Camel shows by JMX. */
final class CamelBeans {
    private CamelBeans() {}

    /** Every value of every bean, and the text of every route. */
    static String everything() throws JMException {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        StringBuilder all = new StringBuilder();
        for (ObjectName bean : beans.queryNames(new ObjectName("org.apache.camel:*"), null)) {
            all.append(bean).append('\n');
            for (MBeanAttributeInfo attribute : beans.getMBeanInfo(bean).getAttributes()) {
                try {
                    all.append(beans.getAttribute(bean, attribute.getName())).append('\n');
                } catch (JMException | RuntimeException e) {
                    // What cannot be read shows nothing.
                }
            }
            if (bean.toString().contains("type=routes")) {
                all.append(beans.invoke(bean, "dumpRouteAsXml", new Object[0], new String[0]));
            }
        }
        return all.toString();
    }
}
