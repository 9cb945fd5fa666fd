package io.serai.sync;

/** What a sync knows of a person. */
public record SyncTrace(String sync, String destination, SyncRecord record) {}
