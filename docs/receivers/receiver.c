/*
 * Receives Hookcast's webhooks in the dialects of the five platforms, each under its own path:
 * /convox, /divshot, /qovery, /platformsh and /horizon.
 *
 * Needs a C compiler and POSIX sockets, nothing else: cc -o receiver receiver.c
 * Its secrets come from the environment: CONVOX_SECRET, DIVSHOT_KEY, QOVERY_SECRET,
 * PLATFORMSH_SECRET, HORIZON_SECRET; PORT says where it listens on loopback, 0 or nothing for any
 * free port. It answers one request per connection.
 */
#define _POSIX_C_SOURCE 200809L
#include <arpa/inet.h>
#include <ctype.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { HEAD_LIMIT = 65536, BODY_LIMIT = 6 * 1024 * 1024 };

struct request {
  char head[HEAD_LIMIT];
  char *body;
  size_t length;
};

/* The value of a header, without the blanks around it; empty if there is none of this name. */
static void header(const char *head, const char *name, char *value, size_t size) {
  size_t named = strlen(name);
  value[0] = '\0';
  for (const char *line = strstr(head, "\r\n"); line != NULL; line = strstr(line, "\r\n")) {
    line += 2;
    if (strncasecmp(line, name, named) != 0 || line[named] != ':') continue;
    const char *from = line + named + 1;
    const char *to = strstr(from, "\r\n");
    while (from < to && isblank((unsigned char)*from)) from++;
    while (to > from && isblank((unsigned char)to[-1])) to--;
    if ((size_t)(to - from) >= size) return;
    memcpy(value, from, (size_t)(to - from));
    value[to - from] = '\0';
    return;
  }
}

/* excerpt: same */
/* Compares texts in a time that tells nothing about where they differ. */
static int same(const char *given, const char *wanted) {
  size_t length = strlen(given), secret = strlen(wanted);
  unsigned char difference = length != secret || secret == 0;
  for (size_t i = 0; i < length; i++) {
    difference |= (unsigned char)(given[i] ^ wanted[secret == 0 ? 0 : i % secret]);
  }
  return difference == 0;
}
/* end */

/* SHA-256, FIPS 180-4. */
struct sha256 {
  uint32_t state[8];
  unsigned char block[64];
  size_t filled;
  uint64_t length;
};

static uint32_t rotated(uint32_t x, int n) { return x >> n | x << (32 - n); }

static void sha256_block(struct sha256 *hash) {
  static const uint32_t K[64] = {
      0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
      0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
      0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
      0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
      0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
      0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
      0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
      0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};
  uint32_t w[64], v[8];
  for (int i = 0; i < 16; i++) {
    const unsigned char *at = hash->block + 4 * i;
    w[i] = (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
  }
  for (int i = 16; i < 64; i++) {
    uint32_t low = rotated(w[i - 15], 7) ^ rotated(w[i - 15], 18) ^ w[i - 15] >> 3;
    uint32_t high = rotated(w[i - 2], 17) ^ rotated(w[i - 2], 19) ^ w[i - 2] >> 10;
    w[i] = w[i - 16] + low + w[i - 7] + high;
  }
  memcpy(v, hash->state, sizeof v);
  for (int i = 0; i < 64; i++) {
    uint32_t e = rotated(v[4], 6) ^ rotated(v[4], 11) ^ rotated(v[4], 25);
    uint32_t one = v[7] + e + ((v[4] & v[5]) ^ (~v[4] & v[6])) + K[i] + w[i];
    uint32_t b = rotated(v[0], 2) ^ rotated(v[0], 13) ^ rotated(v[0], 22);
    uint32_t two = b + ((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]));
    memmove(v + 1, v, 7 * sizeof *v);
    v[4] += one;
    v[0] = one + two;
  }
  for (int i = 0; i < 8; i++) hash->state[i] += v[i];
  hash->filled = 0;
}

static struct sha256 sha256(void) {
  struct sha256 hash = {.state = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f,
                                  0x9b05688c, 0x1f83d9ab, 0x5be0cd19}};
  return hash;
}

