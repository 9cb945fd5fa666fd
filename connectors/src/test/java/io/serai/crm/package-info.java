/** CRMs as sources: the definitions that ship, against simulators that behave as the vendors' documentation says. */
@NullMarked
package io.serai.crm;

import org.jspecify.annotations.NullMarked;
