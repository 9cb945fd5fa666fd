package io.serai.cli;

/** How data is written; named as typed. */
enum OutputFormat {
    table,
    json,
    jsonl,
    yaml
}
