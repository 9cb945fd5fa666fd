package io.serai.match.population;

import java.util.Locale;

/** What makes it easy to take two people for one, or one for two. */
public enum Trap {
    /** Born on one day, of one surname, in one home. */
    TWIN,
    /** Father and son of one name. */
    NAMESAKE,
    /** Two people read one mailbox. */
    SHARED_MAILBOX,
    /** Two people answer one telephone. */
    SHARED_PHONE,
    /** The number was somebody else's before. */
    RECYCLED_PHONE,
    /** The staff of a shop typed the shop's number. */
    SHOP_PHONE,
    BIRTH_DATE_TYPO,
    /** A surname from before a wedding. */
    MARRIED_NAME,
    /** Another alphabet, or letters that a keyboard lacked. */
    TRANSLITERATED,
    NICKNAME,
    /** Given name and surname stand in each other's place. */
    SWAPPED_NAMES,
    /** An address from before a removal. */
    MOVED;

    /** The name as files have it, such as {@code shop_phone}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