static void add(struct sha256 *hash, const void *data, size_t size) {
  const unsigned char *from = data;
  hash->length += size;
  for (size_t i = 0; i < size; i++) {
    hash->block[hash->filled++] = from[i];
    if (hash->filled == sizeof hash->block) sha256_block(hash);
  }
}

static void finish(struct sha256 *hash, unsigned char digest[32]) {
  uint64_t bits = hash->length * 8;
  unsigned char length[8];
  for (int i = 0; i < 8; i++) length[i] = (unsigned char)(bits >> (56 - 8 * i));
  add(hash, "\x80", 1);
  while (hash->filled != 56) add(hash, "", 1);
  add(hash, length, sizeof length);
  for (int i = 0; i < 32; i++) digest[i] = (unsigned char)(hash->state[i / 4] >> (24 - 8 * (i % 4)));
}

/* HMAC-SHA256 (RFC 2104) of a text, a full stop, and the body. */
static void hmac(const unsigned char *key, size_t size, const char *text,
                 const struct request *request, unsigned char digest[32]) {
  unsigned char pad[64], hashed[32];
  if (size > sizeof pad) {
    struct sha256 shorter = sha256();
    add(&shorter, key, size);
    finish(&shorter, hashed);
    key = hashed;
    size = sizeof hashed;
  }
  struct sha256 inner = sha256(), outer = sha256();
  memset(pad, 0x36, sizeof pad);
  for (size_t i = 0; i < size; i++) pad[i] ^= key[i];
  add(&inner, pad, sizeof pad);
  add(&inner, text, strlen(text));
  add(&inner, ".", 1);
  add(&inner, request->body, request->length);
  finish(&inner, digest);
  memset(pad, 0x5c, sizeof pad);
  for (size_t i = 0; i < size; i++) pad[i] ^= key[i];
  add(&outer, pad, sizeof pad);
  add(&outer, digest, 32);
  finish(&outer, digest);
}

/* The header is the secret itself. */
static int plain(const struct request *request, const char *given, const char *secret) {
  (void)request;
  return same(given, secret);
}

/* t=SECONDS,v1=HEX, with several v1 while a secret is replaced; the key is written in hex. */
static int convox(const struct request *request, const char *given, const char *secret) {
  unsigned char key[256], digest[32];
  char at[32], wanted[65];
  size_t size = 0;
  unsigned int byte;
  while (size < sizeof key && sscanf(secret + 2 * size, "%2x", &byte) == 1) key[size++] = (unsigned char)byte;
  if (sscanf(given, "t=%31[0-9]", at) != 1 || llabs(atoll(at) - (long long)time(NULL)) > 300) return 0;
  hmac(key, size, at, request, digest);
  for (int i = 0; i < 32; i++) snprintf(wanted + 2 * i, 3, "%02x", digest[i]);
  int genuine = 0;
  for (const char *one = strstr(given, "v1="); one != NULL; one = strstr(one, "v1=")) {
    char candidate[65] = "";
    one += 3;
    snprintf(candidate, sizeof candidate, "%.*s", (int)strcspn(one, ","), one);
    genuine |= same(candidate, wanted);
  }
  return genuine;
}

/* A detached JWS whose payload isn't encoded (RFC 7797): HEADER..SIGNATURE. */
static int platformsh(const struct request *request, const char *given, const char *secret) {
  /* {"alg":"HS256","b64":false,"crit":["b64"]}: no other algorithm is taken. */
  static const char HEADER[] = "eyJhbGciOiJIUzI1NiIsImI2NCI6ZmFsc2UsImNyaXQiOlsiYjY0Il19";
  static const char LETTERS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  unsigned char digest[33] = {0};
  char wanted[sizeof HEADER + 2 + 43];
  hmac((const unsigned char *)secret, strlen(secret), HEADER, request, digest);
  int at = sprintf(wanted, "%s..", HEADER);
  for (int bit = 0; bit < 256; bit += 6) {
    int pair = digest[bit / 8] << 8 | digest[bit / 8 + 1];
    wanted[at++] = LETTERS[pair >> (10 - bit % 8) & 63];
  }
  wanted[at] = '\0';
  return same(given, wanted);
}

struct receiver {
  const char *path, *content_type, *header, *secret, *word;
  int (*genuine)(const struct request *request, const char *given, const char *secret);
};

