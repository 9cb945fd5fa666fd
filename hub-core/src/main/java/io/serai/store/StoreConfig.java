package io.serai.store;

/**
 * Where the store is.
 *
 * @param url a {@code jdbc:mariadb://} URL with the database's name
 * @param poolSize most connections held at once
 */
public record StoreConfig(String url, String user, String password, int poolSize) {
    /** More than the requests that a hub serves at once, which are twenty: who waits for a connection waits out of turn. */
    public static final int DEFAULT_POOL = 32;

    @Override
    public String toString() {
        return "StoreConfig[url=" + url + ", user=" + user + ", password=***, poolSize=" + poolSize + "]";
    }
}
