package io.fairwell.security;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Tells the scripts of the engine's web applications whether this is the demo. */
@Controller
class DemoScript {

    private final boolean demo;

    DemoScript(@Value("${fairwell.demo:false}") boolean demo) {
        this.demo = demo;
    }

    @GetMapping(value = "/assets/fairwell-demo.js", produces = "text/javascript")
    ResponseEntity<String> script() {
        return ResponseEntity.ok("export default %s;\n".formatted(demo));
    }
}
