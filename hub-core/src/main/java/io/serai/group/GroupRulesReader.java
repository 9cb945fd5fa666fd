package io.serai.group;

import io.serai.document.Node;
import io.serai.document.ObjectShape;
import io.serai.document.Problems;
import io.serai.document.Shape;
import io.serai.document.Similar;
import io.serai.match.Role;
import io.serai.schema.Origin;
import io.serai.schema.ProfileSchema;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the {@code households} and {@code accounts} sections of the identity rules. */
public final class GroupRulesReader {
    private static final int DEFAULT_HOUSEHOLD = 12;
    private static final int DEFAULT_ACCOUNT = 1_000;
    private static final int MOST = 1_000_000;

    private static final Set<Role> HOME = EnumSet.of(
            Role.SURNAME,
            Role.FULL_NAME,
            Role.ADDRESS,
            Role.STREET,
            Role.STREET_NUMBER,
            Role.LOCALITY,
            Role.POSTCODE,
            Role.CITY,
            Role.STATE,
            Role.COUNTRY);
    private static final Set<Role> ORGANISATION = EnumSet.of(Role.ORGANISATION_ID, Role.EMAIL, Role.WEBSITE);

    private static final ObjectShape FIELD = Shape.object("where a role's texts come from")
            .optional("trait", Shape.text(), "The trait.")
            .optional("identifier", Shape.text(), "The identifier namespace, instead.")
            .build();
    private static final Shape FIELDS = Shape.mapOf(Shape.name(), Shape.either(Shape.text(), FIELD));

    /** The shape of {@code households}. */
    public static final ObjectShape HOUSEHOLDS = Shape.object("households")
            .required(
                    "fields",
                    FIELDS,
                    "The trait of each role that people of one home share, all of them: surname (or full_name), street"
                            + " (or address), postcode or city, and what else tells addresses apart.")
            .optional(
                    "most",
                    Shape.whole(2, MOST),
                    "An address and surname on more profiles than this are an institution's and make no household; "
                            + DEFAULT_HOUSEHOLD + " unless said.")
            .build();

    /** The shape of {@code accounts}. */
    public static final ObjectShape ACCOUNTS = Shape.object("accounts")
            .required(
                    "fields",
                    FIELDS,
                    "What people of one organisation share, any of them: organisation_id, the number it has in a CRM;"
                            + " email and website, by their domain.")
            .optional(
                    "public_domains",
                    Shape.list(Shape.text()),
                    "Mail domains that are no organisation's, beside those of the large mail providers.")
            .optional(
                    "most",
                    Shape.whole(2, MOST),
                    "A number or domain on more profiles than this makes no account; " + DEFAULT_ACCOUNT
                            + " unless said.")
            .build();

    private final ProfileSchema schema;
    private final Map<GroupLevel, GroupRules.Rule> levels = new EnumMap<>(GroupLevel.class);

    private GroupRulesReader(ProfileSchema schema) {
        this.schema = schema;
    }

    /** What the sections of the identity rules say; problems are recorded at their places. */
    public static GroupRules read(Node root, ProfileSchema schema, Problems problems) {
        GroupRulesReader reader = new GroupRulesReader(schema);
        int before = problems.count();
        root.get(GroupLevel.HOUSEHOLD.plural()).ifPresent(reader::households);
        root.get(GroupLevel.ACCOUNT.plural()).ifPresent(reader::accounts);
        return problems.count() == before ? new GroupRules(reader.levels) : GroupRules.NONE;
    }

    private void households(Node section) {
        Node fields = section.require("fields");
        Map<Role, Origin> roles = roles(fields, GroupLevel.HOUSEHOLD, HOME);
        need(fields, "surname", Role.SURNAME, Role.FULL_NAME);
        need(fields, "street", Role.STREET, Role.ADDRESS);
        need(fields, "postcode or city", Role.POSTCODE, Role.CITY);
        levels.put(GroupLevel.HOUSEHOLD, new GroupRules.Rule(roles, Set.of(), (int)
                section.whole("most", DEFAULT_HOUSEHOLD)));
    }

    private void accounts(Node section) {
        Node fields = section.require("fields");
        Map<Role, Origin> roles = roles(fields, GroupLevel.ACCOUNT, ORGANISATION);
        need(fields, "organisation_id, email or website", ORGANISATION.toArray(Role[]::new));
        Set<String> domains = new LinkedHashSet<>();
        section.get("public_domains")
                .ifPresent(list -> list.items()
                        .forEach(item -> domains.add(item.text().strip().toLowerCase(Locale.ROOT))));
        levels.put(
                GroupLevel.ACCOUNT, new GroupRules.Rule(roles, domains, (int) section.whole("most", DEFAULT_ACCOUNT)));
    }

    private Map<Role, Origin> roles(Node fields, GroupLevel level, Set<Role> usable) {
        List<String> labels = usable.stream().map(Role::label).toList();
        Map<Role, Origin> roles = new EnumMap<>(Role.class);
        fields.entries().forEach((name, node) -> {
            Optional<Role> role = Role.find(name).filter(usable::contains);
            if (role.isEmpty()) {
                node.problem("'" + name + "' makes no " + level.word() + ".", Similar.cure(name, labels));
            } else {
                Origin.read(name, node, schema).ifPresent(origin -> roles.put(role.get(), origin));
            }
        });
        return roles;
    }

    private static void need(Node fields, String what, Role... any) {
        for (Role role : any) {
            if (fields.get(role.label()).isPresent()) {
                return;
            }
        }
        fields.problem("there is no " + what + ".", "Say which trait it is, as '" + any[0].label() + ": TRAIT'.");
    }
}
