package io.serai.store;

/**
 * Where the store is.
 *
 * @param url a {@code jdbc:mariadb://} URL with the database's name
 * @param poolSize most connections held at once
 */
public record StoreConfig(String url, String user, String password, int poolSize) {
    @Override
    public String toString() {
        return "StoreConfig[url=" + url + ", user=" + user + ", password=***, poolSize=" + poolSize + "]";
    }
}
