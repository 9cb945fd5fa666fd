package io.serai.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serai.access.Permission;
import io.serai.operate.Alerts;
import java.util.List;

/** Who is told what needs somebody. */
final class AlertApi {
    private final Alerts alerts;

    AlertApi(Alerts alerts) {
        this.alerts = alerts;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/alerts", Permission.HUB_READ, (request, names) -> list()),
                Endpoint.bare("/alerts/{name}/test", Permission.ALERT_TRY, (request, names) -> test(names.get(0))));
    }

    private Reply list() {
        ArrayNode all = Reply.NODES.arrayNode();
        alerts.list().forEach(alert -> {
            ObjectNode json = all.addObject()
                    .put("name", alert.definition().name())
                    .put("channel", Render.word(alert.definition().channel()))
                    .put("atLeast", alert.definition().atLeast().word())
                    .put("waiting", alert.tally().waiting());
            alert.tally().toldAt().ifPresent(at -> json.put("toldAt", at.toString()));
            alert.tally().failure().ifPresent(why -> json.put("error", why));
        });
        return Reply.ok(Reply.object().set("alerts", all));
    }

    private Reply test(String name) {
        alerts.tryOut(name);
        return Reply.done();
    }
}
