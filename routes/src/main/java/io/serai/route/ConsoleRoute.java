package io.serai.route;

import io.serai.console.Console;
import java.net.URI;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;

/** Shows the console: the route {@code console}. Its files tell nothing of anybody, so everyone may have them. */
public final class ConsoleRoute extends RouteBuilder {
    /** Scripts and styles are the console's own, it talks to its own hub, and no other site may frame it. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private final Console console;

    public ConsoleRoute(Console console) {
        this.console = console;
    }

    @Override
    public void configure() {
        from("platform-http:" + Console.PATH + "?matchOnUriPrefix=true&httpMethodRestrict=GET&muteException=true")
                .routeId("console")
                .process(this::show);
        from("platform-http:/?httpMethodRestrict=GET&muteException=true")
                .routeId("console.start")
                .process(ConsoleRoute::lead);
    }

    private void show(Exchange exchange) {
        Message in = exchange.getMessage();
        String path =
                URI.create(in.getHeader(Exchange.HTTP_URL, "", String.class)).getPath();
        boolean zip = in.getHeader("Accept-Encoding", "", String.class).contains("gzip");
        Console.File file = console.at(path.substring(Console.PATH.length()));
        in.removeHeaders("*");
        in.setHeader(Exchange.CONTENT_TYPE, file.type());
        in.setHeader("Cache-Control", file.lasting() ? "public, max-age=31536000, immutable" : "no-cache");
        in.setHeader("Vary", "Accept-Encoding");
        in.setHeader("Content-Security-Policy", POLICY);
        in.setHeader("X-Content-Type-Options", "nosniff");
        in.setHeader("Referrer-Policy", "no-referrer");
        in.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        if (zip) {
            in.setHeader("Content-Encoding", "gzip");
        }
        in.setBody(zip ? file.zipped() : file.bytes());
    }

    private static void lead(Exchange exchange) {
        Message in = exchange.getMessage();
        in.removeHeaders("*");
        in.setHeader(Exchange.HTTP_RESPONSE_CODE, 302);
        in.setHeader("Location", Console.PATH);
        in.setBody("");
    }
}
