package dev.hookcast.app.client;

import dev.hookcast.core.Bytes;

/** What the API answered to a request that it carried out; no bytes for 204. */
public record Answer(int status, Bytes body) {}
