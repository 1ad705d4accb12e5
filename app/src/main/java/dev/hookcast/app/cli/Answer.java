package dev.hookcast.app.cli;

import dev.hookcast.core.Bytes;

/** What the API answered to a request that it carried out; no bytes for 204. */
record Answer(int status, Bytes body) {}
