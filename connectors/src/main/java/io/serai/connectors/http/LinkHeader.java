package io.serai.connectors.http;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Link headers (RFC 8288). */
final class LinkHeader {
    private static final Pattern LINK = Pattern.compile("<([^>]*)>([^<]*)");
    private static final Pattern NEXT =
            Pattern.compile(";\\s*rel\\s*=\\s*\"?([^\";,]*\\s)?next[\"\\s;,]?.*", Pattern.CASE_INSENSITIVE);

    private LinkHeader() {}

    /** The address of relation {@code next}; empty text if there is none. */
    static String next(List<String> headers) {
        for (String header : headers) {
            for (Matcher link = LINK.matcher(header); link.find(); ) {
                if (NEXT.matcher(link.group(2)).find()) {
                    return link.group(1);
                }
            }
        }
        return "";
    }
}
