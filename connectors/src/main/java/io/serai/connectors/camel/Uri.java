package io.serai.connectors.camel;

import io.serai.connector.Secret;
import io.serai.connector.Settings;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How settings become the address of a Camel endpoint. Values are wrapped so that Camel takes them as they are: none can
 * leave its place.
 */
sealed interface Uri {
    /**
     * The address.
     *
     * @param route what a route of the endpoint's own is to be called, so that it can be told apart; any name unless said
     * @throws SeraiException CONFIG_INVALID if a value cannot be written into an address
     */
    String of(Settings settings, Optional<String> route);

    /** A Kamelet with those of its settings that are given. */
    record OfKamelet(Kamelet kamelet) implements Uri {
        @Override
        public String of(Settings settings, Optional<String> route) {
            List<String> query = new ArrayList<>();
            for (Setting setting : kamelet.settings()) {
                String name = setting.name();
                value(settings, name)
                        .map(value ->
                                kamelet.parameters().contains(name) && isSpecial(value) ? raw(name, value) : value)
                        .ifPresent(value -> query.add(name + "=" + raw(name, value)));
            }
            return "kamelet:" + kamelet.name() + route.map(id -> "/" + id).orElse("")
                    + (query.isEmpty() ? "" : "?" + String.join("&", query));
        }

        /** Whether Camel would read it as more than itself where it stands as a parameter. */
        private static boolean isSpecial(String value) {
            return !value.matches("[A-Za-z0-9._~:/@,;=*-]*");
        }
    }

    /** An address with <code>${name}</code> in it. */
    record Written(String text, List<Setting> settings) implements Uri {
        private static final Pattern REFERENCE = Pattern.compile("(=)?\\$\\{([^}]*)}(?=(&|$)?)");

        /** The names of the settings it holds. */
        static List<String> references(String text) {
            return REFERENCE
                    .matcher(text)
                    .results()
                    .map(match -> match.group(2))
                    .toList();
        }

        @Override
        public String of(Settings given, Optional<String> route) {
            Matcher matcher = REFERENCE.matcher(text);
            StringBuilder uri = new StringBuilder();
            while (matcher.find()) {
                String name = matcher.group(2);
                String value = value(given, name).or(() -> fallback(name)).orElse("");
                boolean whole = matcher.group(1) != null && matcher.group(3) != null;
                String written =
                        whole ? "=" + raw(name, value) : (matcher.group(1) == null ? "" : "=") + plain(name, value);
                matcher.appendReplacement(uri, Matcher.quoteReplacement(written));
            }
            return matcher.appendTail(uri).toString();
        }

        private Optional<String> fallback(String name) {
            return settings.stream()
                    .filter(setting -> setting.name().equals(name))
                    .findFirst()
                    .flatMap(Setting::fallback);
        }
    }

    private static Optional<String> value(Settings settings, String name) {
        return settings.secret(name).map(Secret::reveal).or(() -> settings.text(name));
    }

    private static String raw(String name, String value) {
        // Camel resolves {{...}} wherever it stands; RAW ends at its closing bracket before & or the end.
        if (value.contains("{{")) {
            throw unfit(name, "{{");
        }
        if (!value.contains(")&") && !value.endsWith(")")) {
            return "RAW(" + value + ")";
        }
        if (!value.contains("}&") && !value.endsWith("}")) {
            return "RAW{" + value + "}";
        }
        throw unfit(name, ")& and }&");
    }

    /** Outside the query there is no wrapping, so what means something there is refused. */
    private static String plain(String name, String value) {
        for (String special : List.of("?", "&", "{{", "}}", "#")) {
            if (value.contains(special)) {
                throw unfit(name, special);
            }
        }
        return value;
    }

    private static SeraiException unfit(String name, String special) {
        return new SeraiException(
                ErrorCode.CONFIG_INVALID,
                "The option '" + name + "' holds " + special
                        + ", which an endpoint's address cannot. Write it without.");
    }
}
