package io.serai.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import io.serai.error.ErrorCode;
import io.serai.schema.ValueType;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Golden tables: raw text, then the canonical form, or {@code -} for invalid, or {@code empty}. */
class NormalisersTest {
    private static String result(Normalised normalised) {
        if (normalised instanceof Normalised.Valid valid) {
            return valid.value().toString();
        }
        return normalised instanceof Normalised.Invalid ? "-" : "empty";
    }

    private static String of(ValueType type, String text) {
        return result(Normalisers.of(type, NormaliseOptions.of(255)).normalise(unescape(text), "DE"));
    }

    private static String declared(
            ValueType type, String text, String format, String zone, char mark, String currency) {
        NormaliseOptions options = new NormaliseOptions(
                255,
                Optional.of(format).filter(f -> !f.isEmpty()),
                Optional.of(zone).filter(z -> !z.isEmpty()).map(ZoneId::of),
                mark,
                currency);
        return result(Normalisers.of(type, options).normalise(unescape(text), "DE"));
    }

    private static String unescape(String text) {
        return text.translateEscapes().replace("~", "\u200B").replace("#0", "\u0000");
    }

    @ParameterizedTest
    @CsvSource({
        "ann@example.com,ann@example.com",
        "' ANN+News@Example.COM ',ann+news@example.com",
        "ann@bücher.de,ann@xn--bcher-kva.de",
        "ann@straße.de,ann@xn--strae-oqa.de",
        "jörg@example.de,jörg@example.de",
        "~a@b.de~,a@b.de",
        "o'brien@x.co,o'brien@x.co",
        "ann,-",
        "@x.de,-",
        "ann@,-",
        "ann@x,-",
        "a b@x.de,-",
        "a@@x.de,-",
        "a@x..de,-",
        "a@-x.de,-",
        "a@x.d,-",
        "a@1.2.3.4,-",
        "'a,b@x.de',-",
        ".a@x.de,-",
        "a.@x.de,-",
        "a@xn--a.de,-",
        "<a@x.de>,-",
        "' ~',empty",
    })
    void email(String text, String expected) {
        assertThat(of(ValueType.EMAIL, text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "030 12345678,+493012345678",
        "+49 (0)30 12345678,+493012345678",
        "0049 30 12345678,+493012345678",
        "+1 617-555-0143,+16175550143",
        "+44 20 7946 0958,+442079460958",
        "tel:+49-30-12345678,+493012345678",
        "+39 06 6982 1234,+390669821234",
        "+493012345678,+493012345678",
        "12,-",
        "abc,-",
        "+999 123456,-",
        "+049 30 12345678,-",
        "+49 30 123456789012345,-",
        "+1 117-555-0143,-",
        "'  ',empty",
    })
    void phone(String text, String expected) {
        assertThat(of(ValueType.PHONE, text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "DE,DE", "de,DE", "deu,DE", "Germany,DE", "Deutschland,DE", "allemagne,DE", "USA,US", "United States,US",
        "U.S.A.,US", "uk,GB", "Côte d’Ivoire,CI", "ivory coast,CI", "日本,JP", "Österreich,AT", "osterreich,AT",
                "India,IN",
        "The Moon,-", "XX,-", "'',empty",
    })
    void country(String text, String expected) {
        assertThat(of(ValueType.COUNTRY, text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "de,de",
        "DE,de",
        "de_DE,de-DE",
        "en-in,en-IN",
        "zh-hant-tw,zh-Hant-TW",
        "deu,de",
        "ger,de",
        "German,de",
        "Deutsch,de",
        "français,fr",
        "es-419,es-419",
        "Klingonish,-",
        "de-XX,-",
        "de-DE-x-y,-",
        "'',empty",
    })
    void language(String text, String expected) {
        assertThat(of(ValueType.LANGUAGE, text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "1990-12-31,'',1990-12-31",
        "31.12.1990,dd.MM.yyyy,1990-12-31",
        "19560409,yyyyMMdd,1956-04-09",
        "4/9/1956,M/d/yyyy,1956-04-09",
        "1990-12-31,dd.MM.yyyy,1990-12-31",
        "1990-12-31T23:30:00-05:00,'',1990-12-31",
        "09 Apr 1956,dd MMM yyyy,1956-04-09",
        "2024-02-29,'',2024-02-29",
        "2023-02-29,'',-",
        "31.02.1990,dd.MM.yyyy,-",
        "1990-13-01,'',-",
        "0000-00-00,'',-",
        "0001-01-01,'',-",
        "12/31/1990,'',-",
        "19560409,'',-",
        "' ','',empty",
    })
    void date(String text, String format, String expected) {
        assertThat(declared(ValueType.DATE, text, format, "", '.', "")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-02T03:04:05Z,'','',2026-01-02T03:04:05Z",
        "2026-01-02T03:04:05.123456789+0100,'','',2026-01-02T02:04:05.123456Z",
        "2026-01-02 03:04 UTC,'','',2026-01-02T03:04:00Z",
        "2026-01-02t03:04:05-03:30,'','',2026-01-02T06:34:05Z",
        "2026-01-02T03:04:05,'',Europe/Berlin,2026-01-02T02:04:05Z",
        "2026-07-02,'',Europe/Berlin,2026-07-01T22:00:00Z",
        "02.07.2026 10:00,dd.MM.yyyy HH:mm,Europe/Berlin,2026-07-02T08:00:00Z",
        "2026-10-25T02:30:00,'',Europe/Berlin,2026-10-25T00:30:00Z",
        "1767605400,epoch-s,'',2026-01-05T09:30:00Z",
        "1767605400123,epoch-ms,'',2026-01-05T09:30:00.123Z",
        "1767605400123456,epoch-us,'',2026-01-05T09:30:00.123456Z",
        "2026-01-02T03:04:05,'','',-",
        "2026-01-02,'','',-",
        "1767605400,'','',-",
        "99999999999999999,epoch-s,'',-",
        "2026-01-02T25:00:00Z,'','',-",
        "2026-01-02T03:04:05+99:00,'','',-",
        "2026-01-02T03:04:05Zz,'','',-",
        "2026-01-02T03:04:05.,'','',-",
        "1.5,epoch-s,'',-",
        "'','','',empty",
    })
    void datetime(String text, String format, String zone, String expected) {
        assertThat(declared(ValueType.DATETIME, text, format, zone, '.', "")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "12.50,.,12.5",
        "-3,.,-3",
        "'1,234,567.89',.,1234567.89",
        "1.234.567,',',1234567",
        "'1 234,5',',',1234.5",
        "1e3,.,1000",
        "007,.,7",
        "0.000,.,0",
        "9999999999999999999.999999,.,9999999999999999999.999999",
        "10000000000000000000,.,-",
        "0.0000001,.,-",
        "1e400,.,-",
        "1e999999999,.,-",
        "1e-999999999,.,-",
        "NaN,.,-",
        "Infinity,.,-",
        "'1,23',.,-",
        "'12,34,567',.,-",
        "1.5.2,.,-",
        "--1,.,-",
        "٣,.,-",
        "0x10,.,-",
        "'',.,empty",
    })
    void decimal(String text, char mark, String expected) {
        assertThat(declared(ValueType.DECIMAL, text, "", "", mark, "")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "42,42",
        "-42,-42",
        "5.0,5",
        "'1,234',1234",
        "9223372036854775807,9223372036854775807",
        "9223372036854775808,-",
        "5.5,-",
        "a,-",
        "'',empty",
    })
    void whole(String text, String expected) {
        assertThat(of(ValueType.WHOLE, text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "12.50,EUR,12.5",
        "€12.50,EUR,12.5",
        "12.50 €,EUR,12.5",
        "EUR 12.50,EUR,12.5",
        "-€5,EUR,-5",
        "'$1,000',USD,1000",
        "US$ 5,USD,-",
        "$5,EUR,-",
        "5 USD,EUR,-",
        "€,EUR,-",
        "'',EUR,empty",
    })
    void money(String text, String currency, String expected) {
        assertThat(declared(ValueType.MONEY, text, "", "", '.', currency)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "true,true",
        "YES,true",
        "1,true",
        "ja,true",
        "Oui,true",
        "sí,true",
        "on,true",
        "false,false",
        "No,false",
        "0,false",
        "nein,false",
        "off,false",
        "maybe,-",
        "2,-",
        "'',empty",
    })
    void bool(String text, String expected) {
        assertThat(of(ValueType.BOOLEAN, text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "Ann,Ann",
        "'  Ann \\t Lee ',Ann Lee",
        "Jose\\u0301,José",
        "O\u2019Brien,O'Brien",
        "Smith\u2013Jones,Smith-Jones",
        "A~n#0n,Ann",
        "McDONALD,McDONALD",
        "李\u3000小龍,李 小龍",
        "~,empty",
    })
    void name(String text, String expected) {
        assertThat(of(ValueType.NAME, text.replace("\\u0301", "\u0301"))).isEqualTo(expected);
    }

    @Test
    void damagedUnicodeIsRefusedAndLengthIsCountedInCharacters() {
        // Given
        Normaliser three = Normalisers.of(ValueType.STRING, NormaliseOptions.of(3));

        // Then
        assertThat(three.normalise("a\uD800", "")).isInstanceOf(Normalised.Invalid.class);
        assertThat(three.normalise("\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00", "")).isInstanceOf(Normalised.Valid.class);
        assertThat(three.normalise("abcd", ""))
                .isEqualTo(new Normalised.Invalid(ErrorCode.FIELD_TOO_LONG, "is longer than 3 characters"));
    }

    @Test
    void joinersThatShapeEmojiStayInTextAndGoFromNames() {
        String family = "\uD83D\uDC68\u200D\uD83D\uDC67";
        assertThat(of(ValueType.STRING, family)).isEqualTo(family);
        assertThat(of(ValueType.NAME, family)).isEqualTo("\uD83D\uDC68\uD83D\uDC67");
    }

    @Test
    void keysAreStrippedAndOtherwiseKept() {
        assertThat(result(Normalisers.key().normalise(" a  B ", ""))).isEqualTo("a  B");
        assertThat(result(Normalisers.key().normalise("a\u0000", ""))).isEqualTo("-");
        assertThat(result(Normalisers.key().normalise("x".repeat(256), ""))).isEqualTo("-");
    }

    @Test
    void onlyRealPatternsAreFormats() {
        assertThat(List.of("dd.MM.yyyy", "M/d/yy", "yyyyMMdd")).allMatch(f -> Normalisers.isFormat(ValueType.DATE, f));
        assertThat(List.of("nonsense", "HH:mm", "epoch-s", "")).noneMatch(f -> Normalisers.isFormat(ValueType.DATE, f));
        assertThat(Normalisers.isFormat(ValueType.DATETIME, "epoch-us")).isTrue();
    }
}