static const struct receiver RECEIVERS[] = {
    {"/convox", "application/json", "Convox-Signature", "CONVOX_SECRET", "\"action\"", convox},
    {"/divshot", "application/json", "X-Hook-Key", "DIVSHOT_KEY", "\"release\"", plain},
    {"/qovery", "application/json", "Qovery-Signature", "QOVERY_SECRET", "\"DEPLOYMENT_", plain},
    {"/platformsh", "application/json", "X-JWS-Signature", "PLATFORMSH_SECRET", "\"type\"", platformsh},
    {"/horizon", "application/json;charset=utf-8", "X-Horizon-Webhook-Secret", "HORIZON_SECRET",
     "\"eventType\"", plain},
};

static int status_of(const struct request *request) {
  char given[8192];
  for (size_t i = 0; i < sizeof RECEIVERS / sizeof *RECEIVERS; i++) {
    const struct receiver *receiver = &RECEIVERS[i];
    size_t length = strlen(receiver->path);
    if (strncmp(request->head, "POST ", 5) != 0) return 405;
    if (strncmp(request->head + 5, receiver->path, length) != 0) continue;
    if (request->head[5 + length] != ' ') continue;
    const char *secret = getenv(receiver->secret);
    header(request->head, receiver->header, given, sizeof given);
    if (secret == NULL || !receiver->genuine(request, given, secret)) return 401;
    header(request->head, "Content-Type", given, sizeof given);
    if (strcmp(given, receiver->content_type) != 0) return 415;
    int whole = request->length > 1 && request->body[0] == '{' &&
                request->body[request->length - 1] == '}';
    return whole && strstr(request->body, receiver->word) != NULL ? 200 : 400;
  }
  return 404;
}

/* Reads the head up to its empty line, and then as many bytes as Content-Length says. */
static int read_request(int connection, struct request *request) {
  size_t have = 0;
  char *end = NULL;
  while (end == NULL) {
    ssize_t got = have < HEAD_LIMIT - 1 ? read(connection, request->head + have, HEAD_LIMIT - 1 - have) : 0;
    if (got <= 0) return 0;
    have += (size_t)got;
    request->head[have] = '\0';
    end = strstr(request->head, "\r\n\r\n");
  }
  size_t head = (size_t)(end - request->head) + 4;
  char digits[32], *rest;
  header(request->head, "Content-Length", digits, sizeof digits);
  unsigned long length = strtoul(digits, &rest, 10);
  if (!isdigit((unsigned char)digits[0]) || *rest != '\0' || length > BODY_LIMIT) return 0;
  if (have - head > length) return 0;
  request->length = length;
  request->body = malloc(length + 1);
  if (request->body == NULL) return 0;
  memcpy(request->body, request->head + head, have - head);
  for (size_t at = have - head; at < length;) {
    ssize_t got = read(connection, request->body + at, length - at);
    if (got <= 0) return 0;
    at += (size_t)got;
  }
  request->body[length] = '\0';
  end[2] = '\0';
  return 1;
}

static void take(int connection) {
  static struct request request;
  char answer[128];
  request.body = NULL;
  int status = read_request(connection, &request) ? status_of(&request) : 400;
  int length = snprintf(answer, sizeof answer,
                        "HTTP/1.1 %d Answer\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", status);
  if (write(connection, answer, (size_t)length) < 0) perror("write");
  free(request.body);
  close(connection);
}

int main(void) {
  const char *port = getenv("PORT");
  struct sockaddr_in address = {.sin_family = AF_INET};
  socklen_t size = sizeof address;
  int listener = socket(AF_INET, SOCK_STREAM, 0), yes = 1;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons((unsigned short)(port == NULL ? 0 : atoi(port)));
  signal(SIGPIPE, SIG_IGN);
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  if (bind(listener, (struct sockaddr *)&address, size) != 0 || listen(listener, 128) != 0) {
    perror("listen");
    return 1;
  }
  getsockname(listener, (struct sockaddr *)&address, &size);
  printf("listening on %d\n", ntohs(address.sin_port));
  fflush(stdout);
  for (;;) {
    int connection = accept(listener, NULL, NULL);
    if (connection >= 0) take(connection);
  }
}
