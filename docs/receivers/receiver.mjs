#!/usr/bin/env node
// Receives Hookcast's webhooks in all six dialects, each under its own path: /convox, /divshot, ...
//
// Needs Node 18 or newer and nothing else. Its secrets come from the environment: CONVOX_SECRET,
// DIVSHOT_KEY, QOVERY_SECRET, PLATFORMSH_SECRET, HORIZON_SECRET, CLOUDEVENTS_SECRET; PORT says where
// it listens on loopback, 0 or nothing for any free port.
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";

// excerpt: same
/** Compares texts in a time that tells nothing about where they differ. */
function same(given, wanted) {
  const digest = (text) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}
// end

// excerpt: convox
/** True if this request (body in a Buffer) was signed with the secret. */
function fromConvox(headers, body, secret, tolerance = 300) {
  const parts = (headers["convox-signature"] ?? "").split(",").map((part) => part.split("="));
  const sent = parts.find(([name]) => name === "t")?.[1] ?? "";
  if (!/^\d+$/.test(sent) || Math.abs(Date.now() / 1000 - Number(sent)) > tolerance) return false;
  const key = Buffer.from(secret, "hex");
  const wanted = createHmac("sha256", key).update(`${sent}.`).update(body).digest("hex");
  // While a secret is being replaced, there is a signature by each.
  return parts.some(([name, value]) => name === "v1" && same(value ?? "", wanted));
}
// end

// excerpt: divshot
/** True if the request has the header that you gave the subscription: Divshot has none. */
function fromDivshot(headers, key) {
  return same(headers["x-hook-key"] ?? "", key);
}
// end

// excerpt: qovery
/** True if the sender knows the secret; it proves nothing about the body. */
function fromQovery(headers, secret) {
  return same(headers["qovery-signature"] ?? "", secret);
}
// end

// excerpt: platformsh
/** True if this body (a Buffer) was signed with the key. Only HS256 over the raw body is taken. */
function fromPlatformsh(headers, body, sharedKey) {
  const head = Buffer.from('{"alg":"HS256","b64":false,"crit":["b64"]}').toString("base64url");
  const mac = createHmac("sha256", sharedKey).update(`${head}.`).update(body).digest("base64url");
  return same(headers["x-jws-signature"] ?? "", `${head}..${mac}`);
}
// end

// excerpt: horizon
/** True if the sender knows the secret; it proves nothing about the body. */
function fromHorizon(headers, secret) {
  return same(headers["x-horizon-webhook-secret"] ?? "", secret);
}
// end

// excerpt: cloudevents
/** True if this request (body in a Buffer) was signed with the secret. */
function fromHookcast(headers, body, secret, tolerance = 300) {
  const sent = headers["webhook-timestamp"] ?? "";
  if (!/^\d+$/.test(sent) || Math.abs(Date.now() / 1000 - Number(sent)) > tolerance) return false;
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const signed = `${headers["webhook-id"]}.${sent}.`;
  const wanted = createHmac("sha256", key).update(signed).update(body).digest("base64");
  const given = (headers["webhook-signature"] ?? "").split(" ");
  return given.some((signature) => same(signature, `v1,${wanted}`));
}
// end

const secret = (name) => process.env[name] ?? "";

const RECEIVERS = {
  "/convox": {
    type: "application/json",
    genuine: (headers, body) => fromConvox(headers, body, secret("CONVOX_SECRET")),
    told: (payload) => [payload.action, payload.status],
  },
  "/divshot": {
    type: "application/json",
    genuine: (headers) => fromDivshot(headers, secret("DIVSHOT_KEY")),
    told: (payload) => [payload.event, payload.data.release.version],
  },
  "/qovery": {
    type: "application/json",
    genuine: (headers) => fromQovery(headers, secret("QOVERY_SECRET")),
    told: (payload) => [payload.event_type, payload.payload.current_status],
  },
  "/platformsh": {
    type: "application/json",
    genuine: (headers, body) => fromPlatformsh(headers, body, secret("PLATFORMSH_SECRET")),
    told: (payload) => [payload.type, payload.state, payload.project],
  },
  "/horizon": {
    type: "application/json;charset=utf-8",
    genuine: (headers) => fromHorizon(headers, secret("HORIZON_SECRET")),
    told: (payload) => [payload.eventType, payload.webhookID],
  },
  "/cloudevents": {
    type: "application/cloudevents+json",
    genuine: (headers, body) => fromHookcast(headers, body, secret("CLOUDEVENTS_SECRET")),
    told: (payload) => [payload.type, payload.source],
  },
};

/** The status for a request and what was understood. */
function answer(path, headers, body) {
  const receiver = RECEIVERS[path];
  if (!receiver) return [404, "no receiver here"];
  if (!receiver.genuine(headers, body)) return [401, "not genuine"];
  if (headers["content-type"] !== receiver.type) return [415, "not of its content type"];
  try {
    const told = receiver.told(JSON.parse(body));
    return told.includes(undefined) ? [400, "something is missing"] : [200, told.join(" ")];
  } catch (e) {
    return [400, `not understood: ${e.message}`];
  }
}

const server = createServer((request, response) => {
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => {
    const body = Buffer.concat(chunks);
    const [status, text] =
      request.method === "POST" ? answer(request.url, request.headers, body) : [405, "POST only"];
    response.writeHead(status, { "Content-Length": Buffer.byteLength(text) }).end(text);
  });
});
server.listen(Number(process.env.PORT ?? 0), "127.0.0.1", () => {
  console.log(`listening on ${server.address().port}`);
});
