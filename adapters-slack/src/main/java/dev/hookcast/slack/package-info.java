/**
 * The Slack sink: an event as a message that a person reads, sent to an incoming webhook. Slack's
 * client, its limits and its error words are known here and nowhere else.
 */
@NullMarked
package dev.hookcast.slack;

import org.jspecify.annotations.NullMarked;
