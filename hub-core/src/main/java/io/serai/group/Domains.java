package io.serai.group;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Domains of mail addresses and web sites, and those that are everybody's. */
final class Domains {
    private static final String FILE = "public-domains.txt";
    private static final Set<String> PUBLIC = read();

    private Domains() {}

    private static Set<String> read() {
        try (InputStream file = Domains.class.getResourceAsStream(FILE)) {
            return new String(Objects.requireNonNull(file, FILE).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new IllegalStateException(FILE + " cannot be read", e);
        }
    }

    /** Whether anybody may have an address there. */
    static boolean isPublic(String domain) {
        return PUBLIC.contains(domain);
    }

    static Optional<String> ofAddress(String address) {
        return domain(address.substring(address.lastIndexOf('@') + 1)).filter(any -> address.indexOf('@') > 0);
    }

    /** Of {@code https://www.example.com/about} or {@code example.com}. */
    static Optional<String> ofSite(String site) {
        String host = site.strip().toLowerCase(Locale.ROOT).replaceFirst("^[a-z]+://", "");
        return domain(host.split("[/?#:]", 2)[0].replaceFirst("^www\\.", ""));
    }

    private static Optional<String> domain(String text) {
        String domain = text.strip().toLowerCase(Locale.ROOT);
        return domain.matches("[^\\s@.]+(\\.[^\\s@.]+)+") ? Optional.of(domain) : Optional.empty();
    }
}
