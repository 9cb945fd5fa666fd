package io.serai.operate;

import io.serai.config.ConfigStore;
import io.serai.config.HubConfig;
import io.serai.connector.Pauser;
import io.serai.crypto.Keyring;
import io.serai.export.Exports;
import io.serai.group.Groups;
import io.serai.identity.Decider;
import io.serai.identity.Explainer;
import io.serai.identity.Identity;
import io.serai.identity.IdentityRules;
import io.serai.identity.MatchExplainer;
import io.serai.identity.Reviews;
import io.serai.ingest.DeadLetters;
import io.serai.ingest.Importer;
import io.serai.ingest.RawBatches;
import io.serai.insight.Insights;
import io.serai.privacy.PrivacyRequests;
import io.serai.privacy.Suppressions;
import io.serai.run.Leases;
import io.serai.run.RunStore;
import io.serai.schema.ProfileSchema;
import io.serai.store.Database;
import io.serai.sync.SyncEngine;
import io.serai.sync.SyncListener;
import java.time.Clock;
import java.util.OptionalLong;

/** The engines that work with one profile schema and one set of match rules. Immutable. */
public record Core(
        Identity identity,
        Importer importer,
        Explainer explainer,
        MatchExplainer matchExplainer,
        Reviews reviews,
        Decider decider,
        Groups groups,
        DeadLetters deadLetters,
        RawBatches rawBatches,
        Suppressions suppressions,
        PrivacyRequests privacyRequests,
        Exports exports,
        Insights insights,
        SyncEngine syncs) {

    /** What every core of a hub shares. */
    public record Ground(
            Database database,
            Keyring keyring,
            Clock clock,
            RunStore runs,
            Leases leases,
            int batchSize,
            Pauser pauser,
            SyncListener listener) {
        /** The engines for what runs now; makes the store fit the schema. */
        Core core(ConfigStore config) {
            HubConfig running = config.state().running();
            return core(running.schema(), running.rules(), OptionalLong.of(config.applied()));
        }

        /** The engines for a schema and rules that are looked at before they are applied; makes the store fit the schema. */
        Core core(ProfileSchema schema, IdentityRules rules) {
            return core(schema, rules, OptionalLong.empty());
        }

        private Core core(ProfileSchema schema, IdentityRules rules, OptionalLong applied) {
            Identity identity = new Identity(database, keyring, clock, schema, rules, applied);
            Suppressions suppressions = new Suppressions(identity);
            return new Core(
                    identity,
                    new Importer(identity, runs, batchSize),
                    new Explainer(identity),
                    new MatchExplainer(identity),
                    new Reviews(identity),
                    new Decider(identity),
                    new Groups(database, keyring, identity.profiles(), rules.groups()),
                    new DeadLetters(identity, runs),
                    new RawBatches(identity, runs),
                    suppressions,
                    new PrivacyRequests(identity, suppressions),
                    new Exports(identity),
                    new Insights(identity),
                    new SyncEngine(
                            database,
                            keyring,
                            identity.profiles(),
                            leases,
                            clock,
                            pauser,
                            SyncEngine.Limits.DEFAULT,
                            listener));
        }
    }
}
