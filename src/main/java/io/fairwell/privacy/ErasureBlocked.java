package io.fairwell.privacy;

import java.util.List;

/** Something is still going on that needs the data. */
public class ErasureBlocked extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Obstacle> obstacles;

    ErasureBlocked(List<Obstacle> obstacles) {
        super("something is still going on: " + obstacles);
        this.obstacles = List.copyOf(obstacles);
    }

    public List<Obstacle> obstacles() {
        return obstacles;
    }
}
