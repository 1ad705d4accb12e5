/**
 * The webhook sink: HTTP requests by OkHttp, and the guard that decides where they may go. Nothing
 * else in this module opens a connection, and OkHttp is used nowhere else in it.
 */
@NullMarked
package dev.hookcast.http.sink;

import org.jspecify.annotations.NullMarked;
