/*
 * Receives Hookcast's webhooks for which no signature has to be computed: /divshot, /qovery and
 * /horizon, each under its own path.
 *
 * Needs a C compiler and POSIX sockets, nothing else: cc -o receiver receiver.c
 * Its secrets come from the environment: DIVSHOT_KEY, QOVERY_SECRET, HORIZON_SECRET; PORT says where
 * it listens on loopback, 0 or nothing for any free port. It answers one request per connection.
 */
#define _POSIX_C_SOURCE 200809L
#include <arpa/inet.h>
#include <ctype.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
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

struct receiver {
  const char *path, *content_type, *header, *secret, *word;
};

static const struct receiver RECEIVERS[] = {
    {"/divshot", "application/json", "X-Hook-Key", "DIVSHOT_KEY", "\"release\""},
    {"/qovery", "application/json", "Qovery-Signature", "QOVERY_SECRET", "\"DEPLOYMENT_"},
    {"/horizon", "application/json;charset=utf-8", "X-Horizon-Webhook-Secret", "HORIZON_SECRET",
     "\"eventType\""},
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
    if (secret == NULL || !same(given, secret)) return 401;
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
