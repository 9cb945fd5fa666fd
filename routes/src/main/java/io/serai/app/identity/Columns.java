package io.serai.app.identity;

import io.serai.document.Similar;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.match.BlockingKey;
import io.serai.match.Comparison;
import io.serai.match.FieldModel;
import io.serai.match.MatchModel;
import io.serai.match.PersonReader;
import io.serai.match.Role;
import io.serai.match.ShippedModel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which columns of a table say what of people: roles of ours, and fields of the user's own with a comparison. Immutable.
 *
 * @param roles columns by what they say; several may say the same
 * @param extras columns that no role fits, and how their values are compared
 */
record Columns(Map<Role, List<String>> roles, Map<String, Comparison> extras) {
    /** Comparisons of values that one person alone has: agreeing on one is reason enough to compare records. */
    private static final Set<Comparison> TELLING = EnumSet.of(Comparison.ID, Comparison.EMAIL, Comparison.PHONE);

    /**
     * @param fields {@code ROLE=COLUMN}
     * @param extras {@code COLUMN=COMPARISON}
     * @throws SeraiException USAGE if one of them cannot be understood
     */
    static Columns parse(List<String> fields, List<String> extras) {
        Map<Role, List<String>> roles = new EnumMap<>(Role.class);
        for (String field : fields) {
            String[] halves = halves(field, "--fields", "ROLE=COLUMN");
            Role role = Role.find(halves[0]).orElseThrow(() -> unknown(halves[0], "role", Role.labels()));
            roles.computeIfAbsent(role, any -> new ArrayList<>()).add(halves[1]);
        }
        Map<String, Comparison> compared = new LinkedHashMap<>();
        for (String extra : extras) {
            String[] halves = halves(extra, "--extra", "COLUMN=COMPARISON");
            compared.put(
                    halves[0],
                    Comparison.find(halves[1])
                            .orElseThrow(() -> unknown(halves[1], "comparison", Comparison.labels())));
        }
        return new Columns(roles, compared);
    }

    private static String[] halves(String text, String option, String form) {
        String[] halves = text.split("=", 2);
        if (halves.length < 2 || halves[0].isBlank() || halves[1].isBlank()) {
            throw new SeraiException(
                    ErrorCode.USAGE,
                    "'" + text + "' cannot be understood; " + option + " takes " + form + ", with commas between.");
        }
        return new String[] {halves[0].strip(), halves[1].strip()};
    }

    private static SeraiException unknown(String word, String what, List<String> words) {
        return new SeraiException(
                ErrorCode.USAGE,
                "There is no " + what + " '" + word + "'. "
                        + Similar.nearest(word, words)
                                .map(near -> "Did you mean '" + near + "'?")
                                .orElse("There are " + String.join(", ", words) + "."));
    }

    /**
     * What of a model these columns can fill, with the extra columns as fields of their own.
     *
     * @throws SeraiException USAGE if a column says what the model does not compare, or nothing leads from one record to
     *     another
     */
    MatchModel model(MatchModel model) {
        Set<String> fields = PersonReader.fieldsOf(roles.keySet());
        List<FieldModel> more = new ArrayList<>();
        List<BlockingKey> keys = new ArrayList<>();
        extras.forEach((column, comparison) -> {
            String name = name(column);
            if (!fields.add(name)) {
                throw new SeraiException(
                        ErrorCode.USAGE,
                        "The column '" + column + "' would be the field '" + name + "', which a role is already.");
            }
            if (field(model, name).isEmpty()) {
                more.add(ShippedModel.extra(name, comparison));
                if (TELLING.contains(comparison)) {
                    keys.add(BlockingKey.parse(name));
                }
            } else if (field(model, name).get().comparison() != comparison) {
                throw new SeraiException(
                        ErrorCode.USAGE,
                        "The model compares '" + name
                                + "' in another way. Leave that to the model, or rename the column.");
            }
        });
        refuseUnknown(model);
        MatchModel used = model.only(fields).with(more, keys);
        if (used.keys().isEmpty()) {
            throw new SeraiException(
                    ErrorCode.USAGE,
                    "By these fields alone every record would have to be compared with every other. Add a name and a birth"
                            + " date, a postcode, an e-mail address or a phone number.");
        }
        return used;
    }

    private static Optional<FieldModel> field(MatchModel model, String name) {
        return model.fields().stream()
                .filter(field -> field.name().equals(name))
                .findFirst();
    }

    private void refuseUnknown(MatchModel model) {
        for (Role role : roles.keySet()) {
            boolean compared = PersonReader.fieldsOf(Set.of(role)).stream()
                    .anyMatch(name -> field(model, name).isPresent());
            if (!compared) {
                throw new SeraiException(
                        ErrorCode.USAGE,
                        "The model has no field for '" + role.label() + "'. Leave it out, or train one with it.");
            }
        }
    }

    /** A field's name in a model. */
    static String name(String column) {
        String name =
                column.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^[^a-z]+|_$", "");
        if (name.isEmpty()) {
            throw new SeraiException(
                    ErrorCode.USAGE, "The column '" + column + "' cannot name a field. Rename it with Latin letters.");
        }
        return name;
    }
}
