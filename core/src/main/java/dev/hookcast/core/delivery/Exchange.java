package dev.hookcast.core.delivery;

import java.util.Optional;

/** One request as it left and what followed: an answer, a failure, or both. */
public record Exchange(Request request, Optional<Response> response, Optional<Failure> failure) {}
